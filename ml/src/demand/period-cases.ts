import { fitDemand, type DemandHistory, type DemandRules } from './fit-demand.ts';
import { periodQuantiles } from './period-quantiles.ts';
import type { QuantileCases } from './quantile-network.ts';

/** What is asked of each history: its `periods` next ones, at the levels, where the champion fits by `rules`. */
export interface PeriodQuestion {
  readonly rules: DemandRules;
  readonly periods: number;
  readonly levels: readonly number[];
  /** Periods of a year. */
  readonly year: number;
}

/** Cases of all histories, period after period, in units of each item's size. */
export interface PeriodCases extends QuantileCases {
  /** Size of the item of each case. Shape [n]. */
  readonly size: Float32Array;
  /** History and period (from 0) of each case. Shapes [n]. */
  readonly history: Uint32Array;
  readonly period: Uint32Array;
}

/** So that an item that sells next to nothing still has a size. */
const leastSize = 0.5;

/** One case for each history and each of the periods after it. */
export function periodCases(histories: readonly DemandHistory[], question: PeriodQuestion): PeriodCases {
  const { periods, levels } = question;
  const count = histories.length * periods;
  const size = new Float32Array(count);
  const champion = new Float32Array(count * levels.length);
  let inputs: Float32Array | null = null;
  let width = 0;
  histories.forEach((history, place) => {
    const { demand, from } = history;
    const fit = fitDemand(history, question.rules);
    const forecast = fit.verdict === 'forecast' ? fit : null;
    const own = (forecast?.level ?? 0) + leastSize;
    const known = described(demand, own, question.year);
    const fitted = forecast === null ? [0, 0, 0] : [forecast.level / own, Math.log1p(forecast.spread), forecast.shared];
    for (let period = 0; period < periods; period++) {
      const at = place * periods + period;
      const next = from + demand.length + period;
      const row = [...known, ...fitted, ...whenIs(next, period, question)];
      width = row.length;
      inputs ??= new Float32Array(count * width);
      inputs.set(row, at * width);
      size[at] = own;
      if (forecast === null) continue;
      const quantiles = periodQuantiles(forecast, question.rules.cycles, next, levels);
      quantiles.forEach((value, level) => (champion[at * levels.length + level] = value / own));
    }
  });
  const numbered = Uint32Array.from({ length: count }, (_, at) => at);
  return {
    inputs: inputs ?? new Float32Array(0),
    width,
    champion,
    size,
    history: numbered.map((at) => Math.floor(at / periods)),
    period: numbered.map((at) => at % periods),
  };
}

function whenIs(period: number, ahead: number, { year, periods }: PeriodQuestion): number[] {
  const turn = (2 * Math.PI * (period % year)) / year;
  return [Math.sin(turn), Math.cos(turn), (ahead + 1) / periods];
}

/** What the last periods were like, whatever the size of the item; unknown periods count neither way. */
function described(demand: Float64Array, size: number, year: number): number[] {
  const spans = [year / 12, year / 4, year / 2, year, 2 * year].map((span) => Math.max(1, Math.round(span)));
  const known = (span: number) => demand.slice(-span).filter((value) => !Number.isNaN(value));
  const mean = (values: Float64Array) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = known(Infinity);
  const sold = all.filter((value) => value > 0);
  const last = demand.findLastIndex((value) => value > 0);
  const most = known(year).reduce((largest, value) => Math.max(largest, value), 0);
  return [
    ...spans.map((span) => mean(known(span)) / size),
    ...[year, 2 * year].map((span) => mean(known(span).map((value) => (value > 0 ? 1 : 0)))),
    Math.min(2, (demand.length - 1 - last) / year),
    Math.log1p(size),
    Math.log1p(mean(sold)),
    Math.log1p(most),
    demand.length === 0 ? 0 : all.length / demand.length,
  ];
}
