import { blocksOf, pairedBlockBootstrap } from '../evaluation/block-bootstrap.ts';
import { brier } from '../evaluation/probability-metrics.ts';
import { judgePromotion, type Candidate } from '../evaluation/promotion.ts';
import { CorruptArtefact, type Champion, type PromotionVerdict } from '../family.ts';
import type { CardMetric } from '../model-card.ts';
import type { Random } from '../random/random.ts';
import { baselines } from './baselines.ts';
import { judgePast, type JudgedLot } from './evaluate-expiry.ts';
import { readArtefact, type ExpiryModel } from './expiry-artefact.ts';
import type { ExpiryData } from './expiry-data.ts';
import type { ForecastKind } from './judge-stock.ts';

/** Lots that expired in part, and that did not, among those judged after all that the champion knew. */
const fewestOutcomes = 10;
const oneDay = 86_400_000;

export interface AgainstChampion {
  readonly promotion: PromotionVerdict;
  /** Paired differences on the same later lots, for the card; null: they could not be compared. */
  readonly metric: CardMetric | null;
}

interface Compared {
  readonly data: ExpiryData;
  readonly champion: Champion;
  /** What the back-test of the training said of past stock, and by which forecast it judges. */
  readonly rows: readonly JudgedLot[];
  readonly forecast: ForecastKind;
  readonly paths: number;
  readonly random: Random;
}

/**
 * Compares what the back-test said of past stock with what the champion would have said, on the days after everything that the champion
 * learned from: on no others would it be fair. Too few of them: the champion stays.
 */
export function againstChampion(compared: Compared): AgainstChampion {
  const { champion, random } = compared;
  const model = modelOf(champion);
  if (typeof model === 'string') return { promotion: { promote: false, reason: model }, metric: null };
  const pairs = pairsOf(compared, model);
  const labels = Uint8Array.from(pairs, ({ challenger }) => (challenger.lost > 0 ? 1 : 0));
  const losing = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(losing, labels.length - losing) < fewestOutcomes) {
    const told = `of ${labels.length} lots judged after it was trained the end is known, ${losing} of which expired in part`;
    return {
      promotion: { promote: false, reason: `Insufficient evidence that it beats ${champion.name}: ${told}` },
      metric: null,
    };
  }
  const of = (name: string, said: (pair: Pair) => number): Candidate => ({
    name,
    predictions: Float64Array.from(pairs, said),
  });
  const challenger = of('this version', (pair) => pair.challenger.outlooks[compared.forecast].pAny);
  const former = of(champion.name, (pair) => pair.champion.outlooks[model.forecast].pAny);
  const naive = (Object.keys(baselines) as (keyof typeof baselines)[]).map((rule) =>
    of(rule, (pair) => pair.challenger.outlooks[rule].pAny),
  );
  const blocks = blocksOf(pairs.map(({ challenger: { itemId, siteId } }) => `${itemId} ${siteId}`));
  const segments = pairs.map(({ challenger: { siteId } }) => siteId);
  const judged = { labels, blocks, segments, challenger, champion: former, naive, random: random.split('promotion') };
  const { promote, reason } = judgePromotion({ score: 'Brier score', ...judged });
  return {
    promotion: { promote, reason: `${reason}, on ${pairs.length} lots judged after ${champion.name} was trained` },
    metric: comparison([challenger, former, ...naive], { labels, blocks, random: random.split('comparison') }),
  };
}

interface Pair {
  readonly challenger: JudgedLot;
  readonly champion: JudgedLot;
}

/** The same lots on the same days, as both judge them. */
function pairsOf({ data, champion, rows, paths, random }: Compared, model: ExpiryModel): Pair[] {
  const later = data.past.filter((state) => state.day * oneDay >= champion.knewUntil && state.day < data.cutoffDay);
  const keyOf = ({ day, lotId, siteId }: JudgedLot) => JSON.stringify([day, lotId, siteId]);
  const own = new Map(rows.map((row) => [keyOf(row), row]));
  return later.flatMap((state) => {
    // The same futures as in the back-test: two versions of one rule say the same.
    const judge = { level: model.level, paths, random: random.split(`past ${state.day}`) };
    return judgePast(state, data.series, judge).flatMap((row) => {
      const challenger = own.get(keyOf(row));
      return challenger === undefined ? [] : [{ challenger, champion: row }];
    });
  });
}

function comparison(
  [challenger, ...rivals]: readonly Candidate[],
  { labels, blocks, random }: { labels: Uint8Array; blocks: Uint32Array; random: Random },
): CardMetric {
  const predictions = [challenger!, ...rivals].map((each) => each.predictions);
  const { values, differences } = pairedBlockBootstrap({ metric: brier, labels, predictions, blocks, random });
  const [champion] = rivals;
  return {
    name: 'brier-score-after-the-champion',
    label: `${brier.title} on the ${labels.length} lots judged after ${champion!.name} was trained`,
    betterWhen: brier.betterWhen,
    model: values[0]!,
    baselines: rivals.map(({ name }, at) => ({
      name,
      value: values[at + 1]!,
      difference: differences[at + 1]!,
    })),
  };
}

/** In words why it cannot be compared. */
function modelOf({ artefact, name }: Champion): ExpiryModel | string {
  try {
    const model = readArtefact(artefact);
    return model.skill === 'skill' ? model : `Insufficient evidence: ${name} shows no figures, a person may promote`;
  } catch (error) {
    // Damaged, or of another version of the family: a person may promote.
    if (error instanceof CorruptArtefact) return `It could not be compared with ${name}: ${error.message}`;
    throw error;
  }
}
