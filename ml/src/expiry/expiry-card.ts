import { createHash, type Hash } from 'node:crypto';
import { decilesOf, driftReference } from '../evaluation/drift.ts';
import type { ModelCard } from '../model-card.ts';
import type { ExpiryModel } from './expiry-artefact.ts';
import type { ExpiryData, StockState } from './expiry-data.ts';
import type { ChosenForecast } from './evaluate-expiry.ts';
import { watchedStock } from './watched-stock.ts';

/** What anybody should know of the model before they act on it. */
export function expiryCard(
  data: ExpiryData,
  judgement: ChosenForecast,
  model: ExpiryModel,
  milliseconds: number,
): ModelCard {
  const first = data.series.reduce((least, { from }) => Math.min(least, from), data.cutoffDay);
  const labels = data.past.flatMap((state) => [...state.lost].filter((lost) => !Number.isNaN(lost)));
  return {
    family: 'expiry',
    verdict: judgement.reason,
    trainedOn: {
      from: dateOf(first),
      to: dateOf(data.cutoffDay),
      rows: data.past.reduce((sum, { lotIds }) => sum + lotIds.length, 0),
      positives: labels.filter((lost) => lost > 0).length,
      labelled: labels.length,
      hash: hashOf(data),
    },
    protocol: `Rolling origin over the stock of past days: each is judged from the demand before it, by a rule chosen on demand before it; intervals by a bootstrap of items at sites. ${judgement.choice}.`,
    features: [
      { name: 'demand', meaning: 'Demand per day and item at a site; days without stock are unknown, not zero' },
      { name: 'stock', meaning: 'Lots on hand with quantity, last day of use, first day of use and cost' },
      { name: 'remaining life', meaning: 'Days that must be left, by class of customers' },
    ],
    metrics: judgement.metrics,
    calibration: judgement.calibration,
    segments: judgement.segments,
    limits: limits(model),
    drift: watchedStock(data).map(({ feature, values }) => ({
      feature,
      deciles: decilesOf(values),
      missing: missingIn(values),
      reference: driftReference(values),
    })),
    seed: model.seed,
    backend: 'none: plain arithmetic',
    milliseconds,
  };
}

function limits({ level }: ExpiryModel): string[] {
  return [
    `The level of demand follows ${level.method.toUpperCase()}; promotions, new customers and lost ones are not foreseen.`,
    'Which forecast of demand is used was chosen on the same lots that the figures are from, which flatters it a little.',
    'Stock is assumed to be used in the order of expiry. Lots on hold without a known end serve no demand and get no figures.',
    'Items with less than 28 known days of demand, or none at all, get no figures; nor do lots that expire in more than 180 days.',
    'The factor that makes long sums uncertain is measured over four weeks and assumed to hold for longer.',
  ];
}

/** Share of values that are not there; 1 of none. */
function missingIn(values: Float64Array): number {
  return values.length === 0 ? 1 : values.filter((value) => Number.isNaN(value)).length / values.length;
}

const dateOf = (day: number) => new Date(day * 86_400_000).toISOString();

function hashOf(data: ExpiryData): string {
  const hash = createHash('sha256').update(`${data.cutoffDay}`);
  for (const { itemId, siteId, from, demand } of data.series)
    hash.update(JSON.stringify([itemId, siteId, from])).update(demand);
  for (const state of [...data.past, data.now]) addState(hash, state);
  return hash.digest('hex');
}

function addState(hash: Hash, state: StockState): void {
  hash.update(JSON.stringify([state.day, state.lotIds])).update(state.series);
  for (const column of ['quantity', 'lastDay', 'firstDay', 'receivedDay', 'unitCost', 'lost'] as const)
    hash.update(state[column]);
}
