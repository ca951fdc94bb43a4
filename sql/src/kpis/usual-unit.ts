import type { Statements } from '../engine/engine.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { summarise } from './kpi-queries.ts';
import { byUnit, type MeasuredUnit } from './kpi-sums.ts';
import type { Period } from './period.ts';

interface Periods {
  readonly period: Period;
  /** The default period. */
  readonly usual: Period;
}

/**
 * A figure keeps its unit when a filter changes: the unit that the whole company's has over the default period, as long as the filter
 * leaves something known in it. Else that of the most rows.
 */
export async function usualUnitFirst(
  statements: Statements,
  definition: KpiDefinition,
  measured: readonly MeasuredUnit[],
  { usual, period }: Periods,
): Promise<readonly MeasuredUnit[]> {
  if (definition.value !== 'share' || measured.length < 2) return measured;
  const { from, to } = definition.basis === 'period' ? usual : period;
  const sums = await summarise(statements, {
    rows: definition.id,
    current: 'always',
    interval: 'none',
    from,
    to,
    start: from,
    site: '',
    item: '',
  });
  const unit = byUnit(definition, sums).find((each) =>
    measured.some((one) => one.unit === each.unit && one.value !== null),
  )?.unit;
  return measured.toSorted((a, b) => Number(b.unit === unit) - Number(a.unit === unit));
}
