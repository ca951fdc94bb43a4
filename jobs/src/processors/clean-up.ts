import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { processor } from '../worker/processor.ts';

/** Jobs are forgotten a week after their end, and who ended them with them. */
const forgetCancellations = `DELETE FROM job_cancellations WHERE cancelled_at < now() - interval '30 days'`;

/** An upload without a row in `imports` or `captures` is one that broke off; after a day nobody is still sending it. */
const abandonedMs = 24 * 3_600_000;

async function removeAbandoned(uploads: string, pool: Pool): Promise<number> {
  const names = await readdir(uploads).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const path = join(uploads, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs > Date.now() - abandonedMs) continue;
    const { rowCount } = await pool.query(
      `SELECT 1 FROM imports WHERE id::text = left($1, 36) AND state IN ('queued', 'running')
       UNION ALL SELECT 1 FROM captures WHERE id::text = left($1, 36) AND state IN ('queued', 'running')`,
      [name],
    );
    if (rowCount === 0) {
      await rm(path, { recursive: true, force: true });
      removed++;
    }
  }
  return removed;
}

/** Removes sessions and links that have ended, uploads and cancellations that nobody will read. */
export const cleanUp = (pool: Pool, uploads: string) =>
  processor('clean-up', async (_payload, { progress }) => {
    progress({ stage: 'sessions', done: 0, total: 3 });
    const sessions = await pool.query('DELETE FROM sessions WHERE expires_at < now()');
    progress({ stage: 'links', done: 1, total: 3 });
    const links = await pool.query('DELETE FROM sign_in_links WHERE expires_at < now()');
    await pool.query(forgetCancellations);
    progress({ stage: 'uploads', done: 2, total: 3 });
    const removed = await removeAbandoned(uploads, pool);
    progress({ stage: 'done', done: 3, total: 3 });
    return { sessions: sessions.rowCount ?? 0, links: links.rowCount ?? 0, uploads: removed };
  });
