import { type Genealogy } from '@lotscope/sql/genealogy';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { consumed, at, genealogies, into, load, lots, open, startAgain, type Row } from './rule-plant.ts';

const placesInOrder = [
  'on_hand',
  'receiving',
  'in_process',
  'in_transit',
  'delivered',
  'consumed',
  'scrapped',
  'returned',
  'unknown',
];

describe('scope', () => {
  const shipped = (shipmentId: string, lotId: string, customerId: string, quantity: number, more: Row = {}): Row => ({
    shipmentId,
    lotId,
    customerId,
    quantity,
    unit: 'kg',
    shippedAt: at(13),
    deliveredAt: at(14),
    ...more,
  });

  beforeAll(async () => {
    await load({
      items: ['RAW', 'MIX', 'OTHER'].map((itemId) => ({
        itemId,
        kind: itemId === 'RAW' ? 'raw' : 'finished',
        unit: 'kg',
        standardCost: 2,
        currency: 'EUR',
      })),
      customers: [{ customerId: 'SHOP' }, { customerId: 'WHOLESALE', kind: 'distributor' }, { customerId: 'CORNER' }],
      lots: [
        {
          lotId: 'R',
          itemId: 'RAW',
          origin: 'received',
          quantity: 100,
          unit: 'kg',
          siteId: 'north',
          receivedAt: at(7),
        },
        {
          lotId: 'M1',
          itemId: 'MIX',
          origin: 'made',
          quantity: 60,
          unit: 'kg',
          siteId: 'north',
          manufacturedAt: at(9),
        },
        {
          lotId: 'M2',
          itemId: 'MIX',
          origin: 'made',
          quantity: 50,
          unit: 'kg',
          siteId: 'north',
          manufacturedAt: at(10),
        },
        {
          lotId: 'M3',
          itemId: 'MIX',
          origin: 'made',
          quantity: 40,
          unit: 'kg',
          siteId: 'south',
          manufacturedAt: at(10),
        },
      ],
      operation_inputs: [into('OP1', 'R', 8, 60), into('OP3', 'R', 8, 10)],
      operation_outputs: [into('OP1', 'M1', 9, 60), into('OP2', 'M2', 10, 50), into('OP3', 'M3', 10, 40)],
      shipments: [
        shipped('S1', 'R', 'SHOP', 5),
        shipped('S2', 'M1', 'SHOP', 20),
        shipped('S3', 'M1', 'WHOLESALE', 30),
        shipped('S4', 'M1', 'CORNER', 10, { fromPartyId: 'WHOLESALE' }),
        shipped('S5', 'M1', 'KIOSK', 4, { fromPartyId: 'CORNER' }),
      ],
    });
    await open();
  });
  afterAll(startAgain);

  it('D15: direct, indirect and second-tier customers, tier by tier, and where the next one is not known', async () => {
    for (const genealogy of genealogies) {
      const scope = await genealogy.scope({ roots: ['R'] });
      expect(
        scope.customers.map(({ customerId, relation, through, quantities }) => [
          customerId,
          relation,
          through,
          quantities[0]?.quantity,
        ]),
      ).toEqual([
        ['SHOP', 'direct', [], 5],
        ['SHOP', 'indirect', [], 20],
        ['WHOLESALE', 'indirect', [], 20],
        ['CORNER', 'second-tier', ['WHOLESALE'], 6],
        ['KIOSK', 'second-tier', ['CORNER'], 4],
      ]);
      expect(scope.totals.customers).toBe(4);
      // Who still holds some, and is known to ship on: neither the shop nor the kiosk.
      expect(scope.unknown).toContainEqual({ kind: 'next-tier', count: 2, examples: ['CORNER', 'WHOLESALE'] });
      // What M3 went into was shipped to nobody.
      expect((await genealogy.scope({ roots: ['M3'] })).customers).toEqual([]);
      const direct = (await genealogy.scope({ roots: ['M1'] })).customers;
      expect(direct.map(({ customerId, relation }) => [customerId, relation])).toEqual([
        ['SHOP', 'direct'],
        ['WHOLESALE', 'direct'],
        ['CORNER', 'second-tier'],
        ['KIOSK', 'second-tier'],
      ]);
    }
  });

  it('D14: money counts terminal buckets only, and every unit is in exactly one bucket', async () => {
    for (const genealogy of genealogies) {
      const { totals, buckets } = await genealogy.scope({ roots: ['R'] });
      expect(buckets.map(({ bucket }) => bucket)).toEqual(placesInOrder);
      expect(buckets.find(({ bucket }) => bucket === 'returned')).toEqual({
        bucket: 'returned',
        terminal: true,
        lots: 0,
        quantities: [],
        exposure: { amount: 0, currency: 'EUR', unknown: 0 },
      });
      const sum = (pick: (bucket: (typeof buckets)[number]) => number): number =>
        buckets.reduce((all, bucket) => all + pick(bucket), 0);
      expect(totals.quantities).toEqual([{ unit: 'kg', quantity: 200, unknown: 0 }]);
      expect(sum(({ quantities }) => quantities[0]?.quantity ?? 0)).toBe(200);
      expect(buckets.find(({ bucket }) => bucket === 'consumed')).toMatchObject({
        terminal: false,
        quantities: [{ quantity: 70 }],
        exposure: { amount: 0 },
      });
      expect(totals.terminalQuantities).toEqual([{ unit: 'kg', quantity: 130, unknown: 0 }]);
      expect(totals.exposure).toEqual({ amount: 260, currency: 'EUR', unknown: 0 });
      expect(sum(({ exposure }) => exposure.amount ?? 0)).toBe(260);
    }
  });

  it('R4: the broad recall takes every lot of the item at these sites on these days', async () => {
    for (const genealogy of genealogies) {
      const { targeted, broad, saved, broadBy } = await genealogy.compare({ roots: ['M1'] });
      expect([targeted.lots, broad.lots, saved.lots]).toEqual([1, 2, 1]);
      expect(saved.exposure).toEqual({ amount: 100, currency: 'EUR', unknown: 0 });
      expect(broadBy).toEqual([
        { itemId: 'MIX', siteIds: ['north'], from: '2026-03-02T00:00:00.000Z', until: '2026-03-02T23:59:59.000Z' },
      ]);
    }
  });

  it('R3: from a failed lot back to everything it came from, and forward to every sibling', async () => {
    for (const genealogy of genealogies) {
      const scope = await genealogy.scope({ roots: ['M1'], backThenForward: true });
      const computed = await genealogy.computedScope(scope.scopeId);
      const found = (await computed.details(computed.lots())).map((lot) => [lot?.lotId, lot?.root]);
      expect(new Map(found as [string, boolean][])).toEqual(
        new Map([
          ['R', false],
          ['M1', true],
          ['M3', false],
        ]),
      );
    }
  });

  it('shows a reader of one site that site alone; totals stay complete', async () => {
    for (const genealogy of genealogies) {
      const all = await genealogy.trace({ roots: ['R'], direction: 'forward' });
      const south = await genealogy.trace({ roots: ['R'], direction: 'forward', visibleSites: ['south'] });
      expect(south.lots.map(({ lotId }) => lotId)).toEqual(['M3']);
      expect(south.withheld).toBe(2);
      expect(south.totals).toEqual(all.totals);
      expect(JSON.stringify(south.links)).not.toMatch(/"R"|"M1"/);
      expect((await genealogy.scope({ roots: ['R'], visibleSites: ['south'] })).withheld).toBe(2);
    }
  });

  it('answers a scope id in a process that never computed it', async () => {
    const [memory, levels] = genealogies as [Genealogy, Genealogy];
    const { scopeId, totals } = await memory.scope({ roots: ['R'] });
    expect((await levels.computedScope(scopeId)).lots().length).toBe(totals.lots);
  });
});

describe('suspects', () => {
  afterEach(startAgain);

  it('R8: the suspect finder names what the bad lots share', async () => {
    const made = Array.from({ length: 40 }, (_, i) => i);
    await load({
      lots: made.map((i) => ({ lotId: `F${i}`, itemId: 'F', siteId: 'north', manufacturedAt: at(10) })),
      operations: made.map((i) => ({
        operationId: `O${i}`,
        machine: i % 8 === 0 ? 'WORN' : 'FINE',
        startedAt: at(8),
        endedAt: at(10),
      })),
      operation_inputs: made.map((i) => into(`O${i}`, `RAW${i % 5}`, 8)),
      operation_outputs: made.map((i) => into(`O${i}`, `F${i}`, 10)),
    });
    for (const genealogy of await open()) {
      const { candidates, badLots, goodLots } = await genealogy.suspects({
        badLots: ['F0', 'F8', 'F16', 'F24', 'F32'],
      });
      expect([badLots, goodLots]).toEqual([5, 35]);
      expect(candidates[0]).toMatchObject({
        kind: 'machine',
        id: 'WORN',
        bad: 5,
        good: 0,
        badShare: 1,
        goodShare: 0,
        oddsRatio: null,
      });
      // 5 of 5 bad among 5 of 40: one over the number of ways to choose 5 of 40.
      expect(candidates[0]!.pValue).toBeCloseTo(1 / 658_008, 12);
      expect(candidates[0]!.qValue).toBeLessThan(0.001);
    }
  });
});

describe('late data', () => {
  afterEach(startAgain);

  it('a refresh after an import answers with it, and a correction undoes a link (D2)', async () => {
    await load({ lots: lots('A', 'B'), lot_links: [{ ...consumed('A', 'B'), linkId: '1', recordedAt: at(1) }] });
    const all = await open();
    await load({
      lot_links: [
        { ...consumed('A', 'NEW'), linkId: '1', recordedAt: at(2) },
        { ...consumed('NEW', 'NEWER'), linkId: '2' },
      ],
    });
    for (const genealogy of all) {
      await genealogy.refresh();
      expect((await genealogy.ids({ roots: ['A'], direction: 'forward' })).ids).toEqual(['A', 'NEW', 'NEWER']);
      expect((await genealogy.trace({ roots: ['B'], direction: 'backward' })).totals.links).toBe(0);
    }
  });
});
