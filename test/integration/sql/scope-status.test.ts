import { refreshDisposition, scopeStock } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { readRejects } from '@lotscope/sql/import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
let genealogies: Genealogy[];

/** Ten of each lot are in hall A. Four of HELD were moved to hall B, and one of those and then all of B were put on hold; OLD has expired. */
beforeAll(async () => {
  db = await ImportStore.open();
  await db.load('items', csv('itemId,unit,standardCost,currency', ['I', 'kg', '3', 'EUR']));
  await db.load(
    'lots',
    csv(
      'lotId,itemId,siteId,quantity,expiresAt',
      ['HELD', 'I', 'P', '10', '2100-01-01'],
      ['OLD', 'I', 'P', '10', '2020-01-01'],
      ['AGELESS', 'I', 'P', '10', ''],
    ),
  );
  const receipt = (lot: string) => [lot, 'produce', '10', '', 'P', 'A', '2026-01-01T08:00:00Z'];
  await db.load(
    'movements',
    csv(
      'lotId,reason,quantity,fromLocation,toSiteId,toLocation,at,fromSiteId',
      ...['HELD', 'OLD', 'AGELESS'].map((lot) => [...receipt(lot), '']),
      ['HELD', 'transfer', '4', 'A', 'P', 'B', '2026-01-02T08:00:00Z', 'P'],
    ),
  );
  await db.load(
    'lot_status',
    csv(
      'statusId,lotId,status,location,siteId,quantity,at',
      ['1', 'HELD', 'released', '', '', '', '2026-01-02T09:00:00Z'],
      ['2', 'HELD', 'hold', 'B', 'P', '', '2026-01-03T09:00:00Z'],
      ['3', 'HELD', 'hold', 'A', 'P', '1', '2026-01-04T09:00:00Z'],
      ['4', 'OLD', 'released', '', '', '', '2026-01-02T09:00:00Z'],
    ),
  );
  await refreshDisposition(db.engine);
  genealogies = [await Genealogy.open(db.engine, { memoryMb: 200 }), await Genealogy.open(db.engine, { memoryMb: 0 })];
});
afterAll(async () => {
  for (const genealogy of genealogies) await genealogy.close();
  await db.close();
});

describe('D13: the status in a scope', () => {
  test('belongs to a quantity at a place, each with its own exposure', async () => {
    for (const genealogy of genealogies) {
      const { places, totals } = await genealogy.scope({ roots: ['HELD'] });
      const shown = places.map(({ bucket, siteId, location, status, quantities, exposure }) =>
        [bucket, siteId, location, status, quantities[0]?.quantity, exposure.amount].join(' '),
      );
      expect(shown).toEqual(['on_hand P A released 5 15', 'on_hand P B hold 4 12', 'on_hand P A hold 1 3']);
      expect(totals.exposure.amount).toBe(30);
    }
  });

  test('expired is derived, whatever the posted status; without an expiry it is unknown', async () => {
    const nodes = await Promise.all(['HELD', 'OLD', 'AGELESS'].map((id) => genealogies[0]!.find({ kind: 'lot', id })));
    const { rows } = await scopeStock(db.engine, { nodes: Uint32Array.from(nodes as number[]), sites: null, limit: 9 });
    const found = rows.map(({ lotId, status, expired }) => `${lotId} ${status} ${expired}`);
    expect([...new Set(found)]).toEqual([
      'HELD hold false',
      'HELD released false',
      'OLD released true',
      'AGELESS null null',
    ]);
  });

  test('expired cannot be posted: the row is rejected with its reason', async () => {
    const file = csv('lotId,status,at', ['HELD', 'expired', '2026-01-05T09:00:00Z'], ['HELD', 'hold', '2026-01-05']);
    const { importId, ...counts } = await db.load('lot_status', file);
    expect(counts).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
    expect(await readRejects(db.engine, importId)).toMatchObject([
      {
        row: 1,
        column: 'status',
        value: 'expired',
        reason: 'not one of the allowed values: quarantine, released, hold, rejected, recalled',
      },
    ]);
  });
});
