import type { ExpiryWeek } from '@lotscope/sql';
import type { Money } from '../contract/quantities.ts';
import type { ExpiryTotals } from '../contract/risk-expiry.ts';

interface Part {
  readonly amount: number | null;
  readonly currency: string | null;
  readonly known: number;
  readonly unknown: number;
}

/** A sum in the base currency; what is in another, or not known, is counted beside it. Nothing known and something unknown: no amount. */
function sumOf(parts: readonly Part[], base: string | null): Money {
  let [amount, known, unknown] = [0, 0, 0];
  for (const part of parts) {
    const ours = part.currency === base;
    if (ours) amount += part.amount ?? 0;
    known += ours ? part.known : 0;
    unknown += part.unknown + (ours ? 0 : part.known);
  }
  return { amount: known === 0 && unknown > 0 ? null : amount, currency: base, unknown };
}

const expected = ({ expectedMoney, currency, valued, unvalued }: ExpiryWeek): Part => ({
  amount: expectedMoney,
  currency,
  known: valued,
  unknown: unvalued,
});

const wholeValue = ({ atRisk, currency, atRiskValued, atRiskUnvalued }: ExpiryWeek): Part => ({
  amount: atRisk,
  currency,
  known: atRiskValued,
  unknown: atRiskUnvalued,
});

const onHand = ({ onHand: amount, currency, onHandValued, onHandUnvalued }: ExpiryWeek): Part => ({
  amount,
  currency,
  known: onHandValued,
  unknown: onHandUnvalued,
});

const lotsOf = (weeks: readonly ExpiryWeek[]): number => weeks.reduce((sum, { lots }) => sum + lots, 0);

/** What expires in all, and what has expired already, of what the reader may see. */
export function totalsOf(weeks: readonly ExpiryWeek[], base: string | null): ExpiryTotals {
  const seen = weeks.filter((week) => week.seen);
  const expired = seen.filter((week) => week.expired);
  const ahead = seen.filter((week) => !week.expired);
  const byWeek = Map.groupBy(
    ahead.filter(({ week }) => week !== ''),
    ({ week }) => week,
  );
  return {
    expectedMoney: sumOf(ahead.map(expected), base),
    atRisk: sumOf(ahead.map(wholeValue), base),
    expired: sumOf(expired.map(onHand), base),
    expiredLots: lotsOf(expired),
    withoutExpiry: seen.reduce((sum, { withoutExpiry }) => sum + withoutExpiry, 0),
    stockOn: seen.reduce<string | null>(
      (newest, { stockOn }) => ((stockOn ?? '') > (newest ?? '') ? stockOn : newest),
      null,
    ),
    timeline: [...byWeek].map(([week, some]) => ({
      week,
      expectedMoney: sumOf(some.map(expected), base),
      lots: lotsOf(some),
    })),
  };
}
