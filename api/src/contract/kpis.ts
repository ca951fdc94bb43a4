import { z } from 'zod';
import { FiguresProgress } from './figures-progress.ts';
import { page, pageFields, PageQuery } from './paging.ts';
import { Day, RecordedTime } from './quantities.ts';

/** `GET /api/v1/kpis?from=&to=&site=&compare=previous`; without dates the last twelve months up to the newest data. */
export const KpiQuery = z.object({
  from: Day.optional(),
  to: Day.optional().describe('Exclusive'),
  site: z.string().max(500).optional(),
  item: z.string().max(500).optional(),
  compare: z.enum(['previous', 'none']).default('previous'),
});
export type KpiQuery = z.infer<typeof KpiQuery>;

export const KpiPart = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  count: z.number().int().nullable().describe('Rows of the part'),
});
export type KpiPart = z.infer<typeof KpiPart>;

export const Kpi = z.object({
  id: z.string(),
  label: z.string(),
  value: z.number().nullable().describe('null: cannot be computed from what is loaded; unknown says why'),
  unit: z.string().describe('%, a unit, or the currency when kind is money'),
  kind: z.enum(['money', 'ratio', 'quantity', 'count', 'days']),
  currency: z.string().nullable(),
  previous: z.number().nullable(),
  previousAt: z
    .string()
    .nullable()
    .describe('Of what stands there now: the day on which previous was summed up, whose rows are asked for by `day`'),
  betterWhen: z.enum(['up', 'down']),
  basis: z.enum(['period', 'now']).describe('now: of what stands there today, whatever the period'),
  formula: z.string(),
  owner: z.string().nullable(),
  source: z.array(z.string()).describe('Datasets whose rows it is made of'),
  unknown: z
    .object({ count: z.number().int(), text: z.string() })
    .nullable()
    .describe('Rows that could not be valued or judged; count 0: none are loaded, or none reach into the period'),
  series: z.array(z.object({ at: RecordedTime, value: z.number().nullable() })),
  breakdown: z.array(KpiPart).describe('By cause, supplier, age …, what matters most first; empty where there is none'),
  parts: z.number().int().describe('Parts in all, of which breakdown has the first 50; all are at `/kpis/:id/parts`'),
  measured: z
    .array(z.object({ unit: z.string(), value: z.number().nullable(), count: z.number().int() }))
    .describe(
      'Of rates: the unit of the quantities that value is the rate of, then the rates of the others (D5); the unit of the whole company goes first wherever it has rows',
    ),
});
export type Kpi = z.infer<typeof Kpi>;

export const KpiList = z.object({
  from: z.string(),
  to: z.string(),
  previousFrom: z.string().nullable(),
  previousTo: z.string().nullable(),
  newestEvent: z
    .string()
    .nullable()
    .describe('Newest moment at which anything happened: the default period ends with that day'),
  dataAsOf: z.string().nullable().describe('When the newest import that is in the genealogy was read'),
  ...FiguresProgress.shape,
  kpis: z.array(Kpi),
});
export type KpiList = z.infer<typeof KpiList>;

/** `GET /api/v1/kpis/:id/rows?…` (and `rows.csv`): the rows behind the number, columns described so that any table can show them. */
export const KpiRowsQuery = KpiQuery.omit({ compare: true }).extend({
  ...PageQuery.shape,
  key: z.string().max(500).optional().describe('One entry of the breakdown'),
  unit: z.string().max(100).optional().describe('Of rates: only quantities of this unit'),
  day: z.iso
    .date()
    .optional()
    .describe(
      'Of the worth of stock: its rows as it was summed up on this earlier day, by item, site and state; not with key or unit',
    ),
  unknown: z.literal('only').optional().describe('only: the rows that could not be valued or judged'),
  sort: z.string().max(100).optional().describe('<column> or -<column>'),
});
export type KpiRowsQuery = z.infer<typeof KpiRowsQuery>;

export const RowColumn = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['lot', 'operation', 'item', 'supplier', 'customer', 'text', 'number', 'money', 'time']),
  sortable: z.boolean().describe('`sort` takes it'),
});
export type RowColumn = z.infer<typeof RowColumn>;

export const KpiRows = z.object({
  id: z.string(),
  currency: z.string().nullable().describe('Of the columns of money'),
  columns: z.array(RowColumn),
  items: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  ...pageFields,
});
export type KpiRows = z.infer<typeof KpiRows>;

/** `GET /api/v1/kpis/:id/parts?…` (and `parts.csv`): every part of a breakdown; its rows are asked for by `key`. */
export const KpiPartsQuery = KpiQuery.omit({ compare: true }).extend({
  ...PageQuery.shape,
  unit: z.string().max(100).optional().describe('Of rates: only quantities of this unit; default: that of the figure'),
});
export type KpiPartsQuery = z.infer<typeof KpiPartsQuery>;

export const KpiPartPage = page(KpiPart);
export type KpiPartPage = z.infer<typeof KpiPartPage>;
