import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AuditVerification, DatasetList, Import, ImportAccepted, Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';

const megabyte = 1024 ** 2;
const disk = mkdtempSync(join(tmpdir(), 'lotscope-disk-'));

/** A disk of its own, which only root on Linux can make; elsewhere these tests are skipped. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    rmSync(disk, { recursive: true, force: true });
    return false;
  }
}
const available = process.platform === 'linux' && mounted();

const folder = join(disk, 'data');
const ballast = join(disk, 'ballast');
let product: ProductProcess;

/** Fills the disk until so many bytes are left. */
function fill(left: number): void {
  const file = openSync(ballast, 'a');
  const piece = Buffer.alloc(megabyte);
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk);
      const room = bavail * bsize - left;
      if (room <= 0) return;
      writeSync(file, piece, 0, Math.min(room, megabyte));
    }
  } finally {
    closeSync(file);
  }
}
const makeRoom = () => rm(ballast, { force: true });

const rowsOf = (prefix: string, count: number): string =>
  `lotId,itemId,siteId,quantity,unit\n${Array.from({ length: count }, (_, n) => `${prefix}-${n},ITEM-${n % 50},P1,${n + 1},kg`).join('\n')}\n`;

const send = (text: string) =>
  product.admin.send<ImportAccepted & Problem>('POST', '/api/v1/imports?dataset=lots', { raw: text });

const lots = async (): Promise<number | undefined> =>
  (await product.admin.get<DatasetList>('/api/v1/datasets')).body.items.find(({ name }) => name === 'lots')?.rows;

const find = async (importId: string) => (await product.admin.get<Import>(`/api/v1/imports/${importId}`)).body;

async function ended(importId: string): Promise<Import> {
  for (const deadline = Date.now() + 120_000; ; await wait(200)) {
    const found = await find(importId);
    if (found.state === 'done' || found.state === 'failed') return found;
    if (Date.now() > deadline) throw new Error(`The import did not end: ${JSON.stringify(found)}`);
  }
}

describe.skipIf(!available)('a full disk', () => {
  beforeAll(async () => {
    product = await spawnProduct(folder, {}, join(disk, 'log'));
    const { body } = await send(rowsOf('BEFORE', 3));
    expect((await ended(body.importId)).state).toBe('done');
  });
  afterAll(async () => {
    await product?.end('SIGTERM');
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('while a file is sent: it is refused with a sentence, and nothing of it is kept', async () => {
    fill(6 * megabyte);
    const answer = await send(rowsOf('SENT', 400_000));
    expect(answer.body).toMatchObject({ status: 507, code: 'insufficient-storage' });
    expect(answer.body.detail).toMatch(/^The disk is full/);
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
    await makeRoom();
  });

  it('while a file is loaded: the import fails with a sentence, none of its rows is readable, and it can be sent again', async () => {
    fill(40 * megabyte);
    const text = rowsOf('LOADED', 500_000);
    const failed = await ended((await send(text)).body.importId);
    expect(failed).toMatchObject({ state: 'failed', error: 'The disk of the data folder is full' });
    expect(await lots()).toBe(3);
    await makeRoom();
    expect(await ended((await send(text)).body.importId)).toMatchObject({ state: 'done', rows: { accepted: 500_000 } });
    expect(await lots()).toBe(500_003);
  });

  it('to the last byte, in the middle of an import: reading goes on, and the import ends once there is room', async () => {
    const { importId } = (await send(rowsOf('MIDDLE', 100_000))).body;
    fill(0);
    for (let second = 0; second < 5; second++) {
      await wait(1000);
      fill(0);
      expect((await product.admin.get('/healthz')).status).toBe(200);
      expect([500_003, 600_003]).toContain(await lots());
    }
    await makeRoom();
    await product.end('SIGKILL');
    product = await spawnProduct(folder, {}, join(disk, 'log'));
    const { state } = await ended(importId);
    expect(await lots()).toBe(state === 'done' ? 600_003 : 500_003);
    const again = await ended((await send(rowsOf('MIDDLE', 100_000))).body.importId);
    expect(again.state).toBe('done');
    expect(await lots()).toBe(600_003);
    const { body } = await product.admin.get<AuditVerification>('/api/v1/audit/verify');
    expect(body.valid).toBe(true);
  }, 300_000);
});
