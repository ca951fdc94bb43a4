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

const wholeValue = ({ atRisk, currency, atRiskLots, atRiskUnvalued }: ExpiryWeek): Part => ({
  amount: atRisk,
  currency,
  known: atRiskLots - atRiskUnvalued,
  unknown: atRiskUnvalued,
});

/** What expires in all, of what the reader may see. */
export function totalsOf(weeks: readonly ExpiryWeek[], base: string | null): ExpiryTotals {
  const seen = weeks.filter((week) => week.seen);
  const byWeek = Map.groupBy(
    seen.filter(({ week }) => week !== ''),
    ({ week }) => week,
  );
  return {
    expectedMoney: sumOf(seen.map(expected), base),
    atRisk: sumOf(seen.map(wholeValue), base),
    withoutExpiry: seen.reduce((sum, { withoutExpiry }) => sum + withoutExpiry, 0),
    stockOn: seen.reduce<string | null>(
      (newest, { stockOn }) => ((stockOn ?? '') > (newest ?? '') ? stockOn : newest),
      null,
    ),
    timeline: [...byWeek].map(([week, some]) => ({
      week,
      expectedMoney: sumOf(some.map(expected), base),
      lots: some.reduce((sum, { lots }) => sum + lots, 0),
    })),
  };
}
