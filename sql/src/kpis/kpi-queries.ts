import { z } from 'zod';
import { sqlFile } from '../engine/index.ts';
import { flag, siteParameters, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { sortChoices } from '../query/sort-choices.ts';
import { kpiIds } from './kpi-definition.ts';
import { kpiDefinitions } from './kpi-definitions.ts';

const rows = Object.fromEntries(kpiIds.map((id) => [id, sqlFile(import.meta.url, `./rows/${id}.sql`)]));

/** How fine a trend is drawn. */
export const intervals = ['none', 'day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

/** Sums behind one KPI. */
export const summarise = defineQuery({
  module: import.meta.url,
  file: './summary.sql',
  parameters: z.object({
    rows: z.enum(kpiIds),
    current: z.enum(['start', 'always']),
    interval: z.enum(intervals),
    from: z.date(),
    to: z.date(),
    start: z.date(),
    site: z.string(),
    item: z.string(),
  }),
  row: z.object({
    isCurrent: flag,
    piece: z.string(),
    measureUnit: z.string(),
    key: z.string(),
    label: z.string(),
    numerators: z.number(),
    denominators: z.number(),
    unknown: z.number(),
    rowCount: z.number(),
  }),
  choices: {
    rows,
    current: { start: "at >= {start: DateTime64(3, 'UTC')}", always: '1' },
    interval: {
      none: "''",
      day: 'toString(toDate(at))',
      week: 'toString(toMonday(at))',
      month: "formatDateTime(at, '%Y-%m')",
    },
  },
});
export type KpiSum = Awaited<ReturnType<typeof summarise>>[number];

const sorts = sortChoices(
  Object.fromEntries(kpiDefinitions.flatMap(({ sort }) => sort.map((column) => [column, column]))),
);
// Ties are broken by what tells the rows of every KPI apart, so that pages do not overlap.
const tieBreaks: Record<string, string> = {
  'scrap-rate': 'operation_id',
  yield: 'operation_id',
  'scrap-cost': 'source, event_id, lot_id',
  'write-offs': 'source, event_id, lot_id',
  'incoming-pass-rate': 'lot_id',
  'recall-exposure': 'supplier_id, supplier_lot',
  'on-hand-value': 'lot_id, site_id, location, status, unit',
  'inventory-at-risk': 'lot_id, site_id, location, status, unit',
  'expired-stock': 'lot_id, site_id, location, status, unit',
};

const pageParameters = z.object({
  rows: z.enum(kpiIds),
  sort: z.string(),
  ties: z.string(),
  from: z.date(),
  to: z.date(),
  site: z.string(),
  item: z.string(),
  part: z.string(),
  hasPart: z.number(),
  unit: z.string(),
  hasUnit: z.number(),
  onlyUnknown: z.number(),
  ...siteParameters,
  limit: z.number(),
  offset: z.number(),
});

/** One page of the rows behind one KPI; the other columns are those of its definition. */
export const findKpiRows = defineQuery({
  module: import.meta.url,
  file: './page.sql',
  parameters: pageParameters,
  row: z.looseObject({
    numerator: z.number(),
    denominator: z.number(),
    isUnknown: flag,
    hidden: flag,
  }),
  times: ['at', 'receivedAt', 'since', 'expiredFrom'],
  choices: {
    rows,
    sort: sorts,
    ties: Object.fromEntries(Object.entries(tieBreaks).map(([id, columns]) => [id, columns])),
  },
});
export type KpiRow = Awaited<ReturnType<typeof findKpiRows>>[number];

/** Newest moment in the data that KPIs are made of; null when there is none. */
export const newestData = defineQuery({
  module: import.meta.url,
  file: './newest-data.sql',
  parameters: z.object({}),
  row: z.object({ newest: time }),
  times: ['newest'],
});
