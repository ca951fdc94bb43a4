import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FiguresProgress, Import, ImportAccepted, Role, User } from '@lotscope/api/contract';
import { readConfig } from '../../api/src/config.ts';
import { startProduct } from '../../api/src/main.ts';
import { makeEmptyData } from './empty-store.ts';
import { cookieOf, HttpClient } from './http-client.ts';
import type { Answer } from './http-client.ts';

export const adminToken = 'test-bootstrap-token-0123456789';

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

export async function startTestProduct(environment: Record<string, string> = {}): Promise<TestProduct> {
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
  makeEmptyData(folder);
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

/** Uploads a text as a file and waits for the end of its import. */
export async function load(
  product: TestProduct,
  dataset: string,
  text: string | Uint8Array,
  query = '',
): Promise<Import> {
  const path = `/api/v1/imports?dataset=${dataset}&name=${dataset}.csv${query}`;
  const accepted: Answer<ImportAccepted> = await product.admin.send('POST', path, { raw: text });
  if (accepted.status !== 202) throw new Error(`The import was not accepted: ${accepted.text}`);
  return ended(product, accepted.body.importId);
}

export async function ended(product: TestProduct, importId: string): Promise<Import> {
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await product.admin.get<Import>(`/api/v1/imports/${importId}`);
    if (body.state === 'done' || body.state === 'failed') return body;
  }
  throw new Error(`The import ${importId} did not end within 200 s`);
}

/** Waits until gaps, figures, received lots and exposures are derived from everything that was loaded. */
export async function derived(product: TestProduct): Promise<void> {
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await product.admin.get<FiguresProgress>('/api/v1/kpis');
    if (body.behind !== null)
      throw new Error(`The figures were not derived: ${body.behind.reason ?? 'no reason given'}`);
    if (!body.refreshing) return;
  }
  throw new Error('The figures were not derived within 200 s');
}
