import {
  expiry,
  lossesOf,
  Random,
  simulateDemand,
  supplierLotDeviation,
  type DeviationData,
  type FittedDemand,
  type Stock,
} from '@lotscope/ml';
import { readDeviationFeatures, readExpiryFeatures } from '@lotscope/sql';
import { table } from '../bench/figures.ts';
import { processorMs } from '../bench/machine.ts';
import { openPlant } from '../bench/opened-plant.ts';
import { plantStore } from '../bench/plant-store.ts';
import type { Workbench } from '../bench/workbench.ts';
import { defaultLinks } from '../plant/scale.ts';
import { endOfPlant } from './plant.ts';

const dayMs = 86_400_000;

/** Training and scoring on the features of the sample plant, and FEFO alone. */
export async function speedYardstick(bench: Workbench, keep: string | undefined): Promise<string[]> {
  const engine = await openPlant(bench, await plantStore(bench, defaultLinks, keep));
  const asOf = endOfPlant();
  const rows: string[][] = [];
  const measure = async <Answer>(what: string, goal: string, work: () => Promise<Answer> | Answer): Promise<Answer> => {
    const begun = performance.now();
    const worked = processorMs();
    const answer = await work();
    const seconds = (ms: number) => (ms / 1000).toFixed(ms < 10_000 ? 2 : 0);
    rows.push([what, seconds(performance.now() - begun), seconds(processorMs() - worked), goal]);
    return answer;
  };
  const lots = await measure('reading features of received lots', '', () => readDeviationFeatures(engine, { asOf }));
  const { artefact } = await measure(`training, supplier lots (${lots.lotId.length})`, '180 s, both', () =>
    supplierLotDeviation.train(lots, { seed: 1 }),
  );
  const cutoffDay = asOf.getTime() / dayMs;
  const pastDays = Array.from({ length: 13 }, (_, nth) => cutoffDay - 28 * (nth + 1));
  const stock = await measure('reading features of expiry, 13 past days', '', () =>
    readExpiryFeatures(engine, { cutoffDay, pastDays, demandDays: 730 }),
  );
  const trained = await measure(`training, expiry (${stock.series.length} items at sites)`, '', () =>
    expiry.train(stock, { seed: 1 }),
  );
  await measure(`scoring ${stock.now.lotIds.length} lots on hand`, '', () => expiry.score(trained.artefact, stock));
  const many = manyLots(lots, 100_000);
  await measure('scoring 100,000 received lots, reasons included', '10 s', () =>
    supplierLotDeviation.score(artefact, many),
  );
  const shelves = shelvesOf(20_000);
  const demand = futures();
  lossesOf(shelves[0]!, demand);
  await measure('FEFO, 20,000 lots × 2,000 futures', '0.5 s', () => {
    for (const shelf of shelves) lossesOf(shelf, demand);
  });
  return [table(['', 'seconds', 'processor seconds', 'goal'], rows)];
}

/** The lots over and over, as new ones. */
function manyLots(data: DeviationData, count: number): DeviationData {
  const own = data.lotId.length;
  const from = Uint32Array.from({ length: count }, (_, row) => row % own);
  const repeats = Math.ceil(count / own);
  const results = Array.from({ length: repeats }, (_, turn) => turn).flatMap((turn) =>
    [...data.results.lot.keys()]
      .map((at) => ({ at, lot: data.results.lot[at]! + turn * own }))
      .filter(({ lot }) => lot < count),
  );
  const column = <Value>(values: readonly Value[]) => Array.from(from, (row) => values[row]!);
  const numbers = (values: Float64Array) => Float64Array.from(from, (row) => values[row]!);
  const found = (values: Float64Array) => Float64Array.from(results, ({ at }) => values[at]!);
  return {
    ...data,
    lotId: Array.from(from, (row, at) => `${data.lotId[row]}-${at}`),
    supplierLot: column(data.supplierLot),
    supplierId: column(data.supplierId),
    itemId: column(data.itemId),
    siteId: column(data.siteId),
    predictedAt: numbers(data.predictedAt),
    ageDays: numbers(data.ageDays),
    label: Uint8Array.from(from, (row) => data.label[row]!),
    labelKnownAt: numbers(data.labelKnownAt),
    extra: data.extra.map((extra) => ({ ...extra, values: numbers(extra.values) })),
    results: {
      lot: Uint32Array.from(results, ({ lot }) => lot),
      characteristic: Uint32Array.from(results, ({ at }) => data.results.characteristic[at]!),
      own: Uint8Array.from(results, ({ at }) => data.results.own[at]!),
      value: found(data.results.value),
      lower: found(data.results.lower),
      upper: found(data.results.upper),
      knownAt: found(data.results.knownAt),
    },
  };
}

const days = 120;
const perShelf = 20;

function futures() {
  const fitted: FittedDemand = { verdict: 'forecast', level: 9, factors: [], grain: 1, spread: 0.4, shared: 0.05 };
  return simulateDemand(fitted, [], { from: 0, days, paths: 2000 }, new Random(1));
}

function shelvesOf(lots: number): Stock[] {
  const random = new Random(2);
  return Array.from({ length: lots / perShelf }, () => ({
    quantity: Float64Array.from({ length: perShelf }, () => 20 + random.whole(80)),
    lastDay: Float64Array.from({ length: perShelf }, () => 1 + random.whole(days)).sort(),
    firstDay: new Float64Array(perShelf).fill(1),
  }));
}
