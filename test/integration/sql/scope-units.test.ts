import { refreshDisposition, scopeLots } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
let genealogies: Genealogy[];

/** A hundred kg of each lot were received: of BOXED four boxes were scrapped, SPELLED says KG and is booked in kg. */
beforeAll(async () => {
  db = await ImportStore.open();
  await db.load('items', csv('itemId,unit,standardCost,currency', ['I', 'kg', '2', 'EUR']));
  await db.load(
    'lots',
    csv(
      'lotId,itemId,siteId,quantity,unit',
      ...['BOXED,kg', 'SPELLED,KG', 'PLAIN,kg']
        .map((lot) => lot.split(','))
        .map(([lot, unit]) => [lot!, 'I', 'P', '100', unit!]),
    ),
  );
  await db.load(
    'movements',
    csv(
      'lotId,reason,quantity,unit,fromSiteId,toSiteId,at',
      ...['BOXED', 'SPELLED', 'PLAIN'].map((lot) => [lot, 'receipt', '100', 'kg', '', 'P', '2026-01-01T08:00:00Z']),
      ['BOXED', 'scrap', '4', 'box', 'P', '', '2026-01-02T08:00:00Z'],
    ),
  );
  await refreshDisposition(db.engine);
  genealogies = [await Genealogy.open(db.engine, { memoryMb: 200 }), await Genealogy.open(db.engine, { memoryMb: 0 })];
});
afterAll(async () => {
  for (const genealogy of genealogies) await genealogy.close();
  await db.close();
});

describe('D5: units in a scope', () => {
  test('what left in a unit that does not convert is a question of the scope, and adds nothing to what was made', async () => {
    for (const genealogy of genealogies) {
      const { totals, unknown } = await genealogy.scope({ roots: ['BOXED', 'PLAIN'] });
      expect(unknown.filter(({ kind }) => kind === 'unit')).toEqual([{ kind: 'unit', count: 1, examples: ['BOXED'] }]);
      expect(totals.quantities).toEqual([
        { unit: 'box', quantity: 0, unknown: 0 },
        { unit: 'kg', quantity: 200, unknown: 0 },
      ]);
    }
  });

  test('the question leads to its lots', async () => {
    const lots = await Promise.all(
      ['BOXED', 'SPELLED', 'PLAIN'].map((id) => genealogies[0]!.find({ kind: 'lot', id })),
    );
    const asked = { nodes: Uint32Array.from(lots as number[]), sites: null, limit: 9 };
    const { rows } = await scopeLots(db.engine, { ...asked, unknown: 'unit' });
    expect(rows.map(({ lotId }) => lotId)).toEqual(['BOXED']);
  });

  test('case and blanks make no other unit: nothing is unknown', async () => {
    for (const genealogy of genealogies) {
      const { unknown, buckets, totals } = await genealogy.scope({ roots: ['SPELLED'] });
      expect(unknown).toEqual([]);
      expect(buckets.filter(({ lots }) => lots > 0).map(({ bucket }) => bucket)).toEqual(['receiving']);
      expect(totals.exposure).toEqual({ amount: 200, currency: 'EUR', unknown: 0 });
    }
  });
});
