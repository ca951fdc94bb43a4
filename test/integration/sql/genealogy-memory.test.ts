import { constants, PerformanceObserver } from 'node:perf_hooks';
import { Genealogy } from '@lotscope/sql/genealogy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ImportStore } from './import-store.ts';

const LINKS = 400_000;
let store: ImportStore;
beforeAll(async () => {
  store = await ImportStore.open();
});
afterAll(() => store.close());

/** A chain of lots, written as imports leave it. */
async function link(first: number): Promise<void> {
  const lots = `FROM numbers(${first}, ${LINKS})`;
  await store.engine.command(`INSERT INTO nodes SELECT number, 'lot', concat('lot/', toString(number)) ${lots}`);
  for (const table of ['edges', 'edges_by_child'])
    await store.engine.command(
      `INSERT INTO ${table} SELECT number - 1, number, 'link', 'consumed', number, 0, 4294967295, 1, 'kg', 1, 0 ${lots} WHERE number > 0`,
    );
}

/** Resolves with the next collection that somebody asked for. */
function askedCollection(): Promise<void> {
  const { NODE_PERFORMANCE_GC_MAJOR: major, NODE_PERFORMANCE_GC_FLAGS_FORCED: forced } = constants;
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { kind, flags } = (entry as PerformanceEntry & { detail: { kind: number; flags: number } }).detail;
        if (kind !== major || (flags & forced) === 0) continue;
        observer.disconnect();
        resolve();
      }
    });
    observer.observe({ entryTypes: ['gc'] });
  });
}

const arraysOf = (): number => process.memoryUsage().arrayBuffers;

test('a plant that was replaced after an import gives its memory back by itself', async () => {
  await link(0);
  const genealogy = await Genealogy.open(store.engine, { memoryMb: 500 });
  try {
    await genealogy.ready;
    const former = genealogy.status.bytes;
    await link(LINKS);
    const before = arraysOf();
    const collected = askedCollection();
    await genealogy.refresh();
    const { bytes, links } = genealogy.status;
    expect(links).toBe(2 * LINKS - 1);
    expect(former).toBeGreaterThan(20_000_000);
    await collected;
    await expect.poll(arraysOf, { timeout: 120_000 }).toBeLessThan(before + bytes - former / 2);
  } finally {
    await genealogy.close();
  }
});
