import type { DatasetName } from '../datasets/index.ts';

export type RowType = 'lot' | 'operation' | 'item' | 'supplier' | 'customer' | 'text' | 'number' | 'money' | 'time';

export interface RowColumn {
  readonly name: string;
  readonly label: string;
  readonly type: RowType;
}

/** How a KPI is made of its rows, each of which has a numerator, a denominator and says whether it is unknown. */
export interface KpiDefinition {
  readonly id: KpiId;
  readonly label: string;
  readonly kind: 'money' | 'ratio' | 'quantity' | 'count' | 'days';
  readonly betterWhen: 'up' | 'down';
  /** Published: what is divided by, or summed over, what. */
  readonly formula: string;
  /** Role that answers for it. */
  readonly owner: string;
  /** Datasets whose rows are its facts: without a row in any of them nothing is known, whatever master data there are. */
  readonly facts: readonly DatasetName[];
  /** Datasets whose rows it is made of. */
  readonly source: readonly DatasetName[];
  readonly unknownText: string;
  /** `sum` of numerators, `share` in percent, or `mean` per counted row. */
  readonly value: 'sum' | 'share' | 'mean';
  /** Rows of a period, or of what is there now. */
  readonly basis: 'period' | 'now';
  readonly columns: readonly RowColumn[];
  /** SQL by which its rows can be sorted, by column name. */
  readonly sort: readonly string[];
}

export const kpiIds = [
  'scrap-rate',
  'scrap-cost',
  'write-offs',
  'yield',
  'incoming-pass-rate',
  'recall-exposure',
  'on-hand-value',
  'inventory-at-risk',
  'expired-stock',
] as const;
export type KpiId = (typeof kpiIds)[number];
