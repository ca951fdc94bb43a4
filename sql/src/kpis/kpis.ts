import type { Statements } from '../engine/engine.ts';
import { dispositionState } from '../disposition/disposition-state.ts';
import { FactSpans } from './fact-spans.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { kpiDefinitions } from './kpi-definitions.ts';
import { newestData, summarise, type KpiSum } from './kpi-queries.ts';
import { breakdown, byUnit, grouped, valueOf, type KpiPart, type MeasuredUnit } from './kpi-sums.ts';
import { choosePeriod, chooseInterval, piecesOf, type Period } from './period.ts';
import { stockHistory, stockMeasureOf } from './stock-history.ts';
import { usualUnitFirst } from './usual-unit.ts';

export interface KpiRequest {
  /** ISO 8601, inclusive; default: twelve months before `to`. */
  readonly from?: string | undefined;
  /** ISO 8601, exclusive; default: the end of the newest day with data. */
  readonly to?: string | undefined;
  readonly site?: string | undefined;
  readonly item?: string | undefined;
  readonly compare?: 'previous' | 'none' | undefined;
}

export interface Kpi {
  readonly id: string;
  readonly label: string;
  /** null: cannot be computed from what is loaded. */
  readonly value: number | null;
  /** `%`, or the currency of money. */
  readonly unit: string;
  readonly kind: KpiDefinition['kind'];
  readonly currency: string | null;
  readonly previous: number | null;
  /** Of what stands there now: the day on which `previous` was summed up. */
  readonly previousAt: string | null;
  readonly betterWhen: 'up' | 'down';
  readonly basis: KpiDefinition['basis'];
  readonly formula: string;
  readonly owner: string;
  readonly source: readonly string[];
  readonly unknown: { readonly count: number; readonly text: string } | null;
  readonly series: readonly { readonly at: string; readonly value: number | null }[];
  readonly breakdown: readonly KpiPart[];
  /** Parts in all; `breakdown` has the first of them. */
  readonly parts: number;
  /** Of rates: the unit of the quantities that `value` is the rate of, and the rates of the others (D5). */
  readonly measured: readonly MeasuredUnit[];
}

export interface KpiList {
  readonly from: string;
  readonly to: string;
  readonly previousFrom: string | null;
  readonly previousTo: string | null;
  /** The newest moment at which anything happened: the default period ends with that day. */
  readonly newestEvent: string | null;
  readonly kpis: readonly Kpi[];
}

const partsShown = 50;

/** Every KPI over a period, beside the period before. */
export async function kpis(statements: Statements, request: KpiRequest = {}): Promise<KpiList> {
  const [newest, state, spans] = await Promise.all([
    newestData(statements, {}),
    dispositionState(statements),
    FactSpans.read(statements),
  ]);
  const newestEvent = newest[0]?.newest ?? null;
  const period = choosePeriod(request.from, request.to, newestEvent);
  const usual = choosePeriod(undefined, undefined, newestEvent);
  const compared = request.compare !== 'none';
  const context = { period, usual, compared, request, spans, currency: state?.baseCurrency ?? null };
  const answers = await Promise.all(kpiDefinitions.map((definition) => computeKpi(statements, definition, context)));
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    previousFrom: compared ? period.previousFrom.toISOString() : null,
    previousTo: compared ? period.from.toISOString() : null,
    newestEvent,
    kpis: answers,
  };
}

interface Context {
  readonly period: Period;
  /** The default period. */
  readonly usual: Period;
  readonly compared: boolean;
  readonly request: KpiRequest;
  readonly spans: FactSpans;
  readonly currency: string | null;
}

async function computeKpi(statements: Statements, definition: KpiDefinition, context: Context): Promise<Kpi> {
  const { period, compared, request, spans, currency } = context;
  const { site = '', item = '' } = request;
  const ofPeriod = definition.basis === 'period';
  const sums = await summarise(statements, {
    rows: definition.id,
    current: ofPeriod ? 'start' : 'always',
    interval: ofPeriod ? chooseInterval(period) : 'none',
    from: ofPeriod && compared ? period.previousFrom : period.from,
    to: period.to,
    start: period.from,
    site,
    item,
  });
  const current = sums.filter((sum) => sum.isCurrent);
  const measured = await usualUnitFirst(statements, definition, byUnit(definition, current), context);
  const unit = measured[0]?.unit ?? '';
  const inUnit = current.filter((sum) => sum.measureUnit === unit);
  const before = sums.filter((sum) => !sum.isCurrent && sum.measureUnit === unit);
  const parts = breakdown(definition, inUnit);
  const history = ofPeriod ? [] : await historyOf(statements, definition, context);
  const stood = lastBefore(history, period);
  return {
    ...shown(definition, currency),
    value: valueOf(definition, inUnit, spans.reach(definition, period)),
    previous: ofPeriod ? previousOf(definition, before, context) : (stood?.value ?? null),
    previousAt: stood?.at ?? null,
    unknown: unknownOf(definition, current, context),
    series: ofPeriod
      ? trend(definition, inUnit, context)
      : history.filter((point) => new Date(point.at) >= period.from),
    breakdown: parts.slice(0, partsShown),
    parts: parts.length,
    // Where no unit is stated anywhere there is none to name; beside others "no unit" is one of them (D5).
    measured: definition.value === 'share' && (unit !== '' || measured.length > 1) ? measured : [],
  };
}

function previousOf(definition: KpiDefinition, sums: readonly KpiSum[], { period, compared, spans }: Context) {
  const earlier = { from: period.previousFrom, to: period.from };
  return compared ? valueOf(definition, sums, spans.reach(definition, earlier)) : null;
}

function shown(definition: KpiDefinition, currency: string | null) {
  const { id, label, kind, betterWhen, basis, formula, owner, source } = definition;
  const unit = kind === 'money' ? (currency ?? '') : '%';
  const ofMoney = kind === 'money' ? currency : null;
  return { id, label, kind, betterWhen, basis, formula, owner, source, unit, currency: ofMoney };
}

function unknownOf(definition: KpiDefinition, sums: readonly KpiSum[], { spans, period }: Context): Kpi['unknown'] {
  const count = sums.reduce((total, sum) => total + sum.unknown, 0);
  if (count > 0) return { count, text: definition.unknownText };
  const text = sums.length > 0 ? undefined : spans.whyUnknown(definition, period);
  return text === undefined ? null : { count: 0, text };
}

function trend(definition: KpiDefinition, sums: readonly KpiSum[], { period, spans }: Context): Kpi['series'] {
  const pieces = grouped(sums, (sum) => sum.piece);
  return piecesOf(period, chooseInterval(period)).map(({ at, ...piece }) => ({
    at,
    value: valueOf(definition, pieces.get(at) ?? [], spans.reach(definition, piece)),
  }));
}

async function historyOf(statements: Statements, definition: KpiDefinition, context: Context): Promise<Kpi['series']> {
  const measure = stockMeasureOf(definition.id);
  if (measure === undefined) return [];
  const { previousFrom: from, to } = context.period;
  const { site = '', item = '' } = context.request;
  return stockHistory(statements, { measure, from, to, site, item });
}

/** What stood there when the period began, as far as it was derived by then. */
function lastBefore(history: Kpi['series'], period: Period): Kpi['series'][number] | undefined {
  return history.filter((point) => new Date(point.at) <= period.from).at(-1);
}
