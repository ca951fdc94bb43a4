import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../api/src/metadata/embedded-postgres.ts';
import { startRedis } from './redis.ts';

/** The three servers of server mode, each a process of its own, on a data folder that was made for embedded engines. */
export interface Servers {
  /** How a process of the product is told of them. */
  readonly environment: Record<'CLICKHOUSE_URL' | 'DATABASE_URL' | 'REDIS_URL', string>;
  close(): Promise<void>;
}

async function startClickHouse(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const entry = fileURLToPath(new URL('./clickhouse-front-process.ts', import.meta.url));
  const child = fork(entry, [folder], { execArgv: ['--conditions=source'], env: process.env });
  const exited = once(child, 'exit');
  const told = once(child, 'message').then(([message]) => (message as { url: string }).url);
  const ended = exited.then(([code]) => Promise.reject(new Error(`The ClickHouse front ended with ${String(code)}`)));
  const url = await Promise.race([told, ended]);
  ended.catch(() => undefined); // asked to, below
  return {
    url,
    stop: async () => {
      child.disconnect();
      await exited;
    },
  };
}

export async function startServers(folder: string): Promise<Servers> {
  const stack = new AsyncDisposableStack();
  try {
    const clickhouse = stack.adopt(await startClickHouse(join(folder, 'analytics')), (each) => each.stop());
    const postgres = stack.adopt(await startEmbeddedPostgres(join(folder, 'postgres')), (each) => each.stop());
    const redis = stack.adopt(await startRedis(), (each) => each.stop());
    const environment = { CLICKHOUSE_URL: clickhouse.url, DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    return { environment, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
