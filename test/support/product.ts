import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role, User } from '@lotscope/api/contract';
import { readConfig } from '../../api/src/config.ts';
import { startProduct } from '../../api/src/main.ts';
import { type Beginning, makeData } from './empty-store.ts';
import { cookieOf, HttpClient } from './http-client.ts';
import { adminToken } from './product-process.ts';

/** The whole product on embedded engines in a data folder of its own. */
export interface TestProduct {
  readonly url: string;
  readonly folder: string;
  readonly databaseUrl: string;
  /** Holds every scope. */
  readonly admin: HttpClient;
  readonly stranger: HttpClient;
  close(): Promise<void>;
}

export async function startTestProduct(
  environment: Record<string, string> = {},
  beginning: Beginning = 'emptyData',
): Promise<TestProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'lotscope-test-'));
  const config = readConfig({
    PORT: '0',
    LOTSCOPE_DATA: folder,
    LOTSCOPE_SAMPLE: 'none',
    LOTSCOPE_TRAINING: 'on-demand',
    LOTSCOPE_ADMIN_TOKEN: adminToken,
    LOG_LEVEL: 'error',
    ...environment,
  });
  makeData(folder, beginning);
  const product = await startProduct(config, { write: (line: string) => void process.stderr.write(line) });
  const stranger = new HttpClient(product.url, null);
  return {
    url: product.url,
    folder,
    databaseUrl: product.databaseUrl,
    stranger,
    admin: stranger.as({ token: adminToken }),
    close: async () => {
      await product.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
