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
    .map(({ part, kind }) => ({ part, currency, kind, ...bookedPart(kind, costs.booked.get(kind)) }));
  return [stockPart(exposure), ...entered, { part: 'lost-margin', currency, kind: null, ...marginPart(costs.margin) }];
}

type Amount = Pick<MoneyPart, 'amount' | 'unknown' | 'source'>;

function stockPart({ amount, currency, unknown }: Money): MoneyPart {
  return {
    part: 'stock',
    amount,
    currency,
    kind: null,
    unknown,
    source: 'quantities in terminal buckets at standard cost',
  };
}

function bookedPart(kind: BookedKind, cost: BookedCost | undefined): Amount {
  if (cost === undefined)
    return {
      amount: null,
      unknown: 0,
      source: `unknown: no ${kind} is booked to a lot, case or operation of this scope`,
    };
  const { amount, entries, unvalued } = cost;
  const counted = `${entries} ${kind} ${entries === 1 ? 'entry' : 'entries'} booked to lots, cases and operations of this scope`;
  const source = amount === null ? `unknown: ${counted}, in a currency without an exchange rate` : counted;
  return { amount, unknown: unvalued, source };
}

function marginPart({ amount, lots: known, openLots }: CostsOfScope['margin']): Amount {
  const unknown = openLots;
  if (amount !== null)
    return { amount, unknown, source: `unit price less standard cost of what was shipped of ${lots(known)}` };
  if (openLots === 0) return { amount, unknown, source: 'unknown: nothing of this scope was shipped yet' };
  return { amount, unknown, source: 'unknown: no shipment has both a price and a cost' };
}

const lots = (count: number): string => `${count} ${count === 1 ? 'lot' : 'lots'}`;
