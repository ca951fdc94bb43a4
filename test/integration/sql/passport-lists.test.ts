import { lotRows, refreshDisposition, streamLotRows } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { dairy } from './passport-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record(dairy);
  await plant.record({
    lot_links: [{ parentLotId: 'M/2', childLotId: 'C/1', kind: 'merged', quantity: 3, unit: 'l', at: '2026-01-03' }],
  });
  await refreshDisposition(plant.engine);
});
afterAll(() => plant.close());

describe('the lists of a lot', () => {
  const lists = [
    'statusHistory',
    'qc',
    'qcOutside',
    'operations',
    'links',
    'stock',
    'shipments',
    'movements',
    'handlingUnits',
    'nonconformances',
    'complaints',
    'approvals',
    'timeline',
  ] as const;

  test.each(lists)('the pages of %s are its stream, with as many rows as are counted', async (list) => {
    for (const [lotId, sites] of [
      ['M/1', null],
      ['Y/1', null],
      ['M/1', ['TYO']],
      ['Y/1', ['TYO']],
    ] as const) {
      const request = { lotId, sites };
      const paged: object[] = [];
      const { total, withheld } = await lotRows(plant.engine, list, request, { limit: 1000, offset: 0 });
      for (let offset = 0; offset < total - withheld; offset++)
        paged.push(...(await lotRows(plant.engine, list, request, { limit: 1, offset })).rows);
      const streamed: object[] = [];
      for await (const rows of streamLotRows(plant.engine, list, request)) streamed.push(...rows);
      expect(paged, lotId).toEqual(streamed);
      expect(streamed.length + withheld, lotId).toBe(total);
      if (sites === null) expect(withheld).toBe(0);
    }
  });

  test('D18: results out of limits are those that count', async () => {
    const all = { limit: 10, offset: 0 };
    const { rows } = await lotRows(plant.engine, 'qcOutside', { lotId: 'M/1', sites: null }, all);
    expect(rows.map(({ resultId }) => resultId)).toEqual(['R2']);
  });

  test('the timeline tells all of the lists that have a time, oldest first, no more exactly than recorded (D4)', async () => {
    const told = async (lotId: string, sites: string[] | null = null) => {
      const { rows } = await lotRows(plant.engine, 'timeline', { lotId, sites }, { limit: 100, offset: 0 });
      return rows.map(({ at, kind, text, id }) => `${at} ${kind}: ${text}${id === null ? '' : ` (${id})`}`);
    };
    expect(await told('M/1')).toEqual([
      '2026-01-01 received: Received: 100 l',
      '2026-01-01T09:00:00.000Z movement: receipt: 100 from an unknown place to TYO T1',
      '2026-01-01T09:00:00.000Z result: odour: clean (R4)',
      '2026-01-01T10:00:00.000Z result: fat: 3.5 (pass) (R1)',
      '2026-01-01T10:00:00.000Z result: fat: 4.5 (fail) (R2)',
      '2026-01-01T11:00:00.000Z result: fat: 9 (fail), invalidated (R3)',
      '2026-01-02 status: Status released',
      '2026-01-03T09:00:00.000Z movement: transfer: 30 from TYO T1 to NYC N1',
      '2026-01-04 nonconformance: Nonconformance N1: Smell (N1)',
      '2026-01-04 status: Status hold: Smell',
      '2026-01-04T12:00:00.000Z approval: substitution approved by R&D (A3)',
      '2026-01-05T07:00:00.000Z operation: Went into OP: 20 (OP)',
      '2026-03-31 expires: Expires',
    ]);
    expect(await told('Y/1', ['TYO'])).toEqual([
      '2026-01-05 operation: Came out of OP: 50 (OP)',
      '2026-01-05T06:00:00.000Z approval: rework approved by QA (A2)',
      '2026-01-05T08:00:00.000Z made: Made: 50 pcs',
      '2026-01-05T12:00:00.000Z approval: release approved by QA (A1)',
      '2026-01-06 packed: Packed 10 on PAL (PAL)',
      '2026-01-06 shipment: Shipped 10 to Shop (SH)',
      '2026-02-01 complaint: complaint K1 (K1)',
    ]);
    // Links without an operation; of a lot of another site only who may see that.
    expect(await told('C/1')).toEqual([
      '2026-01-03 link: Made from M/2 (merged): 3 l (M/2)',
      '2026-03-31 expires: Expires',
    ]);
    expect(await told('C/1', ['TYO'])).toEqual(['2026-03-31 expires: Expires']);
    expect(await told('M/2')).toEqual([
      '2026-01-03 link: Went into C/1 (merged): 3 l (C/1)',
      '2026-03 expires: Expires',
    ]);
  });
});
