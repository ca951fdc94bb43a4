import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Advisory locks of the database, over all processes. `imports`: numbers of nodes must not race, whatever the dataset. */
const locks = { imports: '1280267347', figures: '1179207507' } as const;

export type LockName = keyof typeof locks | `${'training' | 'scoring'} of ${string}`;

/** The number that PostgreSQL knows the lock by. */
export function lockKeyOf(name: LockName): string {
  if (name === 'imports' || name === 'figures') return locks[name];
  return String(createHash('sha256').update(name).digest().readBigInt64BE());
}

/** Runs `work` while holding the lock. A process that dies loses its session and with it the lock. */
export async function withLock<T>(
  pool: Pool,
  name: LockName,
  signal: AbortSignal,
  onWaiting: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const key = lockKeyOf(name);
  const client = await pool.connect();
  let lost: Error | undefined;
  const onError = (error: Error) => (lost = error);
  client.on('error', onError);
  try {
    for (;;) {
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [key]);
      if (rows[0]?.held) break;
      onWaiting();
      await wait(500, undefined, { signal });
    }
    try {
      return await work();
    } finally {
      if (lost === undefined) await client.query('SELECT pg_advisory_unlock($1)', [key]);
    }
  } finally {
    client.off('error', onError);
    client.release(lost);
  }
}
