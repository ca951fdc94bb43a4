import type { Statements } from '../engine/engine.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { newestData, summarise } from './kpi-queries.ts';
import { definitionOf } from './kpi-rows.ts';
import { breakdown, byUnit, type KpiPart } from './kpi-sums.ts';
import type { KpiRequest } from './kpis.ts';
import { choosePeriod } from './period.ts';
import { usualUnitFirst } from './usual-unit.ts';

export interface KpiPartsRequest extends Omit<KpiRequest, 'compare'> {
  readonly id: string;
  /** Of rates: only quantities of this unit; default: that of the figure, for units are never added (D5). */
  readonly unit?: string | undefined;
}

/** Every part of a KPI's breakdown, what needs attention first: those of a sum add up to it. Throws `UnknownKpi`. */
export async function kpiParts(statements: Statements, request: KpiPartsRequest): Promise<KpiPart[]> {
  const definition: KpiDefinition = definitionOf(request.id);
  const { site = '', item = '' } = request;
  const [newest] = await newestData(statements, {});
  const newestEvent = newest?.newest ?? null;
  const period = choosePeriod(request.from, request.to, newestEvent);
  const { from, to } = period;
  const sums = await summarise(statements, {
    rows: definition.id,
    current: 'always',
    interval: 'none',
    from,
    to,
    start: from,
    site,
    item,
  });
  const usual = choosePeriod(undefined, undefined, newestEvent);
  const measured = await usualUnitFirst(statements, definition, byUnit(definition, sums), { usual, period });
  const unit = request.unit ?? measured[0]?.unit;
  return breakdown(
    definition,
    sums.filter(({ measureUnit }) => measureUnit === unit),
  );
}
