import type { Problem } from '@lotscope/epcis';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { inTransaction } from '../metadata/in-transaction.ts';

const count = z.coerce.number();

/** What the job needs of a row of `captures`; the API writes the row when the document has been checked. */
const CaptureRecord = z.object({
  id: z.string(),
  behaviour: z.enum(['rollback', 'proceed']),
  path: z.string(),
  events: count,
  checked: z.boolean(),
  taken: count,
  taken_bytes: count,
  batch_events: count.nullable(),
  created_by: z.string(),
  created_at: z.date(),
});
export type CaptureRecord = z.infer<typeof CaptureRecord>;

const columns = 'id, behaviour, path, events, checked, taken, taken_bytes, batch_events, created_by, created_at';

/** Events of one or several captures that are taken in together, and the import that brings what they say. */
export interface Batch {
  readonly importId: string;
  readonly captures: readonly (CaptureRecord & { readonly batch_events: number })[];
}

/** What became of the events of one capture in a batch. */
export interface Taken {
  readonly captureId: string;
  readonly bytes: number;
  readonly stored: number;
  readonly problems: readonly Problem[];
}

/** More than this many problems of one capture help nobody. */
const listedProblems = 1000;

/** The rows of table `captures`, as the job reads and moves them. Call what changes them under the import lock. */
export class CaptureRecords {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** The batch that was begun and not ended; else a new one of what waits longest, at most so many events; null: nothing waits. */
  async nextBatch(mostEvents: number): Promise<Batch | null> {
    const { rows } = await this.#pool.query<{ import_id: string }>(
      `SELECT import_id, ${columns} FROM captures WHERE batch_events IS NOT NULL AND state = 'running' ORDER BY created_at, id`,
    );
    const [begun] = rows;
    if (begun !== undefined) return { importId: begun.import_id, captures: rows.map(inBatch) };
    return inTransaction(this.#pool, (client) => this.#begin(client, mostEvents));
  }

  async #begin(client: PoolClient, mostEvents: number): Promise<Batch | null> {
    const { rows } = await client.query(
      `SELECT ${columns} FROM captures WHERE state IN ('queued', 'running') ORDER BY created_at, id LIMIT 2000`,
    );
    const waiting = rows.map((row) => CaptureRecord.parse(row));
    const captures = sharesOf(waiting, mostEvents);
    const [first] = captures;
    if (first === undefined) return null;
    const importId = crypto.randomUUID();
    await client.query(
      `INSERT INTO imports (id, name, format, bytes, state, stage, started_at, created_by)
       VALUES ($1, $2, 'epcis', 0, 'running', 'reading events', now(), $3)`,
      [importId, captures.length === 1 ? 'EPCIS capture' : `${captures.length} EPCIS captures`, first.created_by],
    );
    for (const { id, batch_events: events } of captures)
      await client.query(`UPDATE captures SET state = 'running', batch_events = $2, import_id = $3 WHERE id = $1`, [
        id,
        events,
        importId,
      ]);
    return { importId, captures };
  }

  /** None of its events contradicts what is known: all of them may be kept. */
  async checked(captureId: string): Promise<void> {
    await this.#pool.query('UPDATE captures SET checked = true WHERE id = $1', [captureId]);
  }

  /** Captures whose events are kept, or partly kept, without what they say having been taken in. */
  async untaken(): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ id: string }>(`SELECT id FROM captures WHERE state <> 'done'`);
    return new Set(rows.map(({ id }) => id));
  }

  /** What the events of the batch say is readable everywhere; `hasImport`: they said something. */
  async finish({ importId }: Batch, taken: readonly Taken[], hasImport: boolean): Promise<string[]> {
    return inTransaction(this.#pool, async (client) => {
      for (const each of taken) await this.#take(client, each);
      if (!hasImport) await client.query('DELETE FROM imports WHERE id = $1', [importId]);
      return this.#end(client, importId);
    });
  }

  async #take(client: PoolClient, { captureId, bytes, stored, problems }: Taken): Promise<void> {
    await client.query(
      `UPDATE captures SET taken = taken + batch_events, taken_bytes = taken_bytes + $2, stored = stored + $3, refused = refused + $5,
              problems = CASE WHEN jsonb_array_length(problems) >= ${listedProblems} THEN problems ELSE problems || $4::jsonb END,
              batch_events = NULL
       WHERE id = $1`,
      [captureId, bytes, stored, JSON.stringify(problems.slice(0, listedProblems)), problems.length],
    );
  }

  /** Ends the captures whose last events were in the batch, and answers the files that nobody needs any more. */
  async #end(client: PoolClient, importId: string): Promise<string[]> {
    const { rows } = await client.query<{ path: string }>(
      `WITH ended AS (
         UPDATE captures SET state = 'done', finished_at = now()
         WHERE import_id = $1 AND state = 'running' AND taken >= events RETURNING *),
       uploads AS (
         UPDATE imports SET state = 'done', derived = true, finished_at = now(), stage = 'done', rows_accepted = stored,
                rows_rejected = coalesce(rows_rejected, 0) + refused, rows_read = events + coalesce(rows_rejected, 0),
                rows_duplicate = events - stored - refused, stage_done = events, stage_total = events
         FROM ended WHERE imports.id = ended.upload_id)
       SELECT path, audit_append('capture job', 'system', 'capture.done', id::text,
         jsonb_build_object('sha256', sha256, 'events', events, 'stored', stored, 'importId', $1::text), NULL)
       FROM ended`,
      [importId],
    );
    return rows.map(({ path }) => path);
  }

  /** Nothing of these captures is taken in; answers the files that nobody needs any more. */
  async fail(captureIds: readonly string[], error: string, problems: readonly Problem[] = []): Promise<string[]> {
    const { rows } = await this.#pool.query<{ path: string }>(
      `WITH ended AS (
         UPDATE captures SET state = 'failed', finished_at = now(), error = $2, batch_events = NULL,
                problems = problems || $3::jsonb
         WHERE id = ANY ($1) AND state IN ('queued', 'running') RETURNING *),
       uploads AS (
         UPDATE imports SET state = 'failed', finished_at = now(), error = $2
         FROM ended WHERE imports.id = ended.upload_id)
       SELECT path, audit_append('capture job', 'system', 'capture.failed', id::text,
         jsonb_build_object('sha256', sha256, 'reason', error), NULL)
       FROM ended`,
      [captureIds, error, JSON.stringify(problems.slice(0, listedProblems))],
    );
    return rows.map(({ path }) => path);
  }
}

const inBatch = (row: unknown): Batch['captures'][number] => CaptureRecord.extend({ batch_events: count }).parse(row);

/** As many whole captures as fit, in the order in which they came, or the next part of one that is greater than that. */
function sharesOf(waiting: readonly CaptureRecord[], mostEvents: number): Batch['captures'] {
  const shares: Batch['captures'][number][] = [];
  let events = 0;
  for (const capture of waiting) {
    const left = capture.events - capture.taken;
    if (shares.length > 0 && events + left > mostEvents) break;
    const share = Math.min(left, mostEvents);
    shares.push({ ...capture, batch_events: share });
    events += share;
    if (share < left) break;
  }
  return shares;
}
