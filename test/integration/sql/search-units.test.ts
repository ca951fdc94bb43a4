import { refreshDisposition, refreshInsights, search } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

const packed = { handling_units: [{ handlingUnitId: 'PAL-1', parentUnitId: 'TRUCK-1', lotId: 'OURS' }] };
const shipped = {
  shipments: ['PAL-1', 'TRUCK-1', 'PAL-2'].map((handlingUnitId, at) => ({
    shipmentId: `SH-${at}`,
    lotId: 'THEIRS',
    customerId: 'C',
    fromSiteId: 'HUB',
    handlingUnitId,
  })),
};

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    lots: [
      { lotId: 'OURS', itemId: 'I', siteId: 'PLANT' },
      { lotId: 'THEIRS', itemId: 'I', siteId: 'HUB' },
    ],
  });
});
afterAll(() => plant.close());

const found = async (...sites: string[]) => [
  ...(await search(plant.engine, { q: 'pal', sites, limit: 10 })).items.map(({ id }) => id),
  ...(await search(plant.engine, { q: 'truck', sites, limit: 10 })).items.map(({ id }) => id),
];

test('a unit that packing names is found by all, wherever it was shipped from; one that only shipments name, at their site', async () => {
  await plant.record(packed);
  await plant.record(shipped);
  await refreshDisposition(plant.engine);
  await refreshInsights(plant.engine);
  expect(await found('PLANT')).toEqual(['PAL-1', 'TRUCK-1']);
  expect(await found('HUB')).toEqual(['PAL-1', 'PAL-2', 'TRUCK-1']);
  // The same when they come one after the other, in either order.
  for (const rows of [packed, shipped, packed]) {
    const importId = await plant.record(rows);
    await refreshDisposition(plant.engine, importId);
    await refreshInsights(plant.engine, importId);
    expect(await found('PLANT')).toEqual(['PAL-1', 'TRUCK-1']);
  }
});
