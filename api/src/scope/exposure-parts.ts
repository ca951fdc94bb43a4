import type { BookedCost, BookedKind, CostsOfScope } from '@lotscope/sql';
import type { Money, MoneyPart } from '../contract/quantities.ts';

/** The parts of D14 that cost entries pay for, in the order in which they are shown. */
const booked: readonly { readonly part: string; readonly kind: BookedKind; readonly always: boolean }[] = [
  { part: 'retrieval', kind: 'freight', always: true },
  { part: 'disposal', kind: 'disposal', always: true },
  { part: 'credits', kind: 'credit', always: true },
  { part: 'chargebacks', kind: 'chargeback', always: false },
  { part: 'labour', kind: 'labour', always: true },
  { part: 'downtime', kind: 'downtime', always: false },
];

/** The items of an exposure (D14), each with its source: stock from standard costs, margin from prices, the rest from what is booked. */
export function exposureParts(exposure: Money, costs: CostsOfScope): MoneyPart[] {
  const { currency } = exposure;
  const entered = booked
    .filter(({ kind, always }) => always || costs.booked.has(kind))
    .map(({ part, kind }) => ({ part, currency, ...bookedPart(kind, costs.booked.get(kind)) }));
  return [stockPart(exposure), ...entered, { part: 'lost-margin', currency, ...marginPart(costs.margin) }];
}

function stockPart({ amount, currency, unknown }: Money): MoneyPart {
  const source = `quantities in terminal buckets at standard cost${unknown > 0 ? `; ${unknown} ${unknown === 1 ? 'quantity' : 'quantities'} without one` : ''}`;
  return { part: 'stock', amount, currency, source };
}

function bookedPart(kind: BookedKind, cost: BookedCost | undefined): Pick<MoneyPart, 'amount' | 'source'> {
  if (cost === undefined)
    return { amount: null, source: `unknown: no ${kind} is booked to a lot, case or operation of this scope` };
  const { amount, entries, unvalued } = cost;
  const counted = `${entries} ${kind} ${entries === 1 ? 'entry' : 'entries'} booked to lots, cases and operations of this scope`;
  if (amount === null) return { amount, source: `unknown: ${counted}, in a currency without an exchange rate` };
  return { amount, source: `${counted}${unvalued > 0 ? `; ${unvalued} without an exchange rate are not in it` : ''}` };
}

function marginPart({ amount, lots: known, openLots }: CostsOfScope['margin']): Pick<MoneyPart, 'amount' | 'source'> {
  if (amount === null && openLots === 0) return { amount, source: 'unknown: nothing of this scope was shipped yet' };
  if (amount === null)
    return { amount, source: `unknown: no shipment of ${lots(openLots)} has both a price and a cost` };
  const open = openLots > 0 ? `; ${lots(openLots)} with shipments without a price, quantity or cost` : '';
  return { amount, source: `unit price less standard cost of what was shipped of ${lots(known)}${open}` };
}

const lots = (count: number): string => `${count} ${count === 1 ? 'lot' : 'lots'}`;
