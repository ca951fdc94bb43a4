import { characteristicKeys, type DeviationData } from './deviation-data.ts';

/** Results by lot and characteristic, row by row; NaN: no result. Shapes [n × characteristics]. */
export interface IncomingLevels {
  readonly width: number;
  /** Column of each characteristic by its key. */
  readonly places: ReadonlyMap<string, number>;
  readonly own: Float64Array;
  readonly certificate: Float64Array;
  /** Mean of the two, or the one that is there. */
  readonly level: Float64Array;
  /** Distance to the nearest limit as a share of half the tolerance, or of the limit where there is only one; below 0: outside. */
  readonly margin: Float64Array;
}

/** Results as matrices. Of several results with the same place the one known last counts. */
export function incomingLevels(data: DeviationData): IncomingLevels {
  const width = data.characteristics.length;
  const empty = () => new Float64Array(data.lotId.length * width).fill(NaN);
  const own = empty();
  const certificate = empty();
  const margin = empty();
  const { results } = data;
  const order = Uint32Array.from(results.lot.keys()).sort((a, b) => results.knownAt[a]! - results.knownAt[b]! || a - b);
  for (const i of order) {
    const at = results.lot[i]! * width + results.characteristic[i]!;
    (results.own[i] === 1 ? own : certificate)[at] = results.value[i]!;
    const left = marginOf(results.value[i]!, results.lower[i]!, results.upper[i]!);
    if (!(margin[at]! <= left)) margin[at] = left;
  }
  const level = own.map((value, at) => {
    const other = certificate[at]!;
    return Number.isNaN(value) ? other : Number.isNaN(other) ? value : (value + other) / 2;
  });
  const places = new Map(characteristicKeys(data).map((key, at) => [key, at]));
  return { width, places, own, certificate, level, margin };
}

/** NaN without limits. */
export function marginOf(value: number, lower: number, upper: number): number {
  if (!Number.isNaN(lower) && !Number.isNaN(upper))
    return upper > lower ? Math.min(value - lower, upper - value) / ((upper - lower) / 2) : NaN;
  const limit = Number.isNaN(lower) ? upper : lower;
  if (Number.isNaN(limit) || limit === 0) return NaN;
  return (Number.isNaN(lower) ? upper - value : value - lower) / Math.abs(limit);
}
