import { setTimeout as wait } from 'node:timers/promises';
import { missingMigrations } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { WorkerLog } from './worker-log.ts';

const pauseMs = 500;
const toldEvery = 20;

/** Waits until the API has made the tables of both stores, PostgreSQL's first and the analytics store's after them. */
export async function storesReady(engine: Engine, log: WorkerLog, signal: AbortSignal): Promise<void> {
  for (let round = 0; ; round++) {
    const missing = await missingMigrations(engine);
    if (missing.length === 0) return;
    if (round % toldEvery === 0) log.info({ missing: missing.length }, 'Waiting for the API to make the tables');
    await wait(pauseMs, undefined, { signal });
  }
}
