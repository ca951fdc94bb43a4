import { expect, it } from 'vitest';
import { customerCsvRows } from './customer-csv.ts';

it('writes a line per unit and the money once (D5), the unknown blank, whom nobody can call as such', () => {
  const [header, rows] = customerCsvRows([
    {
      customerId: 'C1',
      name: 'Apex',
      country: null,
      recallContact: null,
      contact: null,
      relation: 'second-tier',
      through: ['C8', 'C9'],
      lots: 2,
      shipments: 3,
      quantities: [
        { unit: 'kg', quantity: 5, unknown: 0 },
        { unit: null, quantity: null, unknown: 1 },
      ],
      exposure: { amount: 70, currency: 'EUR', unknown: 0 },
    },
  ]);
  expect(header).toHaveLength(rows[0]!.length);
  expect(rows).toEqual([
    ['C1', 'Apex', null, null, null, 'no', 'second-tier', 'C8, C9', 2, 3, 5, 'kg', 70, 'EUR'],
    ['C1', 'Apex', null, null, null, 'no', 'second-tier', 'C8, C9', 2, 3, null, null, null, 'EUR'],
  ]);
});
