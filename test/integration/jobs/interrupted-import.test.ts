import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatasetList, Import, ImportAccepted } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotStarted, spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';
import { adminToken } from '../../support/product-process.ts';

const links = 300_000;
const file = `parentLotId,childLotId,kind,quantity,unit\n${Array.from(
  { length: links },
  (_, index) => `P${index % 1000},C${index},consumed,1,kg`,
).join('\n')}\n`;

let folder: string;
let product: ProductProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-kill-'));
  product = await spawnProduct(folder);
});
afterAll(async () => {
  await product?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const state = async (importId: string): Promise<Import> =>
  (await product.admin.get<Import>(`/api/v1/imports/${importId}`)).body;

/** Waits until the import is in a stage for which `reached` holds; answers the last state seen. */
async function until(importId: string, reached: (found: Import) => boolean, patienceMs = 120_000): Promise<Import> {
  for (const deadline = Date.now() + patienceMs; ; await wait(20)) {
    const found = await state(importId);
    if (reached(found) || Date.now() > deadline) return found;
  }
}

const upload = async (): Promise<string> => {
  const sending = { raw: file };
  const answer = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?dataset=lot_links', sending);
  return answer.body.importId;
};

const loaded = async (): Promise<number | undefined> => {
  const { body } = await product.admin.get<DatasetList>('/api/v1/datasets');
  return body.items.find(({ name }) => name === 'lot_links')?.rows;
};

const ended = ({ state: now }: Import): boolean => now === 'done' || now === 'failed';

describe('an import that is interrupted', () => {
  it('by kill -9, again and again, resumes by itself within seconds and loads every row exactly once', async () => {
    const importId = await upload();
    for (const stages of [['reading'], ['comparing', 'numbering', 'linking'], ['publishing', 'done']]) {
      const found = await until(
        importId,
        ({ progress, state: now }) => stages.includes(progress.stage) || now === 'done',
      );
      if (ended(found)) break;
      await product.end('SIGKILL');
      product = await spawnProduct(folder);
      const rows = await loaded();
      expect([0, links], `half a file after a kill in ${found.progress.stage}`).toContain(rows);
      const started = Date.now();
      await until(
        importId,
        ({ state: now, progress }) => now === 'done' || progress.stage !== found.progress.stage,
        60_000,
      );
      expect(Date.now() - started).toBeLessThan(60_000);
    }
    const found = await until(importId, ended);
    expect(found).toMatchObject({ state: 'done', rows: { read: links, accepted: links, rejected: 0, duplicate: 0 } });
    expect(await loaded()).toBe(links);
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
    const trace = { roots: ['P7'], direction: 'forward', select: 'ids' };
    const { body } = await product.admin.post<{ totals: { lots: number } }>('/api/v1/trace', trace);
    expect(body.totals.lots).toBe(links / 1000 + 1);
  });

  it('by a clean stop gives its job back, and the next start finishes it', async () => {
    const again = file.replaceAll(',C', ',D');
    const answer = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?dataset=lot_links', {
      raw: again,
    });
    const { importId } = answer.body;
    await until(importId, ({ progress }) => progress.stage === 'reading' || progress.stage === 'comparing');
    const watched = fetch(`${product.url}/api/v1/jobs/${answer.body.jobId}/events`, {
      headers: { authorization: `Bearer ${adminToken}` },
    }).then((response) => response.text());
    await wait(200);
    const stopping = Date.now();
    expect(await product.end('SIGTERM')).toBe(0);
    expect(await watched).toContain('event: job');
    expect(Date.now() - stopping).toBeLessThan(20_000);
    product = await spawnProduct(folder);
    expect(await until(importId, ended)).toMatchObject({ state: 'done', rows: { accepted: links } });
    expect(await loaded()).toBe(2 * links);
  });
});

describe('a second process', () => {
  it('on the same data folder is refused with one clear sentence and its own exit code', async () => {
    const second = spawnProduct(folder);
    await expect(second).rejects.toThrow(NotStarted);
    await expect(second).rejects.toMatchObject({ code: 3 });
    await expect(second).rejects.toThrow(/^The data folder .* is in use by process \d+ \(http:.*\)\. Stop it first/);
    expect((await product.admin.get('/readyz')).status).toBe(200);
  });

  it('on the same port says so, and leaves nothing running', async () => {
    const other = await mkdtemp(join(tmpdir(), 'lotscope-port-'));
    const second = spawnProduct(other, { PORT: new URL(product.url).port });
    await expect(second).rejects.toMatchObject({ code: 4 });
    await expect(second).rejects.toThrow(/Another program answers there already/);
    expect((await readdir(other)).includes('lotscope.lock')).toBe(false);
    await rm(other, { recursive: true, force: true });
  });

  it('with a configuration that is not valid lists every fault', async () => {
    const second = spawnProduct(folder, { PORT: 'x', REDIS_URL: 'y' });
    await expect(second).rejects.toMatchObject({ code: 2 });
    await expect(second).rejects.toThrow(/PORT[\s\S]*REDIS_URL/);
  });
});
