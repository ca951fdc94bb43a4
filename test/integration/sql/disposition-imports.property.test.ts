import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomPlantFiles } from '../../support/random-plant.ts';
import { RefreshedStore } from './refreshed-store.ts';
import { seed } from '../../support/seed.ts';

let plant: RefreshedStore;
beforeAll(async () => {
  plant = await RefreshedStore.open();
});
afterAll(() => plant.close());

describe(`a random plant, file by file in any order (seed ${String(seed)})`, () => {
  test('D2: after each import the lots derived again are all that it changed: a full refresh finds nothing else', async () => {
    const files = randomPlantFiles(seed);
    for (const [index, { dataset, rows }] of files.entries()) {
      await plant.load([dataset, rows]);
      // A full refresh takes its time, and what a refresh left out stays so until then.
      if (index % 3 === 2) await plant.whereabouts(`file ${String(index)}: ${dataset}`);
    }
    expect((await plant.whereabouts()).length).toBeGreaterThan(100);
  }, 600_000);
});
