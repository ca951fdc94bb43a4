import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetList, Import, ImportAccepted, Readiness } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CuttableLink } from '../../support/cuttable-link.ts';
import { makeData } from '../../support/empty-store.ts';
import { spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';
import { emptyRedis, hasRedis } from '../../support/redis.ts';
import { startServers } from '../../support/servers.ts';
import type { Servers } from '../../support/servers.ts';
import { spawnWorker } from '../../support/worker-process.ts';
import type { WorkerProcess } from '../../support/worker-process.ts';

type Dependency = Readiness['dependencies'][number]['name'];

describe.skipIf(!hasRedis)('server mode, when a server is lost', () => {
  let folder: string;
  let servers: Servers;
  let links: Record<Exclude<Dependency, 'genealogy'>, CuttableLink>;
  let api: ProductProcess;
  let worker: WorkerProcess;
  let rows = 0;
  let files = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotscope-faults-'));
    makeData(folder, 'emptyData');
    servers = await startServers(folder);
    const { CLICKHOUSE_URL, DATABASE_URL, REDIS_URL } = servers.environment;
    links = {
      analytics: await CuttableLink.to(CLICKHOUSE_URL),
      metadata: await CuttableLink.to(DATABASE_URL),
      queue: await CuttableLink.to(REDIS_URL),
    };
    const environment = {
      CLICKHOUSE_URL: links.analytics.url,
      DATABASE_URL: links.metadata.url,
      REDIS_URL: links.queue.url,
    };
    api = await spawnProduct(folder, { ...environment, LOG_LEVEL: 'silent' });
    worker = spawnWorker({ ...environment, LOTSCOPE_DATA: folder, LOG_LEVEL: 'fatal' });
    await worker.ready;
  });
  afterAll(async () => {
    await worker?.end('SIGTERM');
    await api?.end('SIGTERM');
    for (const link of Object.values(links ?? {})) await link.cut();
    await servers?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function upload(count: number): Promise<string> {
    const file = ++files;
    const lines = Array.from({ length: count }, (_, row) => `F${file}-P,F${file}-C${row},consumed,1,kg`);
    const raw = ['parentLotId,childLotId,kind,quantity,unit', ...lines].join('\n');
    const answer = await api.admin.send<ImportAccepted>('POST', '/api/v1/imports?dataset=lot_links', { raw });
    expect(answer.status).toBe(202);
    rows += count;
    return answer.body.importId;
  }

  const importOf = async (id: string) => (await api.admin.get<Import>(`/api/v1/imports/${id}`)).body;

  const underWay = (id: string) =>
    expect
      .poll(async () => (await importOf(id)).progress.stage, { interval: 10 })
      .toMatch(/reading|comparing|numbering|linking|publishing|done/);

  async function notReady(name: Dependency): Promise<void> {
    await expect
      .poll(async () => {
        const { status, body } = await api.admin.get<Readiness>('/readyz');
        return [status, body.dependencies.filter(({ ready }) => !ready).map((each) => each.name)];
      })
      .toEqual([503, [name]]);
    expect((await api.admin.get('/healthz')).status).toBe(200);
  }

  /** Everything answers again, and every row that was ever taken is there once. */
  async function whole(id: string, count: number): Promise<void> {
    await expect.poll(async () => (await api.admin.get('/readyz')).status, { timeout: 60_000 }).toBe(200);
    await expect.poll(async () => (await importOf(id)).state, { timeout: 180_000 }).toBe('done');
    expect((await importOf(id)).rows).toEqual({ read: count, accepted: count, rejected: 0, duplicate: 0 });
    const loaded = async () => {
      const { body } = await api.admin.get<DatasetList>('/api/v1/datasets');
      return body.items.find(({ name }) => name === 'lot_links')?.rows;
    };
    await expect.poll(loaded).toBe(rows);
    const trace = { roots: [`F${files}-P`], direction: 'forward', select: 'ids' };
    const lots = async () =>
      (await api.admin.post<{ totals: { lots: number } }>('/api/v1/trace', trace)).body.totals.lots;
    await expect.poll(lots).toBe(count + 1);
  }

  const size = 30_000;

  for (const name of ['analytics', 'metadata', 'queue'] as const) {
    it(`${name} is cut off in the middle of an import: readiness says so, and the import ends by itself`, async () => {
      const id = await upload(size);
      await underWay(id);
      await links[name].cut();
      await notReady(name);
      await links[name].restore();
      await whole(id, size);
    });

    it(`${name} is silent for a while in the middle of an import: the same`, async () => {
      const id = await upload(size);
      await underWay(id);
      links[name].stall();
      await notReady(name);
      await links[name].restore();
      await whole(id, size);
    });
  }

  it('questions for a store that is cut off are answered 503, not an error of ours, nor never', async () => {
    await links.metadata.cut();
    expect(await api.admin.get('/api/v1/alerts')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await links.metadata.restore();
    await links.analytics.cut();
    expect(await api.admin.get('/api/v1/lots/F1-P')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await links.analytics.restore();
    await expect.poll(async () => (await api.admin.get('/readyz')).status).toBe(200);
  });

  it('a file that is sent while the queue is down is taken, and loaded when it is back, even if that has forgotten all', async () => {
    await links.queue.cut();
    const id = await upload(50);
    await emptyRedis(servers.environment.REDIS_URL);
    await links.queue.restore();
    await whole(id, 50);
  });
});
