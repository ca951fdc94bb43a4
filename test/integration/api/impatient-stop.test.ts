import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spawnProduct } from '../../support/product-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-impatient-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

it('a product that is asked twice to stop does not wait, and leaves no PostgreSQL behind', async () => {
  const product = await spawnProduct(folder);
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(isAlive(postmaster)).toBe(true);
  // Two signals of one kind at once would be taken for one.
  product.process.kill('SIGINT');
  await product.end('SIGTERM');
  expect(product.process.signalCode).toBe('SIGKILL');
  await expect.poll(() => isAlive(postmaster), { timeout: 120_000 }).toBe(false);
});
