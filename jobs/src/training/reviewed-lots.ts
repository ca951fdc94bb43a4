import type { Pool } from 'pg';

/** What a reviewer says of a received lot; of several, the newest. */
export interface Review {
  readonly deviated: boolean;
  readonly givenAt: Date;
}

/** Reviews by lot id (table `lot_feedback`). */
export async function readReviews(pool: Pool): Promise<ReadonlyMap<string, Review>> {
  const { rows } = await pool.query<{ lot_id: string; verdict: 'deviated' | 'good'; given_at: Date }>(
    'SELECT DISTINCT ON (lot_id) lot_id, verdict, given_at FROM lot_feedback ORDER BY lot_id, id DESC',
  );
  return new Map(
    rows.map(({ lot_id, verdict, given_at }) => [lot_id, { deviated: verdict === 'deviated', givenAt: given_at }]),
  );
}

interface Labels {
  readonly asOf: number;
  readonly lotId: readonly string[];
  readonly label: Uint8Array;
  readonly labelKnownAt: Float64Array;
  readonly badBefore: Uint8Array;
}

/**
 * The labels with what reviewers said in the place of what was concluded; where both agree, what was known earlier stays. What is said of
 * history after its end counts as known at its end: moving its present would turn silence into good news. Of a lot that was known to be bad
 * when it would have been judged there is nothing to learn, whatever is said of it.
 */
export function withReviews<Data extends Labels>(data: Data, reviews: ReadonlyMap<string, Review>): Data {
  if (reviews.size === 0) return data;
  const label = data.label.slice();
  const labelKnownAt = data.labelKnownAt.slice();
  for (const [row, lotId] of data.lotId.entries()) {
    const review = reviews.get(lotId);
    if (review === undefined || data.badBefore[row] === 1) continue;
    const said = Number(review.deviated);
    if (!Number.isNaN(labelKnownAt[row]!) && label[row] === said) continue;
    label[row] = said;
    labelKnownAt[row] = Math.min(review.givenAt.getTime(), data.asOf);
  }
  return { ...data, label, labelKnownAt };
}
