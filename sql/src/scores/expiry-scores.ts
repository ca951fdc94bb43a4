import type { Statements } from '../engine/engine.ts';
import { engineTime, insertScores, storedNumber, writeScoreRun, type ScoreRunStamp } from './score-run.ts';

/** What acting on a lot would save, in money, and what that rests on. */
export interface ExpiryActionScore {
  /** Of an action: `outlook`, or why it is not told what it saves; '': nothing was to be compared. */
  readonly useFirstVerdict: string;
  readonly savedByUsingFirst: number | null;
  readonly transferVerdict: string;
  readonly savedByTransfer: number | null;
  readonly transferTo: string;
  /** The day from now on which it can be used there. */
  readonly transferDays: number | null;
  readonly markdownVerdict: string;
  readonly savedByMarkdown: number | null;
  /** What customers pay for one unit. */
  readonly unitPrice: number | null;
  /** Share of it that is given up. */
  readonly markdownDiscount: number | null;
  readonly priceElasticity: number | null;
}

export const nothingCompared: ExpiryActionScore = {
  useFirstVerdict: '',
  savedByUsingFirst: null,
  transferVerdict: '',
  savedByTransfer: null,
  transferTo: '',
  transferDays: null,
  markdownVerdict: '',
  savedByMarkdown: null,
  unitPrice: null,
  markdownDiscount: null,
  priceElasticity: null,
};

/** What a model says of one lot at one site; '' is unknown. Days are days since 1970-01-01. */
export interface ExpiryScore extends ExpiryActionScore {
  readonly lotId: string;
  readonly itemId: string;
  readonly siteId: string;
  /** `outlook`, or why there are no figures. */
  readonly verdict: string;
  /** The stock is that at the start of this day. */
  readonly stockOn: number;
  readonly quantity: number | null;
  readonly unit: string;
  /** Last day of use; null: unknown, or it does not expire (see the verdict). */
  readonly expiresOn: number | null;
  readonly rank: number | null;
  readonly pAny: number | null;
  readonly expectedQuantity: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCost: number | null;
  readonly expectedMoney: number | null;
  readonly currency: string;
}

/** Writes the scores of a run; answers how many rows. */
export function writeExpiryScores(
  statements: Statements,
  rows: readonly ExpiryScore[],
  stamp: ScoreRunStamp,
): Promise<number> {
  return writeScoreRun(statements, 'expiry', stamp, async (batch) => {
    const ofRun = {
      batch,
      model_id: stamp.modelId,
      model_version: stamp.modelVersion,
      scored_at: engineTime(stamp.scoredAt),
      data_as_of: engineTime(stamp.dataAsOf),
      skill: stamp.skill,
    };
    await insertScores(statements, 'expiry_score_rows', rows, (row) => ({ ...ofRun, ...storedScore(row) }));
    return rows.length;
  });
}

function storedScore(row: ExpiryScore): object {
  return {
    lot_id: row.lotId,
    item_id: row.itemId,
    site_id: row.siteId,
    verdict: row.verdict,
    stock_on: dateOf(row.stockOn),
    quantity: storedNumber(row.quantity, 'quantity'),
    unit: row.unit,
    expires_on: row.expiresOn === null ? null : dateOf(row.expiresOn),
    rank: row.rank,
    p_any: storedNumber(row.pAny, 'p_any'),
    expected_quantity: storedNumber(row.expectedQuantity, 'expected_quantity'),
    low: storedNumber(row.low, 'low'),
    high: storedNumber(row.high, 'high'),
    unit_cost: storedNumber(row.unitCost, 'unit_cost'),
    expected_money: storedNumber(row.expectedMoney, 'expected_money'),
    currency: row.currency,
    use_first_verdict: row.useFirstVerdict,
    saved_by_using_first: storedNumber(row.savedByUsingFirst, 'saved_by_using_first'),
    transfer_verdict: row.transferVerdict,
    saved_by_transfer: storedNumber(row.savedByTransfer, 'saved_by_transfer'),
    transfer_to: row.transferTo,
    transfer_days: row.transferDays,
    markdown_verdict: row.markdownVerdict,
    saved_by_markdown: storedNumber(row.savedByMarkdown, 'saved_by_markdown'),
    unit_price: storedNumber(row.unitPrice, 'unit_price'),
    markdown_discount: storedNumber(row.markdownDiscount, 'markdown_discount'),
    price_elasticity: storedNumber(row.priceElasticity, 'price_elasticity'),
  };
}

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
