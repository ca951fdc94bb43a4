import { expiryVerdictWords } from '@lotscope/jobs/contract';
import type { ScoredStock } from '@lotscope/sql';
import type { ExpiryRisk, ExpirySaving } from '../contract/risk-expiry.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { moneyOf } from '../lots/money.ts';
import { scoredBy } from './scoring.service.ts';
import type { Scored } from './scoring.service.ts';

/** `siteNamed`: how to speak of another site to the reader. */
export function describeExpiry(row: ScoredStock, newest: Scored, siteNamed: (siteId: string) => string): ExpiryRisk {
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
    ...scoredBy({ ...row, verdict }, newest),
  };
}

function savingsOf(row: ScoredStock, siteNamed: (siteId: string) => string): ExpirySaving[] {
  const { currency, savedByUsingFirst, savedByTransfer, transferTo, savedByMarkdown } = row;
  const saving = (action: ExpirySaving['action'], amount: number | null, detail: string): ExpirySaving[] =>
    amount === null ? [] : [{ action, saved: moneyOf(amount, currency), detail }];
  return [
    ...saving('use-first', savedByUsingFirst, 'Used before all other lots of the item at the site'),
    ...saving('transfer', savedByTransfer, `Sent to ${transferTo === null ? 'another site' : siteNamed(transferTo)}`),
    ...saving('markdown', savedByMarkdown, 'Sold at a lower price'),
  ];
}

const savedBy = (row: ExpiryRisk, action: ExpirySaving['action']): number | null =>
  row.savings.find((saving) => saving.action === action)?.saved.amount ?? null;

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
  savedByUsingFirst: (row) => savedBy(row, 'use-first'),
  savedByTransfer: (row) => savedBy(row, 'transfer'),
  savedByMarkdown: (row) => savedBy(row, 'markdown'),
  modelId: (row) => row.modelId,
  modelVersion: (row) => row.modelVersion,
  scoredAt: (row) => row.scoredAt,
  skill: (row) => row.skill,
  verdict: (row) => row.verdict,
};
