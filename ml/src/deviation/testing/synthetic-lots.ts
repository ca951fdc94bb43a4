import { Random } from '../../random/random.ts';
import { dayMs, type DeviationData } from '../deviation-data.ts';

export interface SyntheticOptions {
  readonly lots: number;
  readonly seed: number;
  /** false: nothing in the data has to do with the outcome. */
  readonly learnable: boolean;
}

const start = Date.UTC(2025, 0, 1);
const characteristics = ['moisture', 'protein', 'ash', 'ph'];
const labelDelayDays = 20;

/** Lots whose characteristics follow a common factor; where one of them does not, the lot likely deviates. 500 days, 8 suppliers, 3 materials. */
export function syntheticLots({ lots, seed, learnable }: SyntheticOptions): DeviationData & { truth: Float64Array } {
  const random = new Random(seed);
  const numbers = Array.from({ length: lots }, (_, i) => i);
  const asOf = start + 500 * dayMs;
  const supplier = numbers.map(() => random.whole(8));
  const item = numbers.map(() => random.whole(3));
  const predictedAt = Float64Array.from(numbers, (i) => start + Math.floor((i / lots) * 500 * dayMs));
  const columns = { lot: [] as number[], characteristic: [] as number[], own: [] as number[], value: [] as number[] };
  const truth = Float64Array.from(numbers, (i) => {
    const broken = random.uniform() < 0.15;
    const which = random.whole(characteristics.length);
    const factor = random.normal();
    characteristics.forEach((_, j) => {
      const off = learnable && broken && j === which ? 5 : random.normal();
      for (const own of [0, 1]) {
        if (own === 1 && j > 1 && i % 4 === 0) continue;
        columns.lot.push(i);
        columns.characteristic.push(j);
        columns.own.push(own);
        columns.value.push(10 * (j + 1) + item[i]! + 0.8 * factor + 0.2 * off + 0.05 * random.normal());
      }
    });
    return Math.min(0.95, (supplier[i]! === 0 && learnable ? 0.12 : 0.03) + (broken ? 0.7 : 0));
  });
  const label = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0));
  const labelKnownAt = predictedAt.map((at, i) => {
    const known = at + (label[i] === 1 ? 3 + random.whole(15) : labelDelayDays) * dayMs;
    return known > asOf || i % 17 === 0 ? NaN : known;
  });
  const value = Float64Array.from(columns.value);
  const middle = (k: number) => 10 * (columns.characteristic[k]! + 1) + item[columns.lot[k]!]!;
  return {
    asOf,
    lotId: numbers.map((i) => `L${i}`),
    supplierLot: numbers.map((i) => (i % 10 === 0 ? '' : `B${i >> 1}`)),
    supplierId: supplier.map((s) => `S${s}`),
    itemId: item.map((m) => `M${m}`),
    siteId: numbers.map((i) => `SITE-${i % 2}`),
    predictedAt,
    ageDays: Float64Array.from(numbers, (i) => (i % 9 === 0 ? NaN : 5 + random.whole(10))),
    label,
    labelKnownAt,
    labelDelayDays,
    characteristics,
    units: characteristics.map(() => '%'),
    results: {
      lot: Uint32Array.from(columns.lot),
      characteristic: Uint32Array.from(columns.characteristic),
      own: Uint8Array.from(columns.own),
      value,
      lower: value.map((_, k) => middle(k) - 5),
      upper: value.map((_, k) => middle(k) + 5),
      knownAt: value.map((_, k) => predictedAt[columns.lot[k]!]!),
    },
    extra: [
      { name: 'coin', meaning: 'thrown for the test', values: Float64Array.from(numbers, () => random.uniform()) },
    ],
    truth,
  };
}
