import type { KpiDefinition } from './kpi-definition.ts';
import type { KpiSum } from './kpi-queries.ts';

export interface KpiPart {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly count: number;
}

/** The rate of the quantities in one unit. */
export interface MeasuredUnit {
  readonly unit: string;
  readonly value: number | null;
  readonly count: number;
}

/**
 * Nothing is made of rows of which nothing is known. No rows at all are no ratio, and a sum of 0 where the records reach: else of what
 * nobody recorded nothing is known.
 */
export function valueOf(definition: KpiDefinition, sums: readonly KpiSum[], reached = true): number | null {
  if (sums.length === 0 && !reached) return null;
  const total = (field: 'numerators' | 'denominators' | 'unknown' | 'rowCount') =>
    sums.reduce((sum, row) => sum + row[field], 0);
  if (total('rowCount') > 0 && total('unknown') === total('rowCount')) return null;
  if (definition.value === 'sum') return total('numerators');
  if (total('denominators') === 0) return null;
  return (total('numerators') / total('denominators')) * (definition.value === 'share' ? 100 : 1);
}

export const grouped = (sums: readonly KpiSum[], key: (sum: KpiSum) => string) => Map.groupBy(sums, key);
const counted = (sums: readonly KpiSum[]) => sums.reduce((count, sum) => count + sum.rowCount, 0);

/** The value in each unit, that of the most rows first. */
export function byUnit(definition: KpiDefinition, sums: readonly KpiSum[]): MeasuredUnit[] {
  return [...grouped(sums, (sum) => sum.measureUnit)]
    .map(([unit, rows]) => ({ unit, value: valueOf(definition, rows), count: counted(rows) }))
    .sort((a, b) => b.count - a.count || (a.unit < b.unit ? -1 : 1));
}

/** The value of each part, what needs attention first. */
export function breakdown(definition: KpiDefinition, sums: readonly KpiSum[]): KpiPart[] {
  return [...grouped(sums, (sum) => sum.key)]
    .map(([key, rows]) => ({
      key,
      label: rows[0]?.label ?? key,
      value: valueOf(definition, rows),
      count: counted(rows),
    }))
    .sort((a, b) => order(definition, a, b));
}

/** What needs attention first: the largest sums, the worst rates. The key tells equal ones apart, or pages of them would overlap. */
function order(definition: KpiDefinition, a: KpiPart, b: KpiPart): number {
  const sign = definition.value === 'sum' || definition.betterWhen === 'down' ? -1 : 1;
  const byValue =
    a.value === null || b.value === null
      ? Number(a.value === null) - Number(b.value === null)
      : sign * (a.value - b.value);
  return byValue || b.count - a.count || (a.key < b.key ? -1 : 1);
}
