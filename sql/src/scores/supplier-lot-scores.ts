import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { engineTime, insertScores, storedNumber, writeScoreRun, type ScoreRunStamp } from './score-run.ts';

/** One reason for a probability, as it is kept with the score. */
export interface ScoreDriver {
  readonly feature: string;
  readonly meaning: string;
  readonly characteristic: string | null;
  readonly value: number | null;
  readonly contribution: number;
}

/** What a model says of one received lot; '' is unknown. */
export interface SupplierLotScore {
  readonly lotId: string;
  readonly supplierLot: string;
  readonly supplierId: string;
  readonly itemId: string;
  readonly siteId: string;
  /** The moment as of which it is judged. */
  readonly predictedAt: Date;
  /** Why this lot has no probability; null: what the run says of all of them. */
  readonly verdict: string | null;
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly supplierRate: number | null;
  readonly drivers: readonly ScoreDriver[];
  readonly outcome: 'unknown' | 'good' | 'deviated';
  readonly outcomeKnownAt: Date | null;
}

/**
 * Writes the scores of a run. A lot whose outcome is known keeps the score that was made before it was, when the run before has one: what
 * a model says of lots that it learnt from is no evidence of how good it is. Answers how many rows.
 */
export function writeSupplierLotScores(
  statements: Statements,
  rows: readonly SupplierLotScore[],
  stamp: ScoreRunStamp,
): Promise<number> {
  return writeScoreRun(statements, 'supplier-lot-deviation', stamp, async (batch) => {
    await statements.command('TRUNCATE TABLE supplier_lot_scores_build');
    const ofRun = {
      batch,
      model_id: stamp.modelId,
      model_version: stamp.modelVersion,
      scored_at: engineTime(stamp.scoredAt),
      data_as_of: engineTime(stamp.dataAsOf),
      skill: stamp.skill,
    };
    await insertScores(statements, 'supplier_lot_scores_build', rows, (row) => ({
      ...ofRun,
      ...storedScore(row),
      verdict: row.verdict ?? stamp.verdict,
    }));
    const shadow = Number(stamp.shadow ?? false);
    await statements.command(sqlFile(import.meta.url, './keep-earlier-scores.sql'), { shadow });
    await statements.command('TRUNCATE TABLE supplier_lot_scores_build');
    return rows.length;
  });
}

function storedScore(row: SupplierLotScore): object {
  return {
    lot_id: row.lotId,
    supplier_lot: row.supplierLot,
    supplier_id: row.supplierId,
    item_id: row.itemId,
    site_id: row.siteId,
    predicted_at: engineTime(row.predictedAt),
    probability: storedNumber(row.probability, 'probability'),
    low: storedNumber(row.low, 'low'),
    high: storedNumber(row.high, 'high'),
    supplier_rate: storedNumber(row.supplierRate, 'supplier_rate'),
    drivers: JSON.stringify(row.drivers),
    outcome: row.outcome,
    outcome_known_at: row.outcomeKnownAt === null ? null : engineTime(row.outcomeKnownAt),
  };
}
