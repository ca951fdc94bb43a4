import type { ScoredLot } from '@lotscope/sql';
import { z } from 'zod';
import { RiskDriver } from '../contract/risk.ts';
import type { LotFeedback, QueueReason, SupplierLotRisk } from '../contract/risk.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { scoredBy } from './scoring.service.ts';
import type { NewestRun } from './scoring.service.ts';

/** What people did with a lot, and what its figures are in. */
export interface LotContext {
  readonly currency: string | null;
  readonly newest: NewestRun;
  readonly feedback: LotFeedback | null;
  readonly queued: QueueReason | null;
}

const Drivers = z.array(RiskDriver);

/** Nobody can tell what was known when it came. */
const dayUnknown = 'Not scored: of its receipt only the month is known';
const isMonth = (time: string | null): boolean => time?.length === 'YYYY-MM'.length;

export function describeSupplierLot(
  row: ScoredLot,
  { currency, newest, feedback, queued }: LotContext,
): SupplierLotRisk {
  const { probability, low, high, exposure, unvalued, expectedLoss, drivers } = row;
  return {
    lotId: row.lotId,
    supplierLot: row.supplierLot,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    itemId: row.itemId,
    itemName: row.itemName,
    siteId: row.siteId,
    siteName: row.siteName,
    receivedAt: row.receivedAt,
    quantity: row.quantity,
    unit: row.unit,
    probability,
    interval: low === null || high === null ? null : { low, high },
    supplierRate: row.supplierRate,
    exposure: { amount: exposure, currency, unknown: unvalued },
    expectedLoss: { amount: expectedLoss, currency, unknown: probability === null ? Math.max(1, unvalued) : unvalued },
    drivers: drivers === null ? [] : Drivers.parse(JSON.parse(drivers)),
    outcome: row.outcome,
    inspected: row.inspected,
    queued,
    feedback,
    ...scoredBy(row, newest, isMonth(row.receivedAt) ? dayUnknown : undefined),
  };
}

const reasonsOf = (lot: SupplierLotRisk): string =>
  lot.drivers
    .map(({ meaning, characteristic }) => (characteristic === null ? meaning : `${characteristic}: ${meaning}`))
    .join('; ');

export const supplierLotColumns: CsvColumns<SupplierLotRisk> = {
  lotId: (lot) => lot.lotId,
  supplierLot: (lot) => lot.supplierLot,
  supplierId: (lot) => lot.supplierId,
  supplierName: (lot) => lot.supplierName,
  itemId: (lot) => lot.itemId,
  itemName: (lot) => lot.itemName,
  siteId: (lot) => lot.siteId,
  siteName: (lot) => lot.siteName,
  receivedAt: (lot) => lot.receivedAt,
  quantity: (lot) => lot.quantity,
  unit: (lot) => lot.unit,
  probability: (lot) => lot.probability,
  probabilityLow: (lot) => lot.interval?.low ?? null,
  probabilityHigh: (lot) => lot.interval?.high ?? null,
  supplierRate: (lot) => lot.supplierRate,
  exposure: (lot) => lot.exposure.amount,
  expectedLoss: (lot) => lot.expectedLoss.amount,
  notValued: (lot) => lot.exposure.unknown,
  currency: (lot) => lot.expectedLoss.currency,
  drivers: reasonsOf,
  outcome: (lot) => lot.outcome,
  inspected: (lot) => lot.inspected,
  queued: (lot) => lot.queued,
  feedback: (lot) => lot.feedback?.verdict ?? null,
  feedbackBy: (lot) => lot.feedback?.by ?? null,
  feedbackAt: (lot) => lot.feedback?.at ?? null,
  feedbackReason: (lot) => lot.feedback?.reason ?? null,
  modelId: (lot) => lot.modelId,
  modelVersion: (lot) => lot.modelVersion,
  scoredAt: (lot) => lot.scoredAt,
  skill: (lot) => lot.skill,
  verdict: (lot) => lot.verdict,
};
