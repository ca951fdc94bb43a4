import type { ScopeCustomer } from '@lotscope/api/contract';
import { contactOf } from './contact.ts';

type Cell = string | number | null;

/** Customers to notify as CSV: one row per customer, relation and unit, because units are never added (D5). */
export function customerCsvRows(customers: readonly ScopeCustomer[]): [header: string[], rows: Cell[][]] {
  const header = [
    'customerId',
    'customer',
    'country',
    'recall contact',
    'everyday contact',
    'contact known',
    'relation',
    'through',
    'lots',
    'shipments',
    'quantity',
    'unit',
    'exposure',
    'currency',
  ];
  const lines = customers.flatMap((customer) => {
    const quantities = customer.quantities.length > 0 ? customer.quantities : [{ quantity: null, unit: null }];
    return quantities.map(({ quantity, unit }, index): Cell[] => [
      customer.customerId,
      customer.name,
      customer.country,
      customer.recallContact,
      customer.contact,
      contactOf(customer).kind === 'unknown' ? 'no' : 'yes',
      customer.relation,
      customer.through.join(', '),
      customer.lots,
      customer.shipments,
      quantity,
      unit,
      // The money belongs to the customer, not to a unit: it is written once.
      index === 0 ? customer.exposure.amount : null,
      customer.exposure.currency,
    ]);
  });
  return [header, lines];
}
