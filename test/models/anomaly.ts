import {
  auroc,
  type Detector,
  fitMaskedAutoencoder,
  fitNearestNeighbours,
  fitRobustZ,
  openBackend,
  rankAverage,
} from '@lotscope/ml';
import { type AnomalySet, readAnomalySet } from './adbench.ts';

/** Published AUROC in % with this protocol: kNN, and the best of 26 detectors, which is another one for each set. */
const sets = [
  { name: 'annthyroid', file: '2_annthyroid.csv.gz', knn: 92.8, best: 97.5 },
  { name: 'cardio', file: '6_cardio.csv.gz', knn: 92.0, best: 96.6 },
  { name: 'fault', file: '12_fault.csv.gz', knn: 58.7, best: 63.9 },
  { name: 'PageBlocks', file: '27_PageBlocks.csv.gz', knn: 89.7, best: 92.3 },
  { name: 'satellite', file: '30_satellite.csv.gz', knn: 82.2, best: 87.5 },
  { name: 'thyroid', file: '38_thyroid.csv.gz', knn: 98.7, best: 99.0 },
  { name: 'wilt', file: '44_Wilt.csv.gz', knn: 63.7, best: 93.8 },
] as const;

/** What is random is fitted with each of these seeds. */
const seeds = [1, 2];
const detectors = ['robust z, largest', 'robust z, mean', 'kNN', 'masked autoencoder', 'ensemble'] as const;

/** AUROC in %, one for each seed or a single one, and seconds for fitting and scoring all of them. */
interface Result {
  readonly aurocs: readonly number[];
  readonly seconds: number;
}

/**
 * The detectors on seven public sets (ADBench), with their defaults: nothing is chosen by looking at a test. Answers the lines of a
 * Markdown table; null when the data is not there.
 */
export async function anomalyYardstick(): Promise<string[] | null> {
  const found = sets.map((set) => ({ ...set, data: readAnomalySet(set.file) }));
  if (found.some(({ data }) => data === null)) return null;
  const backend = await openBackend();
  const lines: string[] = [];
  const all: Result[][] = [];
  for (const { name, data, knn, best } of found) {
    const results = await judge(data as AnomalySet);
    all.push(results);
    lines.push(`| ${name} | ${results.map(cell).join(' | ')} | ${knn.toFixed(1)} | ${best.toFixed(1)} |`);
  }
  const means = detectors.map((_, at) => mean(all.map((results) => mean(results[at]!.aurocs))).toFixed(1));
  const published = [mean(sets.map(({ knn }) => knn)), mean(sets.map(({ best }) => best))].map((one) => one.toFixed(1));
  return [
    `| set | ${detectors.join(' | ')} | published kNN | published, best of 26 |`,
    `|---${'|---:'.repeat(detectors.length + 2)}|`,
    ...lines,
    `| **mean** | ${[...means, ...published].join(' | ')} |`,
    '',
    `Seconds in brackets: fitting and scoring. What is random: mean ± standard deviation of ${seeds.length} seeds, backend ${backend}. The ensemble is the rank average of the largest robust z, kNN and the masked autoencoder; its seconds come on top of theirs.`,
  ];
}

async function judge({ train, test, labels }: AnomalySet): Promise<Result[]> {
  const timed = async <Fitted extends Detector>(fits: readonly (() => Fitted | Promise<Fitted>)[]) => {
    const started = performance.now();
    const fitted: Fitted[] = [];
    const aurocs: number[] = [];
    for (const fit of fits) {
      const detector = await fit();
      if (detector.verdict !== 'fitted') throw new Error(`${detector.kind}: ${detector.verdict}`);
      const area = auroc(labels, detector.score(test));
      if (area === null) throw new Error('The test has one class only');
      fitted.push(detector);
      aurocs.push(100 * area);
    }
    return { fitted, result: { aurocs, seconds: (performance.now() - started) / 1000 } };
  };
  const largest = await timed([() => fitRobustZ(train)]);
  const average = await timed([() => fitRobustZ(train, { summary: 'mean' })]);
  const neighbours = await timed([() => fitNearestNeighbours(train)]);
  const networks = await timed(seeds.map((seed) => () => fitMaskedAutoencoder(train, { seed })));
  const plain = [...largest.fitted, ...neighbours.fitted];
  const ensembles = await timed(networks.fitted.map((network) => () => rankAverage([...plain, network])));
  return [largest, average, neighbours, networks, ensembles].map(({ result }) => result);
}

function cell({ aurocs, seconds }: Result): string {
  const spread = aurocs.length > 1 ? ` ± ${deviation(aurocs).toFixed(1)}` : '';
  return `${mean(aurocs).toFixed(1)}${spread} (${seconds.toFixed(1)})`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
