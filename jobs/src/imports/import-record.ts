import type { ImportResult } from '@lotscope/sql/import';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { JobProgress } from '../contract/progress.ts';

const count = z.coerce.number().nullable();

/** What the import job needs of its row in `imports`; the API writes the row when the upload has ended. */
const ImportRecord = z.object({
  id: z.string(),
  name: z.string(),
  dataset: z.string().nullable(),
  mapping_document: z.record(z.string(), z.unknown()).nullable(),
  file: z.record(z.string(), z.unknown()).nullable(),
  refusal: z.string().nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  rows_read: count,
  rows_accepted: count,
  rows_rejected: count,
  rows_duplicate: count,
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** The rows of table `imports`, as the job reads and moves them. */
export class ImportRecords {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async find(importId: string): Promise<ImportRecord | null> {
    const { rows } = await this.#pool.query(
      `SELECT id, name, dataset, mapping_document, file, refusal, state,
              rows_read, rows_accepted, rows_rejected, rows_duplicate
       FROM imports WHERE id = $1`,
      [importId],
    );
    return rows.length === 0 ? null : ImportRecord.parse(rows[0]);
  }

  /** What it reads, made by the job itself. */
  async hasFile(importId: string, file: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#pool.query(
      `UPDATE imports SET file = $2, bytes = ($2::jsonb->>'bytes')::bigint, sha256 = $2::jsonb->>'sha256' WHERE id = $1`,
      [importId, JSON.stringify(file)],
    );
  }

  async start(importId: string): Promise<void> {
    await this.#pool.query(
      `UPDATE imports SET state = 'running', started_at = coalesce(started_at, now()), error = NULL WHERE id = $1`,
      [importId],
    );
  }

  async progress(importId: string, { stage, done, total }: JobProgress): Promise<void> {
    await this.#pool.query(
      `UPDATE imports SET stage = $2, stage_done = $3, stage_total = $4 WHERE id = $1 AND state = 'running'`,
      [importId, stage, Math.round(done), Math.round(total)],
    );
  }

  /**
   * The rows are published; what was noticed is added to what the upload noticed, once however often the job is tried.
   * An import that changed nothing leaves nothing to derive.
   */
  async published(importId: string, result: ImportResult): Promise<void> {
    const { read, accepted, rejected, duplicate, warnings, datasets } = result;
    await this.#pool.query(
      `UPDATE imports SET rows_read = $2, rows_accepted = $3, rows_rejected = $4, rows_duplicate = $5, derived = $7,
              warnings = coalesce(file->'warnings', '[]') || $6::jsonb
       WHERE id = $1`,
      [importId, read, accepted, rejected, duplicate, JSON.stringify(warnings), datasets.length === 0],
    );
  }

  /** Whether imports wait behind this one: what follows from all of them is then derived once, by the last. */
  async othersWaiting(importId: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `SELECT 1 FROM imports WHERE state = 'queued' AND refusal IS NULL AND id <> $1 LIMIT 1`,
      [importId],
    );
    return rowCount !== 0;
  }

  /** Imports whose rows are readable but whose end is still to come, and those of them from which nothing was derived yet. */
  async awaitingEnd(): Promise<{ id: string; derived: boolean }[]> {
    const { rows } = await this.#pool.query<{ id: string; derived: boolean }>(
      `SELECT id, derived FROM imports WHERE rows_read IS NOT NULL AND (state = 'running' OR NOT derived)`,
    );
    return rows;
  }

  /** Ends imports, and says so in the audit trail (D25) in the same statement. */
  async finish(importIds: readonly string[]): Promise<void> {
    await this.#pool.query(
      `WITH ended AS (
         UPDATE imports SET state = 'done', derived = true, finished_at = now(), error = NULL, stage = 'done',
                stage_done = rows_read, stage_total = rows_read
         WHERE id = ANY ($1) RETURNING *)
       SELECT audit_append('import job', 'system', 'import.done', id::text, jsonb_build_object('sha256', sha256,
         'read', rows_read, 'accepted', rows_accepted, 'rejected', rows_rejected, 'duplicate', rows_duplicate), NULL)
       FROM ended`,
      [importIds],
    );
  }

  async fail(importIds: readonly string[], reason: string): Promise<void> {
    await this.#pool.query(
      `WITH ended AS (
         UPDATE imports SET state = 'failed', finished_at = now(), error = $2
         WHERE id = ANY ($1) AND state NOT IN ('done', 'failed') RETURNING *)
       SELECT audit_append('import job', 'system', 'import.failed', id::text,
         jsonb_build_object('sha256', sha256, 'reason', error), NULL)
       FROM ended`,
      [importIds, reason],
    );
  }

  /** ISO 4217 code that values are shown in; undefined: the commonest of the standard costs. */
  async baseCurrency(): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ base_currency: string | null }>('SELECT base_currency FROM settings');
    return rows[0]?.base_currency ?? undefined;
  }
}
