import type { DemandHistory } from './fit-demand.ts';
import { periodCases, type PeriodCases, type PeriodQuestion } from './period-cases.ts';
import {
  fitQuantileNetwork,
  predictQuantiles,
  type QuantileNetwork,
  type QuantileTraining,
} from './quantile-network.ts';

/** A network for all items that corrects the champion's quantiles of single periods. */
export interface PeriodChallenger {
  readonly question: PeriodQuestion;
  readonly network: QuantileNetwork;
}

export type ChallengerTraining = Omit<QuantileTraining, 'levels' | 'weights'> & {
  /** Origins that are learnt from, so many periods apart; the latest ends with the histories. */
  readonly every: number;
  /** Periods that an origin has before it at least. */
  readonly leastBefore: number;
};

/**
 * Learns from earlier origins: at each, the champion is fitted to what was known then, and the network to what came in the periods after
 * it, all of which are part of the histories. A case counts as much as its item is large, as in the weighted quantile loss. Null: the
 * histories are too short for an origin. Needs an open backend.
 */
export async function fitPeriodChallenger(
  histories: readonly DemandHistory[],
  question: PeriodQuestion,
  { every, leastBefore, ...training }: ChallengerTraining,
): Promise<PeriodChallenger | null> {
  const parts: { cases: PeriodCases; actual: Float32Array }[] = [];
  const longest = histories.reduce((most, { demand }) => Math.max(most, demand.length), 0);
  for (let back = question.periods; longest - back >= leastBefore; back += every) {
    const cases = periodCases(
      histories.map(({ from, demand }) => ({ from, demand: demand.slice(0, Math.max(0, demand.length - back)) })),
      question,
    );
    const came = Float32Array.from(cases.history, (place, at) => {
      const { demand } = histories[place]!;
      return demand[demand.length - back + cases.period[at]!] ?? NaN;
    });
    parts.push({ cases, actual: came.map((value, at) => value / cases.size[at]!) });
  }
  if (parts.length === 0) return null;
  const joined = joinKnown(parts, question.levels.length);
  const { levels } = question;
  const network = await fitQuantileNetwork(joined, joined.actual, { ...training, levels, weights: joined.size });
  return { question, network };
}

/** Quantiles of each of the next periods of each history, in units of the item: at `(history × periods + period) × levels + level`. */
export function challengerQuantiles(
  { question, network }: PeriodChallenger,
  histories: readonly DemandHistory[],
): Float64Array {
  const cases = periodCases(histories, question);
  const count = question.levels.length;
  return Float64Array.from(
    predictQuantiles(network, cases),
    (value, at) => value * cases.size[Math.floor(at / count)]!,
  );
}

function joinKnown(parts: readonly { cases: PeriodCases; actual: Float32Array }[], levels: number) {
  const width = parts[0]!.cases.width;
  const kept = parts.map(({ actual }) => [...actual.keys()].filter((at) => !Number.isNaN(actual[at]!)));
  const rows = kept.reduce((sum, { length }) => sum + length, 0);
  const joined = {
    width,
    inputs: new Float32Array(rows * width),
    champion: new Float32Array(rows * levels),
    actual: new Float32Array(rows),
    size: new Float32Array(rows),
  };
  let row = 0;
  parts.forEach(({ cases, actual }, part) => {
    for (const at of kept[part]!) {
      joined.inputs.set(cases.inputs.subarray(at * width, (at + 1) * width), row * width);
      joined.champion.set(cases.champion.subarray(at * levels, (at + 1) * levels), row * levels);
      joined.actual[row] = actual[at]!;
      joined.size[row++] = cases.size[at]!;
    }
  });
  return joined;
}
