import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role, User } from '@lotscope/api/contract';
import { openEngine } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { readConfig } from '../../api/src/config.ts';
import { startProduct } from '../../api/src/main.ts';
import { type Beginning, makeData } from './empty-store.ts';
import { cookieOf, HttpClient } from './http-client.ts';
import { adminToken } from './product-process.ts';
import { startServers } from './servers.ts';
import { spawnWorker } from './worker-process.ts';

/** The whole product in a data folder of its own: on embedded engines, or in server mode, where the workers are another process. */
export interface TestProduct {
  readonly url: string;
  readonly folder: string;
  readonly databaseUrl: string;
  /** Holds every scope. */
  readonly admin: HttpClient;
  readonly stranger: HttpClient;
  /** The analytics store beside the product, for what no route does; its `close` ends it. */
  openStore(): Promise<Engine>;
  close(): Promise<void>;
}

/** Set for a whole run of tests. */
const inServerMode = process.env['LOTSCOPE_TEST_MODE'] === 'server';

export async function startTestProduct(
  environment: Record<string, string> = {},
  beginning: Beginning = 'emptyData',
): Promise<TestProduct> {
  const stack = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'lotscope-test-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    makeData(folder, beginning);
    const servers = inServerMode ? stack.adopt(await startServers(folder), (each) => each.close()) : null;
    const given = {
      LOTSCOPE_DATA: folder,
      LOTSCOPE_TRAINING: 'on-demand',
      LOG_LEVEL: 'error',
      ...servers?.environment,
      ...environment,
    };
    const config = readConfig({ PORT: '0', LOTSCOPE_SAMPLE: 'none', LOTSCOPE_ADMIN_TOKEN: adminToken, ...given });
    const log = { write: (line: string) => void process.stderr.write(line) };
    const product = stack.adopt(await startProduct(config, log), (each) => each.close());
    if (servers !== null) {
      const worker = stack.adopt(spawnWorker(given), async (each) => void (await each.end('SIGTERM')));
      await worker.ready;
    }
    const stranger = new HttpClient(product.url, null);
    const store = servers === null ? { path: join(folder, 'analytics') } : { url: servers.environment.CLICKHOUSE_URL };
    return {
      url: product.url,
      folder,
      databaseUrl: product.databaseUrl,
      stranger,
      admin: stranger.as({ token: adminToken }),
      openStore: () => openEngine({ ...store, sessions: 1 }),
      close: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

let count = 0;

/** A new user, signed in through a one-time link as a browser would be. */
export async function signedIn(
  product: TestProduct,
  roles: Role[],
  sites: string[] | null = null,
): Promise<HttpClient> {
  const email = `user-${++count}@example.com`;
  const user = await product.admin.post<User>('/api/v1/users', { email, name: `User ${count}`, roles, sites });
  const link = await product.admin.post<{ url: string }>(`/api/v1/users/${user.body.id}/link`);
  const token = link.body.url.split('#')[1];
  return product.stranger.as({ cookie: cookieOf(await product.stranger.post('/api/v1/session/link', { token })) });
}
