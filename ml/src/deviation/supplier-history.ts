import { certainAt, type DeviationData } from './deviation-data.ts';

/** Lots and deviating lots that were known before each lot was judged. Shapes [n]. */
export interface Counts {
  readonly lots: Float64Array;
  readonly deviating: Float64Array;
}

/** What was known, when each lot was judged, of lots before it. */
export interface SupplierHistory {
  readonly relation: Counts;
  readonly supplier: Counts;
  readonly material: Counts;
  readonly all: Counts;
  /** Exponentially weighted rate of the relation, weight 0.1 for the newest lot; NaN without lots. Shape [n]. */
  readonly ewma: Float64Array;
}

const newestWeight = 0.1;
export const rateLevels = ['relation', 'supplier', 'material', 'all'] as const;

/** Relation of a row: one supplier's deliveries of one material. */
export const relationOf = (data: DeviationData, row: number): string => `${data.supplierId[row]}\n${data.itemId[row]}`;

/** What a lot counts for. */
export const keysOf = (data: DeviationData, row: number): Record<(typeof rateLevels)[number], string> => ({
  relation: `r${relationOf(data, row)}`,
  supplier: `s${data.supplierId[row]}`,
  material: `m${data.itemId[row]}`,
  all: 'a',
});

/**
 * Counts, for each lot, the lots whose outcome was certain before it: label known and label delay over, since bad news comes first and
 * would count for more than it is.
 */
export function supplierHistory(data: DeviationData): SupplierHistory {
  const n = data.lotId.length;
  const rows = Uint32Array.from({ length: n }, (_, i) => i);
  const certain = certainAt(data);
  const past = rows.filter((row) => !Number.isNaN(certain[row]!)).sort((a, b) => certain[a]! - certain[b]! || a - b);
  const order = rows.slice().sort((a, b) => data.predictedAt[a]! - data.predictedAt[b]! || a - b);
  const history = Object.fromEntries(
    rateLevels.map((level) => [level, { lots: new Float64Array(n), deviating: new Float64Array(n) }]),
  ) as Record<(typeof rateLevels)[number], Counts>;
  const ewma = new Float64Array(n).fill(NaN);
  const known = new Map<string, { lots: number; deviating: number; ewma: number }>();
  let next = 0;
  for (const row of order) {
    for (; next < past.length && certain[past[next]!]! <= data.predictedAt[row]!; next++) {
      const label = data.label[past[next]!]!;
      for (const key of Object.values(keysOf(data, past[next]!))) {
        const seen = known.get(key) ?? { lots: 0, deviating: 0, ewma: label };
        known.set(key, {
          lots: seen.lots + 1,
          deviating: seen.deviating + label,
          ewma: (1 - newestWeight) * seen.ewma + newestWeight * label,
        });
      }
    }
    const keys = keysOf(data, row);
    for (const level of rateLevels) {
      const seen = known.get(keys[level]);
      history[level].lots[row] = seen?.lots ?? 0;
      history[level].deviating[row] = seen?.deviating ?? 0;
    }
    ewma[row] = known.get(keys.relation)?.ewma ?? NaN;
  }
  return { ...history, ewma };
}

/** How many lots of evidence the rate of the level above is worth. */
export interface RatePrior {
  readonly mean: number;
  readonly relation: number;
  readonly supplier: number;
  readonly material: number;
}

const strongest = 1e4;
const weakest = 1;
/** How many lots the mean of training is worth against the running mean. */
const meanStrength = 20;

/**
 * Strength of the beta prior (α + β) by moments, from the lots and deviating lots of each group (Kleinman 1973). Groups that do not differ
 * more than chance give the strongest prior.
 */
export function betaBinomialStrength(groups: readonly { readonly lots: number; readonly deviating: number }[]): number {
  const used = groups.filter((group) => group.lots > 0);
  const lots = used.reduce((sum, group) => sum + group.lots, 0);
  const mean = used.reduce((sum, group) => sum + group.deviating, 0) / lots;
  const spread = used.reduce((sum, group) => sum + group.lots * (group.deviating / group.lots - mean) ** 2, 0);
  const chance = mean * (1 - mean);
  const freedom = lots - used.reduce((sum, group) => sum + group.lots ** 2, 0) / lots - (used.length - 1);
  const correlation = (spread - chance * (used.length - 1)) / (chance * freedom);
  if (!(correlation > 0) || !Number.isFinite(correlation)) return strongest;
  return Math.min(strongest, Math.max(weakest, 1 / correlation - 1));
}

/** Fits the prior to labelled rows; throws RangeError without any. */
export function fitRatePrior(data: DeviationData, rows: Uint32Array): RatePrior {
  if (rows.length === 0) throw new RangeError('No labelled lots to take rates from');
  const strength = (keyOf: (row: number) => string) => {
    const groups = new Map<string, { lots: number; deviating: number }>();
    for (const row of rows) {
      const seen = groups.get(keyOf(row)) ?? { lots: 0, deviating: 0 };
      groups.set(keyOf(row), { lots: seen.lots + 1, deviating: seen.deviating + data.label[row]! });
    }
    return betaBinomialStrength([...groups.values()]);
  };
  const deviating = rows.reduce((sum, row) => sum + data.label[row]!, 0);
  return {
    // Half a lot on each side: a rate of exactly 0 or 1 has no logit.
    mean: (deviating + 0.5) / (rows.length + 1),
    relation: strength((row) => relationOf(data, row)),
    supplier: strength((row) => data.supplierId[row]!),
    material: strength((row) => data.itemId[row]!),
  };
}

/** Rate of each relation as known when the lot was judged, shrunk to the supplier's, the material's and the overall one. Shape [n]. */
export function shrunkRates(history: Omit<SupplierHistory, 'ewma'>, prior: RatePrior): Float64Array {
  const shrink = (counts: Counts, row: number, strength: number, towards: number) =>
    (counts.deviating[row]! + strength * towards) / (counts.lots[row]! + strength);
  return history.all.lots.map((_, row) => {
    const overall = shrink(history.all, row, meanStrength, prior.mean);
    const material = shrink(history.material, row, prior.material, overall);
    const supplier = shrink(history.supplier, row, prior.supplier, material);
    return shrink(history.relation, row, prior.relation, supplier);
  });
}
