import { newestFactKnown } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
});
afterAll(() => plant.close());

const now = new Date('2026-06-01T00:00:00Z');
const receipt = { lotId: 'A', reason: 'receipt', quantity: 1, unit: 'kg', toSiteId: 'P' };

test('the present of the data is when the newest fact became known; a clock that is ahead does not move it (D2)', async () => {
  expect(await newestFactKnown(plant.engine, now)).toBeNull();
  await plant.record({
    lots: [{ lotId: 'A', itemId: 'I', recordedAt: '2026-01-05T00:00:00Z' }],
    movements: [
      // It happened before and became known after the other.
      { ...receipt, movementId: '1', at: '2026-01-02T00:00:00Z', recordedAt: '2026-01-09T10:20:30.400Z' },
      { ...receipt, movementId: '2', at: '2026-01-08T00:00:00Z', recordedAt: '2026-01-08T00:00:00Z' },
      { ...receipt, movementId: '3', at: '2026-01-08T00:00:00Z', recordedAt: '2031-01-01T00:00:00Z' },
    ],
  });
  expect(await newestFactKnown(plant.engine, now)).toEqual(new Date('2026-01-09T10:20:30.400Z'));
});
