import { Locations, sheets, type EventQuestion, type SheetEvent, type SheetRow } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lettucePlant } from './fsma204-plant.ts';
import { RefreshedStore } from './refreshed-store.ts';

let plant: RefreshedStore;
beforeAll(async () => {
  plant = await RefreshedStore.open();
  await plant.load(...lettucePlant);
});
afterAll(() => plant.close());

const june: EventQuestion = {
  of: { kind: 'period', from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-07-01T00:00:00Z') },
  sites: null,
};
const ofLots = (ids: readonly string[]): EventQuestion => ({ of: { kind: 'lots', lots: { ids } }, sites: null });

async function rowsOf(event: SheetEvent, question: EventQuestion): Promise<SheetRow[]> {
  const { engine } = plant.store;
  const rows: SheetRow[] = [];
  const sheet = sheets.find((one) => one.event === event)!;
  for await (const batch of sheet.rows(engine, question, await Locations.load(engine))) rows.push(...batch);
  return rows;
}

/** Cells by header, without blanks. */
function cellsOf(event: SheetEvent, { cells }: SheetRow): Record<string, unknown> {
  const { columns } = sheets.find((one) => one.event === event)!;
  return Object.fromEntries(
    columns.flatMap(({ header }, at) => (cells[at] === null ? [] : ([[header, cells[at]]] as [string, unknown][]))),
  );
}
const missingOf = (event: SheetEvent, { missing }: SheetRow): string[] => {
  const { columns } = sheets.find((one) => one.event === event)!;
  return missing.map((at) => columns[at]!.header);
};

const leftOut = (event: SheetEvent, question: EventQuestion) =>
  sheets.find((one) => one.event === event)!.leftOut(plant.store.engine, question);

describe('the records of FSMA 204', () => {
  test('D24: harvest, cooling and initial packing carry the elements of 1.1325 and 1.1330, and lack none that was recorded', async () => {
    const [harvest] = await rowsOf('harvesting', june);
    expect(cellsOf('harvesting', harvest!)).toMatchObject({
      Commodity: 'Lettuce',
      'Quantity harvested': 500,
      'Date of harvesting': '2026-06-01',
      'Farm: business name': 'Green Acres',
      'Farm: postal code': '93901',
      'Field, growing area or container': 'Field 7',
      'Subsequent recipient: phone': '+1 831 555 0102',
      'Reference document number': 'FT-1',
      'Lot ID': 'L1',
    });
    const [cooling] = await rowsOf('cooling', june);
    expect(cellsOf('cooling', cooling!)).toMatchObject({
      'Date of cooling': '2026-06-01T14:30:00.000Z',
      'Cooled at: business name': 'Valley Cooling',
      'Farm: location ID': 'FARM',
    });
    const [packing] = await rowsOf('initial-packing', june);
    expect(cellsOf('initial-packing', packing!)).toMatchObject({
      'Traceability lot code': 'TLC-L1',
      'Packaging size and style': '12 kg crate',
      'Harvester: phone': '+1 831 555 0101',
      'Quantity received': 490,
      'Quantity packed': 40,
      'Packed at: business name': 'Salinas Packers',
    });
    for (const [event, row] of [
      ['harvesting', harvest],
      ['cooling', cooling],
      ['initial-packing', packing],
    ] as const)
      expect(missingOf(event, row!), event).toEqual([]);
  });

  test('D24: a landing is no receipt, and its missing elements are named', async () => {
    const [landing] = await rowsOf('first-land-based-receiving', june);
    expect(cellsOf('first-land-based-receiving', landing!)).toMatchObject({
      'Species or market name': 'Salmo salar',
      'Harvest locations': 'FAO 27',
      'Last day of harvest': '2026-05-29',
      'Traceability lot code source reference': 'FFR 12345',
    });
    expect(missingOf('first-land-based-receiving', landing!)).toEqual([
      'Reference document type',
      'Reference document number',
    ]);
    expect((await rowsOf('receiving', june)).map(({ eventId }) => eventId)).toEqual(['M1', 'M2']);
  });

  test('D24: what is shipped says from where, to whom and where its code was assigned; a location lacks what nobody recorded of it', async () => {
    const [transfer, shipment, ...others] = await rowsOf('shipping', june);
    expect(others).toEqual([]);
    expect(cellsOf('shipping', transfer!)).toMatchObject({
      Quantity: 600,
      'Shipped from: business name': 'Fresh Cut Ltd.',
      'Subsequent recipient: business name': 'Depot',
      // Made here, so that its code was assigned here.
      'Traceability lot code source: location ID': 'PLANT',
    });
    // Coordinates stand for the street address, and a place abroad has no State.
    expect(missingOf('shipping', transfer!)).toEqual([
      'Subsequent recipient: phone',
      'Subsequent recipient: city',
      'Subsequent recipient: state',
      'Subsequent recipient: postal code',
      'Reference document type',
      'Reference document number',
    ]);
    expect(missingOf('shipping', shipment!)).not.toContain('Subsequent recipient: state');
    expect(cellsOf('shipping', shipment!)).toMatchObject({
      'Subsequent recipient: location ID': 'SHOP',
      'Customer ID': 'C1',
      'Reference document type': 'Invoice',
    });
  });

  test('D24: a shipment and the movement that books it are one event, and what another party shipped on is not ours', async () => {
    const ids = (await rowsOf('shipping', ofLots(['S2', 'S1']))).map(({ eventId }) => eventId);
    expect(ids.sort()).toEqual(['M2', 'X1', 'X2']);
  });

  test('D24: a transformation has its food used and its food produced, of an operation and of a link', async () => {
    const rows = (await rowsOf('transformation', june)).map((row) => cellsOf('transformation', row));
    expect(rows.map((row) => [row['Food'], row['Lot ID'], row['Quantity'], row['Reference document number']])).toEqual([
      ['used', 'L1', 400, 'WO-1'],
      ['produced', 'S1', 2000, 'WO-1'],
      ['used', 'S1', 100, 'R1'],
      ['produced', 'S2', 100, 'R1'],
    ]);
    expect(rows[1]).toMatchObject({ 'Date completed': '2026-06-05T11:00:00.000Z', 'Transformed at: city': 'Chicago' });
    const [, , , repacked] = await rowsOf('transformation', june);
    expect(missingOf('transformation', repacked!)).toEqual(['Traceability lot code']);
  });

  test('D24: what is not on the list is left out, and what nobody has said of it is counted', async () => {
    expect(await leftOut('receiving', june)).toEqual({ withheld: 0, unlisted: 1, undated: 0 });
    expect(await leftOut('transformation', june)).toEqual({ withheld: 0, unlisted: 1, undated: 0 });
    const lots = [...(await rowsOf('receiving', june)), ...(await rowsOf('transformation', june))];
    for (const { cells } of lots) expect(cells.join()).not.toMatch(/\bO1\b|\bP1\b/);
  });

  test('an event without a date is in no period and counted; of a lot it is told', async () => {
    expect((await leftOut('shipping', june)).undated).toBe(1);
    const rows = await rowsOf('shipping', ofLots(['S2']));
    expect(rows.map(({ eventId }) => eventId)).toEqual(['X2']);
    expect(missingOf('shipping', rows[0]!)).toContain('Date shipped');
    // Of a customer whose site is not recorded the name and the country are known.
    expect(cellsOf('shipping', rows[0]!)).toMatchObject({
      'Subsequent recipient: business name': 'Corner Shop',
      'Subsequent recipient: country': 'DE',
      'Subsequent recipient: location ID': 'C1',
    });
  });

  test('what happened at other sites is withheld and counted, and one site may be asked for', async () => {
    const depot = { ...june, sites: ['DEPOT'] };
    expect((await rowsOf('shipping', depot)).map(({ eventId }) => eventId)).toEqual(['X1']);
    expect((await leftOut('shipping', depot)).withheld).toBe(1);
    expect((await rowsOf('receiving', { ...june, site: 'DEPOT' })).map(({ eventId }) => eventId)).toEqual(['M2']);
  });

  test('every column of a sheet has a header of its own', () => {
    for (const { columns, name } of sheets)
      expect(new Set(columns.map(({ header }) => header)).size, name).toBe(columns.length);
  });
});
