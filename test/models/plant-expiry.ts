import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expiry,
  judgeLaterStock,
  type Estimate,
  type Judgement,
  type KnownDemand,
  type LaterStock,
} from '@lotscope/ml';
import { readExpiryFeatures, type Engine, type StockOfDay } from '@lotscope/sql';
import { table } from '../bench/figures.ts';

const dayMs = 86_400_000;
const demandDays = 730;
/** As the product trains: every four weeks, back through a year. */
const trainingStates = { count: 13, every: 28 };
/** Days between two judgements of the later stock. */
const judgedEvery = 14;

/** Trained on what was known at `cut`, judged on the stock of later days by what became of it until `end`. */
export async function expiryOnPlant(engine: Engine, exportFolder: string, { cut, end }: { cut: Date; end: Date }) {
  const cutDay = cut.getTime() / dayMs;
  const endDay = end.getTime() / dayMs;
  const pastDays = Array.from({ length: trainingStates.count }, (_, nth) => cutDay - (nth + 1) * trainingStates.every);
  const begun = performance.now();
  const history = await readExpiryFeatures(engine, { cutoffDay: cutDay, pastDays, demandDays });
  const { artefact, card } = await expiry.train(history, { seed: 1 });
  const seconds = (performance.now() - begun) / 1000;
  const stock = await laterStock(engine, cutDay, endDay);
  const judged = judgeLaterStock(artefact, stock, plantDemand(join(exportFolder, 'truth', 'demand-rates.csv')));
  const known = judged.known!;
  return [
    `${judged.model.lots} lots on ${stock.length} days after ${cut.toISOString().slice(0, 10)} whose end is known; trained on earlier stock in ${seconds.toFixed(0)} s, reading included. On the training's own past: ${card.verdict}`,
    '',
    comparison(judged.model),
    '',
    `Finished goods alone (${known.best.lots} lots), with the demand that the plant itself draws from in the place of the forecast: the best that can be achieved.`,
    '',
    besideBest(known),
    '',
    'In brackets: the model less the rule, 95 % interval of a paired bootstrap over item and site. Goals: Brier score better than days of supply and deterministic FEFO; of 80 % intervals 75 … 85 % hold what came, which is a distance of at most 0.05; money off by at most 5 %.',
  ];
}

/** Each day as it was known then, with what became of its lots as known at the end. */
async function laterStock(engine: Engine, cutDay: number, endDay: number): Promise<LaterStock[]> {
  const days: number[] = [];
  for (let day = cutDay; day + judgedEvery < endDay; day += judgedEvery) days.push(day);
  const { past } = await readExpiryFeatures(engine, { cutoffDay: endDay, pastDays: days, demandDays });
  const stock: LaterStock[] = [];
  for (const [at, day] of days.entries()) {
    const { now, series } = await readExpiryFeatures(engine, { cutoffDay: day, pastDays: [], demandDays });
    const ended = past[at]!;
    const keyOf = ({ lotIds, siteIds }: StockOfDay, place: number) => JSON.stringify([lotIds[place], siteIds[place]]);
    const lost = new Map(ended.lotIds.map((_, place) => [keyOf(ended, place), ended.lost[place]!]));
    const state = { ...now, lost: Float64Array.from(now.lotIds, (_, place) => lost.get(keyOf(now, place)) ?? NaN) };
    stock.push({ state, series });
  }
  return stock;
}

interface Rates {
  readonly orders: number;
  readonly size: number;
  readonly orderSpread: number;
  readonly weekShape: number;
}

/** Orders of one item as the plant draws them: counts around a rate that a week shares a factor of, sizes of their own. */
function plantDemand(path: string): KnownDemand {
  const rates = readRates(path);
  return ({ itemId }, { day, days, paths }, random) => {
    const own = rates.get(itemId);
    if (own === undefined || own.get(day) === undefined) return null;
    const cumulative = new Float64Array((days + 1) * paths);
    for (let path = 0; path < paths; path++) {
      let week = NaN;
      for (let ahead = 1; ahead <= days; ahead++) {
        const rate = own.get(day + ahead - 1);
        // Weeks begin on Monday; 1970-01-01 was a Thursday.
        if (rate !== undefined && (Number.isNaN(week) || (day + ahead - 1 + 3) % 7 === 0))
          week = random.gamma(rate.weekShape) / rate.weekShape;
        const orders = rate === undefined ? 0 : random.poisson(rate.orders * week);
        let asked = 0;
        for (let order = 0; order < orders; order++)
          asked += rate!.size * Math.exp(rate!.orderSpread * random.normal() - rate!.orderSpread ** 2 / 2);
        cumulative[ahead * paths + path] = cumulative[(ahead - 1) * paths + path]! + asked;
      }
    }
    return { paths, days, cumulative };
  };
}

/** By item and day. Days after the history have none: no lot that is judged reaches them. */
function readRates(path: string): Map<string, Map<number, Rates>> {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  if (header !== 'itemId,day,ordersPerDay,unitsPerOrder,unitsPerDay,orderSpread,weekShape')
    throw new Error(`${path} has other columns: ${header}`);
  const byItem = new Map<string, Map<number, Rates>>();
  for (const line of lines) {
    const [itemId, date, orders, size, , orderSpread, weekShape] = line.split(',') as [string, string, ...string[]];
    const own = byItem.get(itemId) ?? new Map<number, Rates>();
    byItem.set(itemId, own);
    own.set(Date.parse(`${date}T00:00:00Z`) / dayMs, {
      orders: Number(orders),
      size: Number(size),
      orderSpread: Number(orderSpread),
      weekShape: Number(weekShape),
    });
  }
  return byItem;
}

const figure = (value: number | null): string => value?.toFixed(4) ?? '–';
const interval = ({ low, high }: Estimate): string => `${figure(low)}, ${figure(high)}`;

function comparison({ metrics }: Judgement): string {
  const names = metrics[0]!.baselines.map(({ name }) => name);
  return table(
    ['', 'model', ...names],
    metrics.map(({ label, model, baselines }) => [
      label,
      `${figure(model.value)} (${interval(model)})`,
      ...baselines.map(({ value, difference }) => `${figure(value.value)} [${interval(difference)}]`),
    ]),
  );
}

function besideBest({ best, model }: { best: Judgement; model: Judgement }): string {
  return table(
    ['', 'model', "best: the plant's own demand"],
    model.metrics.map((metric, at) => [
      metric.label,
      figure(metric.model.value),
      figure(best.metrics[at]!.model.value),
    ]),
  );
}
