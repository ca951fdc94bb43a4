/** How the level of an item's demand follows what came; rates are 0 … 1 per period. */
export type LevelRule =
  | { readonly method: 'ses'; readonly rate: number }
  | { readonly method: 'tsb'; readonly sizeRate: number; readonly chanceRate: number };

/** An exponentially weighted mean of values per exposure, which needs no starting value. */
class FadingMean {
  #sum = 0;
  #weight = 0;
  readonly #rate: number;

  constructor(rate: number) {
    if (!(rate > 0 && rate <= 1)) throw new RangeError(`A smoothing rate is above 0 and at most 1, not ${rate}`);
    this.#rate = rate;
  }

  /** `exposure`: how many ordinary periods this one is worth. */
  add(value: number, exposure = 1): void {
    this.#sum += this.#rate * (value - this.#sum);
    this.#weight += this.#rate * (exposure - this.#weight);
  }

  /** NaN before the first exposure. */
  get value(): number {
    return this.#sum / this.#weight;
  }
}

/**
 * The level before each period and, last, after all of them (length + 1 entries; NaN until something is known). Periods that are NaN
 * (stock-out, unknown) teach nothing. `factor`: how many ordinary periods each is worth by its season; sums are divided, not single
 * periods, because one order on a quiet weekday would count for many. `ses`: simple exponential smoothing. `tsb`: chance of any demand times its size, smoothed apart,
 * so that the level of a dying item falls (Teunter, Syntetos & Babai, European Journal of Operational Research 214, 2011).
 */
export function runningLevels(demand: Float64Array, rule: LevelRule, factor?: Float64Array): Float64Array {
  const levels = new Float64Array(demand.length + 1);
  const step = rule.method === 'ses' ? smoothing(rule.rate) : chanceTimesSize(rule.sizeRate, rule.chanceRate);
  levels[0] = NaN;
  for (let period = 0; period < demand.length; period++) {
    const value = demand[period]!;
    levels[period + 1] = Number.isNaN(value) ? levels[period]! : step(value, factor?.[period] ?? 1);
  }
  return levels;
}

type Step = (value: number, exposure: number) => number;

function smoothing(rate: number): Step {
  const mean = new FadingMean(rate);
  return (value, exposure) => {
    mean.add(value, exposure);
    return mean.value;
  };
}

function chanceTimesSize(sizeRate: number, chanceRate: number): Step {
  const chance = new FadingMean(chanceRate);
  const size = new FadingMean(sizeRate);
  let seen = false;
  return (value, exposure) => {
    chance.add(value > 0 ? 1 : 0, exposure);
    if (value > 0) size.add(value);
    seen ||= value > 0;
    return seen ? chance.value * size.value : 0;
  };
}
