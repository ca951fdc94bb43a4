import { expiryVerdictWords } from '@lotscope/jobs/contract';
import type { ScoredStock } from '@lotscope/sql';
import type { ExpiryAction, ExpiryRisk, ExpirySaving } from '../contract/risk-expiry.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { moneyOf } from '../lots/money.ts';
import { bestSaving, savingsOf, type SiteNamed } from './expiry-savings.ts';
import { scoredBy } from './scoring.service.ts';
import type { NewestRun } from './scoring.service.ts';

export function describeExpiry(row: ScoredStock, newest: NewestRun, siteNamed: SiteNamed): ExpiryRisk {
  const { low, high, currency } = row;
  const verdict = row.verdict === null ? null : expiryVerdictWords(row.verdict);
  return {
    lotId: row.lotId,
    itemId: row.itemId,
    itemName: row.itemName,
    siteId: row.siteId,
    siteName: row.siteName,
    quantity: row.quantity,
    unit: row.unit,
    expiresAt: row.expiresOn,
    rank: row.rank,
    probability: row.probability,
    expectedQuantity: row.expectedQuantity,
    interval: low === null || high === null ? null : { low, high },
    value: moneyOf(row.value, currency),
    expectedMoney: moneyOf(row.expectedMoney, currency),
    savings: savingsOf(row, siteNamed),
    ...scoredBy({ ...row, verdict }, newest, verdict ?? undefined),
  };
}

const savingBy = ({ savings }: ExpiryRisk, of: ExpiryAction): ExpirySaving | undefined =>
  savings.find(({ action }) => action === of);

/** Why it is not told what an action saves. */
const untold = ({ savings }: ExpiryRisk): string =>
  savings
    .filter(({ saved }) => saved.amount === null)
    .map(({ action, detail }) => `${action}: ${detail}`)
    .join('; ');

export const expiryColumns: CsvColumns<ExpiryRisk> = {
  lotId: (row) => row.lotId,
  itemId: (row) => row.itemId,
  itemName: (row) => row.itemName,
  siteId: (row) => row.siteId,
  siteName: (row) => row.siteName,
  quantity: (row) => row.quantity,
  unit: (row) => row.unit,
  expiresAt: (row) => row.expiresAt,
  rank: (row) => row.rank,
  probability: (row) => row.probability,
  expectedQuantity: (row) => row.expectedQuantity,
  quantityLow: (row) => row.interval?.low ?? null,
  quantityHigh: (row) => row.interval?.high ?? null,
  value: (row) => row.value.amount,
  expectedMoney: (row) => row.expectedMoney.amount,
  currency: (row) => row.expectedMoney.currency,
  bestAction: (row) => bestSaving(row.savings)?.action ?? null,
  bestSaving: (row) => bestSaving(row.savings)?.saved.amount ?? null,
  savedByUsingFirst: (row) => savingBy(row, 'use-first')?.saved.amount ?? null,
  savedByTransfer: (row) => savingBy(row, 'transfer')?.saved.amount ?? null,
  transferTo: (row) => savingBy(row, 'transfer')?.toSiteId ?? null,
  savedByMarkdown: (row) => savingBy(row, 'markdown')?.saved.amount ?? null,
  markdownDiscount: (row) => savingBy(row, 'markdown')?.discount ?? null,
  savingsUnknown: (row) => untold(row) || null,
  modelId: (row) => row.modelId,
  modelVersion: (row) => row.modelVersion,
  scoredAt: (row) => row.scoredAt,
  skill: (row) => row.skill,
  verdict: (row) => row.verdict,
};
