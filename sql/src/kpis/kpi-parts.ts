import type { Statements } from '../engine/engine.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { newestData, summarise } from './kpi-queries.ts';
import { definitionOf } from './kpi-rows.ts';
import { breakdown, type KpiPart } from './kpi-sums.ts';
import type { KpiRequest } from './kpis.ts';
import { choosePeriod } from './period.ts';

export interface KpiPartsRequest extends Omit<KpiRequest, 'compare'> {
  readonly id: string;
  /** Of rates: only quantities of this unit. */
  readonly unit?: string | undefined;
}

/** Every part of a KPI's breakdown, what needs attention first: those of a sum add up to it. Throws `UnknownKpi`. */
export async function kpiParts(statements: Statements, request: KpiPartsRequest): Promise<KpiPart[]> {
  const definition: KpiDefinition = definitionOf(request.id);
  const { site = '', item = '', unit } = request;
  const newest = request.to === undefined ? await newestData(statements, {}) : [];
  const { from, to } = choosePeriod(request.from, request.to, newest[0]?.newest ?? null);
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
  return breakdown(
    definition,
    sums.filter(({ measureUnit }) => unit === undefined || measureUnit === unit),
  );
}
