import type { Family, Trained, TrainOptions } from '../family.ts';
import type { LotOutlook } from '../fefo/outlook.ts';
import { Random } from '../random/random.ts';
import { againstChampion } from './against-champion.ts';
import { readArtefact, writeArtefact, type ExpiryModel } from './expiry-artefact.ts';
import { compareActions, type LotActions } from './compare-actions.ts';
import { expiryCard } from './expiry-card.ts';
import type { ExpiryData, ExpiryScores } from './expiry-data.ts';
import { chooseLevel } from './expiry-rules.ts';
import { chooseForecast, judgePast, levelsBy, type JudgedLot } from './evaluate-expiry.ts';
import { watchedStock } from './watched-stock.ts';
import { demandFor, judgeShelf, shelvesOf } from './judge-stock.ts';
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
    const interval = levelsBy(rows)[forecast];
    const model: ExpiryModel = { forecast, level, interval, paths: scoringPaths, seed: options.seed, skill };
    const card = expiryCard(data, judgement, model, performance.now() - started);
    const trained: Trained = { artefact: writeArtefact(model), card, skill };
    const { champion } = options;
    if (champion === undefined) return trained;
    const { promotion, metric } = againstChampion({ data, champion, rows, forecast, paths: trainingPaths, random });
    return {
      ...trained,
      promotion,
      card: { ...card, metrics: [...card.metrics, ...(metric === null ? [] : [metric])] },
    };
  },

  async score(artefact, data, options) {
    const model = readArtefact(artefact);
    const random = new Random(model.seed).split('score');
    const outlooks: (LotOutlook | undefined)[] = data.now.lotIds.map(() => undefined);
    for (const shelf of shelvesOf(data.now, data.series)) {
      options?.signal?.throwIfAborted();
      const judged = judgeShelf(shelf, demandFor(shelf, data.cutoffDay, { ...model, random }), model.interval);
      shelf.places.forEach((place, at) => (outlooks[place] = judged[at]));
    }
    return scoresOf(model, data, outlooks as LotOutlook[], options?.signal);
  },

  check: (artefact) => void readArtefact(artefact),
  ask: (artefact, data, question) => expiryWhatIf(artefact, data, question as ExpiryQuestion),
  watch: (_artefact, data) => watchedStock(data),
};

/** What each rule, chosen on what was known before each past day, said of the stock on that day; so with the levels of its interval. */
function judgeAllPast(data: ExpiryData, options: TrainOptions, random: Random): JudgedLot[] {
  const past = data.past.filter((state) => state.day < data.cutoffDay);
  const judged: JudgedLot[] = [];
  for (const [done, state] of past.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: 'judging past stock', done, total: past.length });
    const stream = random.split(`past ${state.day}`);
    const level = chooseLevel(data.series, state.day);
    const levels = levelsBy(judged.filter(({ lastDay }) => lastDay < state.day));
    judged.push(...judgePast(state, data.series, { level, levels, paths: trainingPaths, random: stream }));
  }
  return judged;
}

function scoresOf(
  model: ExpiryModel,
  data: ExpiryData,
  outlooks: readonly LotOutlook[],
  signal: AbortSignal | undefined,
): ExpiryScores {
  const ahead = outlooks.map((each) => (each.verdict === 'outlook' ? each : null));
  const losses = {
    quantity: ahead.map((each) => each?.expected ?? null),
    money: ahead.map((each) => each?.money ?? null),
  };
  const untold: (LotActions | null)[] = outlooks.map(() => null);
  return {
    skill: model.skill,
    lotIds: data.now.lotIds,
    verdict: outlooks.map((each) => each.verdict),
    rank: outlooks.map((each) => each.rank),
    pAny: outlooks.map((each) => each.pAny),
    expectedQuantity: outlooks.map((each) => each.expected),
    low: outlooks.map((each) => each.low),
    high: outlooks.map((each) => each.high),
    expectedMoney: outlooks.map((each) => each.money),
    // Without skill none of it is told.
    actions: model.skill === 'skill' ? compareActions(data, model, losses, signal) : untold,
  };
}
