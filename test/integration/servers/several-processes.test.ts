import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetList, Import, ImportAccepted, Readiness } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpClient } from '../../support/http-client.ts';
import { spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';
import { hasRedis } from '../../support/redis.ts';
import { startServers } from '../../support/servers.ts';
import type { Servers } from '../../support/servers.ts';
import { spawnWorker } from '../../support/worker-process.ts';
import type { WorkerProcess } from '../../support/worker-process.ts';

const header = 'parentLotId,childLotId,kind,quantity,unit';
const linksFile = (name: string, rows: number): string =>
  [header, ...Array.from({ length: rows }, (_, row) => `${name}-P,${name}-C${row},consumed,1,kg`)].join('\n');

const upload = async (client: HttpClient, raw: string): Promise<string> => {
  const answer = await client.send<ImportAccepted>('POST', '/api/v1/imports?dataset=lot_links', { raw });
  expect(answer.status).toBe(202);
  return answer.body.importId;
};

const importOf = async (client: HttpClient, id: string) => (await client.get<Import>(`/api/v1/imports/${id}`)).body;

const done = (client: HttpClient, id: string) =>
  expect.poll(async () => (await importOf(client, id)).state, { timeout: 180_000 }).toBe('done');

const childrenOf = async (client: HttpClient, lotId: string): Promise<number> => {
  const trace = { roots: [lotId], direction: 'forward', select: 'ids' };
  return (await client.post<{ totals: { lots: number } }>('/api/v1/trace', trace)).body.totals.lots - 1;
};

const rowsOf = async (client: HttpClient): Promise<number | undefined> => {
  const { body } = await client.get<DatasetList>('/api/v1/datasets');
  return body.items.find(({ name }) => name === 'lot_links')?.rows;
};

describe.skipIf(!hasRedis)('server mode: two APIs and two workers on ClickHouse, PostgreSQL and Redis', () => {
  let folder: string;
  let servers: Servers;
  let apis: ProductProcess[];
  let workers: WorkerProcess[];
  let links = 0;

  const worker = () => spawnWorker({ ...servers.environment, LOTSCOPE_DATA: folder });
  const api = () => spawnProduct(folder, servers.environment);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotscope-servers-'));
    servers = await startServers(folder);
    // All at once on stores without a table: they are made once, and who comes too early waits.
    workers = [worker(), worker()];
    apis = await Promise.all([api(), api()]);
    await Promise.all(workers.map(({ ready }) => ready));
  });
  afterAll(async () => {
    for (const each of apis ?? []) await each.end('SIGTERM');
    for (const each of workers ?? []) await each.end('SIGTERM');
    await servers?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('each process is ready and names what it stands on', async () => {
    for (const { admin } of apis) {
      const { status, body } = await admin.get<Readiness>('/readyz');
      expect(status).toBe(200);
      expect(body.dependencies.map(({ name, ready }) => [name, ready])).toEqual([
        ['analytics', true],
        ['metadata', true],
        ['queue', true],
        ['genealogy', true],
      ]);
    }
    for (const { ready } of workers) {
      const health = new HttpClient((await ready).healthUrl, null);
      expect((await health.get('/healthz')).status).toBe(200);
      const { status, body } = await health.get<Readiness>('/readyz');
      expect(status).toBe(200);
      expect(body.dependencies.map(({ name }) => name)).toEqual(['analytics', 'metadata', 'queue']);
    }
  });

  it('what is imported through one API is in the traces of the other, 24 files at once, each row exactly once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 24 }, (_, file) => upload(apis[file % 2]!.admin, linksFile(`F${file}`, 200))),
    );
    for (const [file, id] of ids.entries()) await done(apis[(file + 1) % 2]!.admin, id);
    links += 24 * 200;
    for (const { admin } of apis) {
      await expect.poll(() => rowsOf(admin)).toBe(links);
      for (const file of [0, 11, 23]) await expect.poll(() => childrenOf(admin, `F${file}-P`)).toBe(200);
    }
    const metrics = workers.map(async ({ ready }) => (await fetch(`${(await ready).healthUrl}/metrics`)).text());
    const counted = (await Promise.all(metrics)).map((text) => {
      expect(text).toMatch(/^lotscope_queue_jobs\{queue="imports",state="waiting"\} \d+$/m);
      return Number(/^lotscope_job_seconds_count\{name="import",outcome="done"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    });
    expect(counted[0]! + counted[1]!).toBe(24);
  });

  it('a worker that is killed while it imports: the other takes over, each row exactly once', async () => {
    const rows = 100_000;
    const id = await upload(apis[0]!.admin, linksFile('K', rows));
    await expect
      .poll(async () => (await importOf(apis[0]!.admin, id)).progress.stage, { interval: 20 })
      .toMatch(/reading|comparing|numbering|linking|publishing|done/);
    // Whichever of the two it is that works: the first one is replaced, and then the second.
    for (const index of [0, 1]) {
      await workers[index]!.end('SIGKILL');
      workers[index] = worker();
      await workers[index].ready;
    }
    await done(apis[1]!.admin, id);
    links += rows;
    expect(await importOf(apis[1]!.admin, id)).toMatchObject({ rows: { read: rows, accepted: rows, rejected: 0 } });
    for (const { admin } of apis) {
      await expect.poll(() => rowsOf(admin)).toBe(links);
      await expect.poll(() => childrenOf(admin, 'K-P')).toBe(rows);
    }
  });

  it('an API that is killed and comes back knows what was imported meanwhile', async () => {
    await apis[0]!.end('SIGKILL');
    const id = await upload(apis[1]!.admin, linksFile('A', 50));
    await done(apis[1]!.admin, id);
    links += 50;
    apis[0] = await api();
    await expect.poll(() => childrenOf(apis[0]!.admin, 'A-P')).toBe(50);
  });
});
