import { Genealogy } from '@lotscope/sql/genealogy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RefreshedStore, type File, type FileRow } from './refreshed-store.ts';

/** Histories of production lots and their serials, each under a letter of its own; the serials come in the last file. */
let plant: RefreshedStore;
let found: readonly string[] = [];
const of = (letter: string): string[] => found.filter((row) => row.startsWith(letter));
const batches = (): string[] => found.filter((row) => /^[A-Z] /.test(row));

const pieces = { itemId: 'J', unit: 'pcs' };
const batch = (lotId: string, quantity: number, more: FileRow = {}): FileRow => ({
  ...{ lotId, ...pieces, quantity, siteId: 'W', ...more },
});
const serial = (lotId: string, more: FileRow = {}): FileRow => ({
  ...{ lotId, ...pieces, productionLotId: lotId.slice(0, 1), quantity: 1, ...more },
});
const moved = (movementId: string, reason: string, quantity: number, more: FileRow = {}): FileRow => ({
  ...{ movementId, lotId: movementId.slice(0, 1), reason, quantity, unit: 'pcs', at: '2026-01-01T08:00:00Z' },
  ...(reason === 'produce' ? { toSiteId: 'W' } : { fromSiteId: 'W' }),
  ...more,
});
const split = (parentLotId: string, childLotId: string, more: FileRow = {}): FileRow => ({
  ...{ parentLotId, childLotId, kind: 'split', quantity: 1, unit: 'pcs', ...more },
});
const sent = (shipmentId: string, lotId: string): FileRow => ({
  ...{ shipmentId, lotId, customerId: 'K', quantity: 1, unit: 'pcs', deliveredAt: '2026-01-05T08:00:00Z' },
});

const files: File[] = [
  ['items', [{ itemId: 'J', unit: 'pcs', standardCost: 100, currency: 'EUR' }]],
  ['unit_conversions', [{ itemId: 'J', fromUnit: 'box', toUnit: 'pcs', factor: 2 }]],
  [
    'lots',
    [
      ...'ABEFGHIJK'.split('').map((lotId) => batch(lotId, 2)),
      ...[batch('C', 5), batch('D', 1), batch('L', 1, { unit: 'box' }), batch('M', 5)],
    ],
  ],
  [
    'lot_links',
    [
      ...[split('B', 'B1', { operationId: 'B-TEST' }), split('B', 'B2', { operationId: 'B-TEST' })],
      ...[split('F', 'F1', { quantity: null }), split('K', 'K1'), split('M', 'X', { kind: 'consumed', quantity: 3 })],
    ],
  ],
  [
    'operation_inputs',
    [
      { operationId: 'G-MARK', lotId: 'G', quantity: 2, unit: 'pcs' },
      { operationId: 'H-MARK', lotId: 'H' },
    ],
  ],
  ['operation_outputs', ['G1', 'G2', 'H1', 'H2'].map((lotId) => ({ operationId: `${lotId.slice(0, 1)}-MARK`, lotId }))],
  [
    'movements',
    [
      ...['A', 'B', 'G', 'I', 'J'].map((lotId) => moved(`${lotId}-made`, 'produce', 2)),
      moved('C-made', 'produce', 5),
      ...[moved('B-1', 'issue', 1, { operationId: 'B-TEST' }), moved('B-2', 'issue', 1, { operationId: 'B-TEST' })],
      ...[moved('I-1', 'issue', 2), moved('J-1', 'issue', 2, { operationId: 'J-MARK' })],
    ],
  ],
  ['shipments', [sent('S1', 'A1'), sent('S2', 'A2')]],
  [
    'lots',
    [
      ...'ABFGHIJKLM'.split('').flatMap((letter) => [serial(`${letter}1`), serial(`${letter}2`)]),
      ...[serial('C1'), serial('C2'), serial('D1'), serial('D2')],
      ...[serial('E1', { quantity: null }), serial('E2', { quantity: null })],
    ],
  ],
];

beforeAll(async () => {
  plant = await RefreshedStore.open();
  await plant.load(...files);
  found = await plant.whereabouts();
});
afterAll(() => plant.close());

describe('D1: a serial is a member of its production lot, and its unit is counted once', () => {
  test('in the serial, and no more in the production lot, when nothing else tells of it', () => {
    expect(of('A')).toEqual(['A consumed 2 pcs', 'A1 delivered K 1 pcs', 'A2 delivered K 1 pcs']);
  });

  test('D14: so that a scope counts what was made, and its cost, once', async () => {
    const genealogy = await Genealogy.open(plant.store.engine, { memoryMb: 200 });
    await genealogy.ready;
    const { totals } = await genealogy.scope({ roots: ['A'] });
    expect(totals).toMatchObject({ lots: 3, terminalQuantities: [{ unit: 'pcs', quantity: 2 }] });
    expect(totals.exposure).toMatchObject({ amount: 200 });
    await genealogy.close();
  });

  test('also when a link and an issue, or lines of an operation, took it from the production lot', () => {
    expect(batches().filter((row) => /^[BG]/.test(row))).toEqual(['B consumed 2 pcs', 'G consumed 2 pcs']);
  });

  test('also when only an issue did, with or without an operation', () => {
    expect(batches().filter((row) => /^[IJ]/.test(row))).toEqual(['I consumed 2 pcs', 'J consumed 2 pcs']);
  });

  test('a link or an input that does not say how much is as much as the serials; one link of two leaves the other', () => {
    expect(batches().filter((row) => /^[FHK]/.test(row))).toEqual([
      'F consumed 2 pcs',
      'H consumed 2 pcs',
      'K consumed 2 pcs',
    ]);
  });

  test('what has no serial stays where it is', () => {
    expect(batches().filter((row) => row.startsWith('C'))).toEqual(['C consumed 2 pcs', 'C on_hand W 3 pcs']);
  });

  test('what others consumed of the production lot is not its serials', () => {
    expect(batches().filter((row) => row.startsWith('M'))).toEqual(['M consumed 5 pcs']);
  });

  test('more serials than were made are a variance', () => {
    expect(batches().filter((row) => row.startsWith('D'))).toEqual(['D consumed 2 pcs', 'D unknown -1 pcs']);
  });

  test('a serial of unknown quantity is a lot of one', () => {
    expect(of('E')).toEqual(['E consumed 2 pcs', 'E1 unknown 1 pcs', 'E2 unknown 1 pcs']);
  });

  test('D5: a production lot in another unit', () => {
    expect(of('L')).toEqual(['L consumed 1 box', 'L1 unknown 1 pcs', 'L2 unknown 1 pcs']);
  });

  test('D2: a serial that is corrected to belong to another production lot changes both', async () => {
    await plant.load(['lots', [serial('A1', { productionLotId: 'C', recordedAt: '2099-01-01T00:00:00Z' })]]);
    const rows = await plant.whereabouts();
    expect(rows.filter((row) => /^[AC] /.test(row))).toEqual([
      'A consumed 1 pcs',
      'A on_hand W 1 pcs',
      'C consumed 3 pcs',
      'C on_hand W 2 pcs',
    ]);
  });
});
