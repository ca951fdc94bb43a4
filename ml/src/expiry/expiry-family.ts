import type { Family, Trained, TrainOptions } from '../family.ts';
import { savedByUsingFirst } from '../fefo/actions.ts';
import type { LotOutlook } from '../fefo/outlook.ts';
import { Random } from '../random/random.ts';
import { readArtefact, writeArtefact, type ExpiryModel } from './expiry-artefact.ts';
import { expiryCard } from './expiry-card.ts';
import type { ExpiryData, ExpiryScores, StockState } from './expiry-data.ts';
import { chooseLevel } from './expiry-rules.ts';
import { chooseForecast, judgePast, type JudgedLot } from './evaluate-expiry.ts';
import { watchedStock } from './watched-stock.ts';
import { demandFor, judgeShelf, shelvesOf, type ShelfOf } from './judge-stock.ts';
import { expiryWhatIf, type ExpiryQuestion } from './what-if.ts';

const trainingPaths = 500;
const scoringPaths = 2000;

/** Expiry risk of each lot on hand: demand per item, its futures, and the order of expiry (A2). */
export const expiry: Family<ExpiryData, ExpiryScores> = {
  name: 'expiry',

  async train(data, options) {
    const started = performance.now();
    const random = new Random(options.seed);
    const rows = judgeAllPast(data, options, random);
    const judgement = chooseForecast(rows, random.split('judge'));
    const level = chooseLevel(data.series, data.cutoffDay);
    const { forecast, skill } = judgement;
    const model: ExpiryModel = { forecast, level, paths: scoringPaths, seed: options.seed, skill };
    const card = expiryCard(data, judgement, model, performance.now() - started);
    return { artefact: writeArtefact(model), card, skill } satisfies Trained;
  },

  async score(artefact, data, options) {
    const model = readArtefact(artefact);
    const random = new Random(model.seed).split('score');
    const outlooks: (LotOutlook | undefined)[] = data.now.lotIds.map(() => undefined);
    const saved: (number | null)[] = data.now.lotIds.map(() => null);
    for (const shelf of shelvesOf(data.now, data.series)) {
      options?.signal?.throwIfAborted();
      const demand = demandFor(shelf, data.cutoffDay, { ...model, random });
      const judged = judgeShelf(shelf, demand);
      shelf.places.forEach((place, at) => (outlooks[place] = judged[at]));
      if (demand !== null) usingFirst(shelf, judged, demand).forEach((money, at) => (saved[shelf.places[at]!] = money));
    }
    return scoresOf(model, data.now, outlooks as LotOutlook[], saved);
  },

  ask: (artefact, data, question) => expiryWhatIf(artefact, data, question as ExpiryQuestion),
  watch: (_artefact, data) => watchedStock(data),
};

/** What each rule, chosen on what was known before each past day, said of the stock on that day. */
function judgeAllPast(data: ExpiryData, options: TrainOptions, random: Random): JudgedLot[] {
  const past = data.past.filter((state) => state.day < data.cutoffDay);
  return past.flatMap((state, done) => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: 'judging past stock', done, total: past.length });
    const stream = random.split(`past ${state.day}`);
    const level = chooseLevel(data.series, state.day);
    return judgePast(state, data.series, { level, paths: trainingPaths, random: stream });
  });
}

/** Looking at more lots of one item costs more than the answer is worth. */
const mostCompared = 20;

/** Money saved by using each lot of the shelf before the others, over the same futures as the outlook. */
function usingFirst(shelf: ShelfOf, judged: readonly LotOutlook[], demand: NonNullable<ReturnType<typeof demandFor>>) {
  const classes = shelf.series?.classes;
  const order = [...judged.keys()].filter((at) => judged[at]!.verdict === 'outlook');
  order.sort((a, b) => judged[a]!.rank! - judged[b]!.rank!);
  const saved: (number | null)[] = judged.map(() => null);
  if (order.length > mostCompared) return saved;
  const compared = { lots: order.map((at) => shelf.lots[at]!), demand, ...(classes && { classes }) };
  order.forEach((at, lot) => {
    if (judged[at]!.expected! > 0) saved[at] = savedByUsingFirst(compared, lot);
  });
  return saved;
}

function scoresOf(
  { skill }: ExpiryModel,
  { lotIds }: StockState,
  outlooks: readonly LotOutlook[],
  savedByUsingFirst: (number | null)[],
): ExpiryScores {
  return {
    skill,
    lotIds,
    verdict: outlooks.map((each) => each.verdict),
    rank: outlooks.map((each) => each.rank),
    pAny: outlooks.map((each) => each.pAny),
    expectedQuantity: outlooks.map((each) => each.expected),
    low: outlooks.map((each) => each.low),
    high: outlooks.map((each) => each.high),
    expectedMoney: outlooks.map((each) => each.money),
    savedByUsingFirst,
  };
}
