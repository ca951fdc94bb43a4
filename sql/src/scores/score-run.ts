import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { flag, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

/** The scores of one run of one version, and what it knew. */
export interface ScoreRunStamp {
  readonly runId: string;
  readonly modelId: string;
  readonly modelVersion: number;
  readonly scoredAt: Date;
  /** The newest fact that was known to it. */
  readonly dataAsOf: Date;
  readonly skill: 'skill' | 'no skill' | 'insufficient history';
  /** In words, for people. */
  readonly verdict: string;
  /** Of a challenger: never shown to readers of scores. */
  readonly shadow?: boolean;
}

export const scoredFamilies = {
  'supplier-lot-deviation': 'supplier_lot_score_rows',
  expiry: 'expiry_score_rows',
} as const;
export type ScoredFamily = keyof typeof scoredFamilies;

/** Runs of each family and kind that are kept: who reads on in the one before the newest reads all of it. Older ones are not read by anything. */
const kept = 2;

const rowsPerInsert = 20_000;

/**
 * Writes the scores of a run: `fill` writes rows of a new batch, which readers see from the moment that all of them are there. The same run
 * written again takes the place of what it wrote before. Of one family, one run is written at a time. Answers how many rows.
 */
export async function writeScoreRun(
  statements: Statements,
  family: ScoredFamily,
  stamp: ScoreRunStamp,
  fill: (batch: string) => Promise<number>,
): Promise<number> {
  const batch = crypto.randomUUID();
  const rows = await fill(batch);
  const { runId, modelId, modelVersion, scoredAt, dataAsOf, skill, verdict, shadow = false } = stamp;
  await statements.insert('score_runs', [
    {
      family,
      run_id: runId,
      shadow: Number(shadow),
      batch,
      model_id: modelId,
      model_version: modelVersion,
      scored_at: engineTime(scoredAt),
      data_as_of: engineTime(dataAsOf),
      skill,
      verdict,
      rows,
    },
  ]);
  await dropOthers(statements, scoredFamilies[family], family);
  return rows;
}

/** Drops the batches that no kept run consists of: older ones, and those of runs that were cut off. */
async function dropOthers(statements: Statements, table: string, family: ScoredFamily): Promise<void> {
  const others = await statements.query<{ batch: string }>(
    `SELECT DISTINCT batch FROM ${table}
     WHERE batch NOT IN (SELECT batch FROM complete_score_runs WHERE family = {family: String} AND age <= {kept: UInt32})
     SETTINGS max_execution_time = 60`,
    { family, kept },
  );
  for (const { batch } of others)
    await statements.command(`ALTER TABLE ${table} DROP PARTITION {batch: String}`, { batch });
}

/** Sends rows to a table piecewise, so that the texts of all of them are never held at once. */
export async function insertScores<Row>(
  statements: Pick<Statements, 'insert'>,
  table: string,
  rows: readonly Row[],
  stored: (row: Row) => object,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await statements.insert(table, rows.slice(start, start + rowsPerInsert).map(stored));
}

export const engineTime = (time: Date): string => time.toISOString().slice(0, 23).replace('T', ' ');

/** A number as it is stored; throws RangeError for one that JSON would silently turn into nothing. */
export function storedNumber(value: number | null, name: string): number | null {
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`A score has ${name} = ${value}`);
  return value;
}

/** The complete run of each family that readers see; none before the first. */
export const newestScoreRuns = defineQuery({
  module: import.meta.url,
  file: './newest-score-runs.sql',
  parameters: z.object({ family: z.enum(Object.keys(scoredFamilies) as [ScoredFamily]) }),
  row: z.object({
    runId: z.string(),
    shadow: flag,
    modelId: z.string(),
    modelVersion: z.number(),
    scoredAt: time,
    dataAsOf: time,
    skill: z.enum(['skill', 'no skill', 'insufficient history']),
    verdict: z.string(),
    rows: z.number(),
  }),
  times: ['scoredAt', 'dataAsOf'],
});

const keptRuns = defineQuery({
  module: import.meta.url,
  file: './kept-score-runs.sql',
  parameters: z.object({
    family: z.enum(Object.keys(scoredFamilies) as [ScoredFamily]),
    kept: z.number().int().positive(),
  }),
  row: z.object({ batch: z.string(), age: z.number(), dataAsOf: time }),
  times: ['dataAsOf'],
});

/** Names of the runs whose rows can be read, the newest first; none before the first. */
export async function readableRuns(statements: Pick<Statements, 'query'>, family: ScoredFamily): Promise<string[]> {
  return (await keptRuns(statements, { family, kept })).map(({ batch }) => batch);
}

/** The newest fact that was known to a run whose rows can be read; null: they cannot. */
export async function dataOfRun(
  statements: Pick<Statements, 'query'>,
  family: ScoredFamily,
  run: string,
): Promise<Date | null> {
  const asOf = (await keptRuns(statements, { family, kept })).find(({ batch }) => batch === run)?.dataAsOf ?? null;
  return asOf === null ? null : new Date(asOf);
}
