import { z } from 'zod';
import { flag, number, siteParameters } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { sortChoices } from '../query/sort-choices.ts';
import type { KpiId, RowColumn } from './kpi-definition.ts';

/** The KPIs of which it is kept what they were on the days on which stock was derived. */
const stockMeasures = ['on-hand-value', 'inventory-at-risk', 'expired-stock'] as const satisfies readonly KpiId[];
export type StockMeasure = (typeof stockMeasures)[number];

export const stockMeasureOf = (id: string): StockMeasure | undefined => stockMeasures.find((measure) => measure === id);

const measure: Readonly<Record<StockMeasure, string>> = {
  'on-hand-value': '1',
  'inventory-at-risk': 'h.at_risk',
  'expired-stock': 'h.is_expired',
};

/** What the stock was worth on the days on which it was derived. */
export const stockHistory = defineQuery({
  module: import.meta.url,
  file: './stock-history.sql',
  parameters: z.object({
    measure: z.enum(stockMeasures),
    from: z.date(),
    to: z.date(),
    site: z.string(),
    item: z.string(),
  }),
  row: z.object({ at: z.string(), value: number }),
  choices: { measure },
});

/** Columns of the rows of one day, and those of them that they can be sorted by. */
export const stockHistoryColumns: readonly RowColumn[] = [
  { name: 'itemId', label: 'Item', type: 'item' },
  { name: 'itemName', label: 'Item name', type: 'text' },
  { name: 'siteId', label: 'Site', type: 'text' },
  { name: 'state', label: 'Expiry', type: 'text' },
  { name: 'age', label: 'Age', type: 'text' },
  { name: 'value', label: 'Value', type: 'money' },
  { name: 'unvalued', label: 'Not valued', type: 'number' },
];
export const stockHistorySort = ['value', 'item_id', 'site_id', 'unvalued'] as const;

/** What the stock was made of on one of those days. */
export const findStockHistoryRows = defineQuery({
  module: import.meta.url,
  file: './stock-history-rows.sql',
  parameters: z.object({
    measure: z.enum(stockMeasures),
    day: z.iso.date(),
    site: z.string(),
    item: z.string(),
    sort: z.string(),
    onlyUnknown: z.number(),
    ...siteParameters,
    limit: z.number(),
    offset: z.number(),
  }),
  row: z.looseObject({ numerator: z.number(), denominator: z.number(), isUnknown: flag, hidden: flag }),
  choices: {
    measure,
    sort: sortChoices(Object.fromEntries(stockHistorySort.map((column) => [column, column]))),
  },
});
