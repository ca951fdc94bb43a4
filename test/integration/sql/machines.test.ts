import { listMachines } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    operations: [
      { operationId: 'WO-1', siteId: 'A', line: 'L1', machine: 'Press 1' },
      { operationId: 'WO-2', siteId: 'A', line: 'L1', machine: 'Press 1' },
      { operationId: 'WO-3', siteId: 'A', line: 'L2' },
      { operationId: 'WO-4', siteId: 'B', machine: 'Oven' },
      { operationId: 'WO-5', siteId: 'B' },
    ],
    operation_inputs: [{ lineId: '1', operationId: 'WO-4', lotId: 'X', quantity: 1, machine: 'Scale' }],
    operation_outputs: [{ lineId: '1', operationId: 'WO-1', lotId: 'Y', quantity: 1, machine: 'Press 1' }],
  });
});
afterAll(() => plant.close());

const listed = async (sites: string[] | null) =>
  (await listMachines(plant.engine, sites))
    .map(({ siteId, line, machine }) => [siteId, line, machine].join('/'))
    .sort();

test('machines are those of operations, and those that inputs and outputs name besides', async () => {
  expect(await listed(null)).toEqual(['//Scale', 'A/L1/Press 1', 'A/L2/', 'B//Oven']);
});

test('a reader limited to sites learns of machines there only', async () => {
  expect(await listed(['A'])).toEqual(['A/L1/Press 1', 'A/L2/']);
  expect(await listed(['B'])).toEqual(['//Scale', 'B//Oven']);
});
