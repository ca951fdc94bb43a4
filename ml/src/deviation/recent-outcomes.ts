import { logLoss } from '../evaluation/probability-metrics.ts';
import { certainAt, type DeviationData } from './deviation-data.ts';
import { fitRatePrior, keysOf, rateLevels, shrunkRates, type Counts, type RatePrior } from './supplier-history.ts';

/** After so many newer lots an outcome counts half; null: it never fades. */
export type Memory = number | null;

/**
 * What was known, when each lot was judged, of lots before it, the newest counting most. The four levels leave out deliveries of the
 * same supplier lot: those are `own`, and do not fade.
 */
export type RecentOutcomes = Readonly<Record<(typeof rateLevels)[number] | 'own', Counts>>;

/** How recent outcomes become a rate: plain JSON. */
export interface RecentRate {
  readonly prior: RatePrior;
  readonly memory: Memory;
  /** How many deliveries of the same supplier lot the rate of its relation is worth; null: they say nothing of it. */
  readonly own: number | null;
}

/** Lots and deviating lots as they counted after `step` lots. */
interface Fading {
  readonly step: number;
  readonly lots: number;
  readonly deviating: number;
}

const nothing: Fading = { step: 0, lots: 0, deviating: 0 };

/** `groups`: deliveries of one supplier lot have the same number; shape [n]. Only outcomes that were certain before a lot was judged count for it. */
export function recentOutcomes(data: DeviationData, groups: Uint32Array, memory: Memory): RecentOutcomes {
  const kept = memory === null ? 1 : 0.5 ** (1 / memory);
  const certain = certainAt(data);
  const rows = Uint32Array.from(data.lotId.keys());
  const past = rows.filter((row) => !Number.isNaN(certain[row]!)).sort((a, b) => certain[a]! - certain[b]! || a - b);
  const order = rows.sort((a, b) => data.predictedAt[a]! - data.predictedAt[b]! || a - b);
  const counts = () => ({ lots: new Float64Array(order.length), deviating: new Float64Array(order.length) });
  const found = { relation: counts(), supplier: counts(), material: counts(), all: counts(), own: counts() };
  const known = new Map<string, Fading>();
  const faded = (key: string, step: number): Fading => {
    const { step: from, lots, deviating } = known.get(key) ?? nothing;
    const share = kept ** (step - from);
    return { step, lots: lots * share, deviating: deviating * share };
  };
  const add = (key: string, step: number, label: number) => {
    const { lots, deviating } = faded(key, step);
    known.set(key, { step, lots: lots + 1, deviating: deviating + label });
  };
  let next = 0;
  for (const row of order) {
    for (; next < past.length && certain[past[next]!]! <= data.predictedAt[row]!; next++) {
      const [label, group] = [data.label[past[next]!]!, groups[past[next]!]!];
      for (const key of Object.values(keysOf(data, past[next]!))) {
        const step = (known.get(key)?.step ?? 0) + 1;
        add(key, step, label);
        add(`${group} ${key}`, step, label);
      }
      add(`${group}`, 0, label);
    }
    const keys = keysOf(data, row);
    for (const level of rateLevels) {
      const all = known.get(keys[level]) ?? nothing;
      const same = faded(`${groups[row]} ${keys[level]}`, all.step);
      // Differences of sums may be a little less than nothing.
      found[level].lots[row] = Math.max(0, all.lots - same.lots);
      found[level].deviating[row] = Math.max(0, all.deviating - same.deviating);
    }
    const own = known.get(`${groups[row]}`) ?? nothing;
    found.own.lots[row] = own.lots;
    found.own.deviating[row] = own.deviating;
  }
  return found;
}

/** The memories and strengths among which training chooses. */
const memories: readonly Memory[] = [null, 32, 16, 8, 4];
const ownStrengths = [null, 8, 4, 2, 1] as const;

/**
 * The memory, and the weight of the supplier lot's own deliveries, whose rates were nearest to what came of `rows` by the log-loss. Each rate
 * is from before its row, so that nothing is fitted to the row itself. Ties go to what remembers longest.
 */
export function fitRecentRate(data: DeviationData, recent: RecentOf, rows: Uint32Array): RecentRate {
  const prior = fitRatePrior(data, rows);
  const labels = Uint8Array.from(rows, (row) => data.label[row]!);
  let best: { rate: RecentRate; loss: number } | null = null;
  for (const memory of memories)
    for (const own of ownStrengths) {
      const rate = { prior, memory, own };
      const { withOwn } = recentRates(recent, rate);
      const loss = logLoss(
        labels,
        Float64Array.from(rows, (row) => withOwn[row]!),
      )!;
      if (best === null || loss < best.loss - leastGain) best = { rate, loss };
    }
  return best!.rate;
}

/** Of the log-loss: less is no reason to forget anything. */
const leastGain = 1e-4;

/** The outcomes under one memory. */
export type RecentOf = (memory: Memory) => RecentOutcomes;

/** Rate of each lot's supplier and material as known when it was judged, and that with what became of its own earlier deliveries. Shapes [n]. */
export function recentRates(
  recent: RecentOf,
  { prior, memory, own }: RecentRate,
): { ofRelation: Float64Array; withOwn: Float64Array } {
  const outcomes = recent(memory);
  const ofRelation = shrunkRates(outcomes, prior);
  const { lots, deviating } = outcomes.own;
  const withOwn = ofRelation.map((rate, row) =>
    own === null ? rate : (deviating[row]! + own * rate) / (lots[row]! + own),
  );
  return { ofRelation, withOwn };
}
