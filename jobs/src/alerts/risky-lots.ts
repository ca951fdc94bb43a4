import type { SupplierLotScore } from '@lotscope/sql';
import type { Pool } from 'pg';
import { defaultInspectionBudget } from '../contract/inspection-budget.ts';
import { itemText } from './spoken-names.ts';
import type { Matter } from './raise-alert.ts';

const dayMs = 86_400_000;
/** Lots that are older have been inspected or used. */
const freshMs = 7 * dayMs;
/** So many times as likely to deviate as lots usually are. */
const farAbove = 3;
/** Days until somebody should have looked. */
const dueDays = 2;
const driversShown = 3;

export interface Scored {
  readonly modelId: string;
  readonly modelVersion: number;
  readonly dataAsOf: Date;
  readonly scoredAt: Date;
  /** What items are called; people know few of their ids. */
  readonly itemNames: ReadonlyMap<string, string>;
}

/**
 * Open lots that came in the week before the present of the data and are far more likely to deviate than lots usually are: at least
 * three times, and even the lower end of the interval above that rate. The most probable first. `usualRate`: share of labelled lots that
 * deviated.
 */
export function riskyLots(lots: readonly SupplierLotScore[], usualRate: number, dataAsOf: Date): SupplierLotScore[] {
  const since = dataAsOf.getTime() - freshMs;
  const risky = lots.filter(
    ({ outcome, predictedAt, probability, low }) =>
      outcome === 'unknown' &&
      predictedAt.getTime() > since &&
      (probability ?? 0) >= farAbove * usualRate &&
      (low ?? 0) > usualRate,
  );
  return risky.toSorted((a, b) => b.probability! - a.probability! || (a.lotId < b.lotId ? -1 : 1));
}

/** Of those, the ones that are alerts already and as many new ones as the inspection budget of a week leaves room for. */
export async function lotsWithinBudget(pool: Pool, risky: readonly SupplierLotScore[]): Promise<SupplierLotScore[]> {
  const { rows: budgets } = await pool.query<{ perWeek: number; randomShare: number }>(
    'SELECT per_week AS "perWeek", random_share AS "randomShare" FROM inspection_budgets ORDER BY id DESC LIMIT 1',
  );
  const { perWeek, randomShare } = budgets[0] ?? defaultInspectionBudget;
  const { rows } = await pool.query<{ subject: string; fresh: boolean }>(
    `SELECT subject, created_at > now() - interval '7 days' AS fresh FROM alerts WHERE kind = 'supplier-lot-risk'`,
  );
  const known = new Set(rows.map(({ subject }) => subject));
  let room = Math.floor(perWeek * (1 - randomShare)) - rows.filter(({ fresh }) => fresh).length;
  return risky.filter(({ lotId }) => known.has(lotId) || room-- > 0);
}

const percentOf = (share: number): string => (100 * share).toFixed(share < 0.1 ? 1 : 0);

export function riskyLotMatter(lot: SupplierLotScore, usualRate: number, scored: Scored): Matter {
  const { lotId, supplierLot, supplierId, itemId, siteId, probability, low, high, drivers } = lot;
  const { modelId, modelVersion, dataAsOf, scoredAt, itemNames } = scored;
  return {
    kind: 'supplier-lot-risk',
    subject: lotId,
    siteId: siteId === '' ? null : siteId,
    title: `Received lot ${supplierLot === '' ? lotId : supplierLot} of ${itemText(itemId, itemNames)} is ${percentOf(probability!)} % likely to deviate, usually ${percentOf(usualRate)} % do`,
    severity: probability!,
    dueAt: new Date(scoredAt.getTime() + dueDays * dayMs),
    detail: {
      ...{ lotId, supplierLot, supplierId, itemId, probability, low, high, usualRate },
      drivers: drivers.slice(0, driversShown),
      ...{ modelId, modelVersion, dataAsOf },
    },
  };
}
