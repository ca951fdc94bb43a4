import type { ExpiryScore } from '@lotscope/sql';
import { itemText, siteText } from './spoken-names.ts';
import type { Matter } from './raise-alert.ts';
import type { Scored } from './risky-lots.ts';

const dayMs = 86_400_000;
/** Together they hold this share of the money that is expected to be lost. */
const shareOfLoss = 0.5;
const most = 20;
/** More likely than not. */
const leastProbable = 0.5;
const dueDays = 7;

/** A lot at one site with what is expected to expire of it there; money in one currency. */
export interface ExpiringLot {
  readonly lotId: string;
  readonly itemId: string;
  /** '' is unknown. */
  readonly siteId: string;
  readonly quantity: number;
  readonly expectedQuantity: number;
  readonly unit: string;
  readonly expectedMoney: number;
  readonly currency: string;
  readonly probability: number;
  /** Last day of use, in days since 1970-01-01. */
  readonly expiresOn: number;
}

/**
 * The stock that matters: more likely than not to expire in part, and the fewest lots at sites that together hold half of the money that is
 * expected to be lost, at most twenty of each currency; the largest loss first. A lot at two sites is two matters: people act on, and see,
 * what is at theirs. What cannot be valued is in the list of the page, not here.
 */
export function expiringLots(scores: readonly ExpiryScore[]): ExpiringLot[] {
  const valued = scores.filter(({ verdict, expectedMoney }) => verdict === 'outlook' && (expectedMoney ?? 0) > 0);
  const byCurrency = Map.groupBy(valued, ({ currency }) => currency);
  return [...byCurrency.values()].flatMap((ofCurrency) => {
    const lots = ofCurrency.map(expiring);
    const key = ({ lotId, siteId }: ExpiringLot) => JSON.stringify([lotId, siteId]);
    lots.sort((a, b) => b.expectedMoney - a.expectedMoney || (key(a) < key(b) ? -1 : 1));
    const total = lots.reduce((sum, { expectedMoney }) => sum + expectedMoney, 0);
    let told = 0;
    const enough = lots.findIndex(({ expectedMoney }) => (told += expectedMoney) >= shareOfLoss * total);
    return lots.slice(0, Math.min(most, enough + 1)).filter(({ probability }) => probability >= leastProbable);
  });
}

const expiring = ({ lotId, itemId, siteId, unit, currency, ...score }: ExpiryScore): ExpiringLot => ({
  ...{ lotId, itemId, siteId, unit, currency },
  quantity: score.quantity ?? 0,
  expectedQuantity: score.expectedQuantity ?? 0,
  expectedMoney: score.expectedMoney ?? 0,
  probability: score.pAny ?? 0,
  expiresOn: score.expiresOn ?? Infinity,
});

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Scores of stock, with what its sites are called. */
export interface ScoredStockRun extends Scored {
  readonly siteNames: ReadonlyMap<string, string>;
}

export function expiringLotMatter(lot: ExpiringLot, scored: ScoredStockRun): Matter {
  const { modelId, modelVersion, dataAsOf, scoredAt, itemNames, siteNames } = scored;
  const { lotId, itemId, siteId, quantity, expectedQuantity, unit, expectedMoney, currency, expiresOn } = lot;
  const tomorrow = scoredAt.getTime() + dayMs;
  const worth = `${number.format(expectedMoney)} ${currency}`.trim();
  return {
    kind: 'expiry-risk',
    subject: lotId,
    place: siteId,
    siteId: siteId === '' ? null : siteId,
    title: `${number.format(expectedQuantity)} ${unit} of ${itemText(itemId, itemNames)}${siteId === '' ? '' : ` at ${siteText(siteId, siteNames)}`} are expected to expire, worth ${worth}`,
    severity: Math.min(1, expectedQuantity / quantity),
    // In a week, or before its last day, which may be over.
    dueAt: new Date(Math.max(tomorrow, Math.min(scoredAt.getTime() + dueDays * dayMs, (expiresOn - 1) * dayMs))),
    detail: {
      ...{ lotId, itemId, siteId, quantity, expectedQuantity, unit, expectedMoney, currency },
      ...{ probability: lot.probability, expiresOn: new Date(expiresOn * dayMs).toISOString().slice(0, 10) },
      ...{ modelId, modelVersion, dataAsOf },
    },
  };
}
