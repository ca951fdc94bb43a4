import { afterEach, describe, expect, it } from 'vitest';
import { at, load, lots, open, startAgain } from './rule-plant.ts';

/** Customers of a scope as `relation id: quantity held`. */
async function customersOf(lotId: string): Promise<string[][]> {
  return Promise.all(
    (await open()).map(async (genealogy) => {
      const { customers, totals, buckets } = await genealogy.scope({ roots: [lotId] });
      expect(totals.customers).toBe(new Set(customers.map(({ customerId }) => customerId)).size);
      const delivered = buckets.find(({ bucket }) => bucket === 'delivered');
      expect(delivered?.lots).toBe(delivered?.quantities.some(({ quantity }) => quantity !== 0) === true ? 1 : 0);
      return customers.map(
        ({ customerId, relation, quantities }) =>
          `${relation} ${customerId}: ${quantities.map(({ quantity }) => quantity).join()}`,
      );
    }),
  );
}

const shipped = (shipmentId: string, customerId: string, quantity: number, fromPartyId = '') => ({
  shipmentId,
  lineId: '1',
  lotId: 'A',
  customerId,
  fromPartyId,
  quantity,
  unit: 'kg',
  shippedAt: at(8),
  deliveredAt: at(9),
});

describe('D15: who received a lot is told, also when they hold nothing of it any more', () => {
  afterEach(startAgain);

  it('a distributor that shipped all of it on is a direct customer still', async () => {
    await load({ lots: lots('A'), shipments: [shipped('S1', 'D', 100), shipped('S2', 'F', 100, 'D')] });
    for (const customers of await customersOf('A')) expect(customers).toEqual(['direct D: 0', 'second-tier F: 100']);
  });

  it('a customer that sent all of it back had it in their hands', async () => {
    await load({
      lots: lots('A'),
      shipments: [shipped('S1', 'D', 60)],
      movements: [
        { lotId: 'A', reason: 'return', quantity: 60, unit: 'kg', toSiteId: 'north', shipmentId: 'S1', at: at(12) },
      ],
    });
    for (const customers of await customersOf('A')) expect(customers).toEqual(['direct D: 0']);
  });
});

describe('D14: what may have to be brought back', () => {
  afterEach(startAgain);

  it('is not less by what is accounted for beyond what was made', async () => {
    await load({ lots: lots('A'), shipments: [shipped('S1', 'E', 110)] });
    for (const genealogy of await open()) {
      const { totals, buckets, places } = await genealogy.scope({ roots: ['A'] });
      const quantityOf = (name: string) => buckets.find(({ bucket }) => bucket === name)?.quantities[0]?.quantity;
      expect([quantityOf('delivered'), quantityOf('unknown')]).toEqual([110, -10]);
      expect(totals.quantities[0]?.quantity).toBe(100);
      expect(totals.terminalQuantities[0]?.quantity).toBe(110);
      expect(places.filter(({ bucket }) => bucket === 'unknown')).toHaveLength(1);
    }
  });
});
