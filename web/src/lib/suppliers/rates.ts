import { formatNumber } from '#lib/format/figures.ts';

/** Deviating lots among those whose outcome is known (D19), of one supplier or material, in one stretch of time. */
export interface Judged {
  readonly at: string;
  readonly lots: number;
  readonly labelled: number;
  readonly deviated: number;
  /** Of the judged lots those that came long enough ago: a deviation is known at once, that a lot is good only later. */
  readonly rated: number;
  readonly ratedDeviated: number;
}

/** The months (`YYYY-MM`) from the first to the last, those without a receipt too. */
function everyMonth(months: readonly Judged[]): Judged[] {
  const found = new Map(months.map((month) => [month.at, month]));
  const [first, last] = [months[0]?.at, months.at(-1)?.at];
  const all: Judged[] = [];
  if (first === undefined || last === undefined) return all;
  for (let at = first; at <= last; at = monthAfter(at))
    all.push(found.get(at) ?? { at, lots: 0, labelled: 0, deviated: 0, rated: 0, ratedDeviated: 0 });
  return all;
}

function monthAfter(at: string): string {
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))];
  return month === 12 ? `${year + 1}-01` : `${at.slice(0, 4)}-${String(month + 1).padStart(2, '0')}`;
}

/** Rate of each month from the first receipt on; null where nothing was judged, or it is too early for a rate. */
export function monthlyRates(months: readonly Judged[]): (number | null)[] {
  return everyMonth(months).map(({ rated, ratedDeviated }) => (rated > 0 ? ratedDeviated / rated : null));
}

/** A share of few cases with its 95 % interval (Wilson 1927, without continuity correction); null of no cases. */
export function wilson(hits: number, cases: number): { value: number; low: number; high: number } | null {
  if (cases === 0) return null;
  const z = 1.959964;
  const value = hits / cases;
  const centre = (value + (z * z) / (2 * cases)) / (1 + (z * z) / cases);
  const half = (z / (1 + (z * z) / cases)) * Math.sqrt((value * (1 - value)) / cases + (z * z) / (4 * cases * cases));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Fewer judged lots in a usual month say nothing about that month: three of them do. */
const enough = 8;

/** Every month from the first receipt to the last, or quarter (`2026-Q1`) where months have too few judged lots to compare. */
export function comparable(received: readonly Judged[]): Judged[] {
  const months = everyMonth(received);
  const judged = months.reduce((sum, { rated }) => sum + rated, 0);
  return judged >= enough * months.length ? months : quarters(months);
}

function quarters(months: readonly Judged[]): Judged[] {
  const found = new Map<string, Judged>();
  for (const month of months) {
    const at = `${month.at.slice(0, 4)}-Q${Math.ceil(Number(month.at.slice(5, 7)) / 3)}`;
    const sum = found.get(at);
    found.set(at, {
      at,
      lots: (sum?.lots ?? 0) + month.lots,
      labelled: (sum?.labelled ?? 0) + month.labelled,
      deviated: (sum?.deviated ?? 0) + month.deviated,
      rated: (sum?.rated ?? 0) + month.rated,
      ratedDeviated: (sum?.ratedDeviated ?? 0) + month.ratedDeviated,
    });
  }
  return [...found.values()];
}

/** How many lots are expected to deviate: a sum of probabilities, two decimals. */
export function expectedText(lots: number | null, locale?: string): string {
  return formatNumber(lots === null ? null : Math.round(lots * 100) / 100, locale);
}
