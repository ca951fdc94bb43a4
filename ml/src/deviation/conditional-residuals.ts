import { solveSymmetric } from '../logistic/logistic-regression.ts';
import type { MaterialProfile } from './material-profile.ts';

type Ordinary = Pick<MaterialProfile, 'correlation' | 'direction'>;

/** The inverse of the correlations of the values that are there, [size × size], and what else is the same for all lots that lack the same. */
interface Pattern {
  readonly present: readonly number[];
  readonly inverse: Float64Array;
  /** Inverse × common direction, and the direction's variance under it. */
  readonly common: Float64Array;
  readonly variance: number;
}

const known = new WeakMap<Ordinary['correlation'], Map<string, Pattern>>();

/**
 * Each value less what the others let expect, in its conditional standard deviations, and the Mahalanobis distance by the root of the
 * number of values: with P the inverse of the correlations of what is there, (P z)ⱼ / √Pⱼⱼ and √(zᵀ P z / d) (Mardia, Kent & Bibby 1979).
 * `along`: how far the values are off in the common direction v, vᵀ P z / √(vᵀ P v), of variance 1 in ordinary lots.
 * `correlation` is [d × d], `z` of shape [d] with NaN for missing.
 */
export function conditionalResiduals(
  ordinary: Ordinary,
  z: readonly number[],
): { residuals: number[]; distance: number; along: number } {
  const { present, inverse, common, variance } = patternOf(ordinary, z);
  const size = present.length;
  const residuals = Array<number>(z.length).fill(NaN);
  if (size === 0) return { residuals, distance: NaN, along: NaN };
  let distance = 0;
  let projected = 0;
  for (let k = 0; k < size; k++) {
    let solved = 0;
    for (let l = 0; l < size; l++) solved += inverse[k * size + l]! * z[present[l]!]!;
    const observed = z[present[k]!]!;
    residuals[present[k]!] = solved / Math.sqrt(inverse[k * size + k]!);
    distance += solved * observed;
    projected += common[k]! * observed;
  }
  return {
    residuals,
    distance: Math.sqrt(Math.max(0, distance) / size),
    along: variance > 0 ? projected / Math.sqrt(variance) : NaN,
  };
}

function patternOf(ordinary: Ordinary, z: readonly number[]): Pattern {
  const patterns = known.get(ordinary.correlation) ?? new Map<string, Pattern>();
  known.set(ordinary.correlation, patterns);
  let key = '';
  for (const value of z) key += Number.isNaN(value) ? '0' : '1';
  const found = patterns.get(key) ?? inverted(ordinary, z);
  patterns.set(key, found);
  return found;
}

function inverted({ correlation, direction }: Ordinary, z: readonly number[]): Pattern {
  const present = [...z.keys()].filter((j) => !Number.isNaN(z[j]!));
  const size = present.length;
  const part = Float64Array.from(present.flatMap((j) => present.map((k) => correlation[j * z.length + k]!)));
  const inverse = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const unit = new Float64Array(size);
    unit[k] = 1;
    inverse.set(solveSymmetric(part, unit), k * size);
  }
  const along = Float64Array.from(present, (j) => direction[j]!);
  const common = solveSymmetric(part, along);
  return { present, inverse, common, variance: common.reduce((sum, value, k) => sum + value * along[k]!, 0) };
}
