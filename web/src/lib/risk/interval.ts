import type { Interval } from '@lotscope/api/contract';
import { formatNumber, formatQuantity, formatShare } from '#lib/format/figures.ts';

/** `4.1% to 9.8%`; nothing without an interval. */
export function intervalText(
  interval: Interval | null,
  format: (value: number) => string = (value) => formatShare(value),
): string | undefined {
  return interval === null ? undefined : `${format(interval.low)} to ${format(interval.high)}`;
}

/** `12 to 40 kg`: the unit once. */
export function quantityRange(interval: Interval | null, unit: string | null): string | undefined {
  return interval === null ? undefined : `${formatNumber(interval.low)} to ${formatQuantity(interval.high, unit)}`;
}

/** What the range of a probability is, for people. */
export const rangeMeans =
  'The range is what the model leaves open, no margin of error: what past lots that it rated alike let expect when this lot is counted among them as good, and as deviating. With fewer than 1,000 judged lots to tell from: the least and the most that its five networks say.';

/** Ranges that are narrower change nothing for whoever decides. */
const tellingWidth = 0.05;

/** The range of a probability where it says something; a narrow one would only pretend to. */
export function tellingRange(interval: Interval | null): Interval | null {
  return interval !== null && interval.high - interval.low >= tellingWidth ? interval : null;
}

/** `85% to 92%`: how far the model leaves a probability open is known to whole percents at best. */
export function roughRange(interval: Interval | null): string | undefined {
  const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
  return intervalText(interval, (value) => percent.format(value));
}

/** Ends of scales that read well. */
const ends = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** One end for the bars of a column, so that they can be compared: the least round share that every interval fits into. */
export function shareScale(rows: ReadonlyArray<{ value: number | null; interval?: Interval | null }>): number {
  const most = Math.max(0, ...rows.map(({ value, interval }) => Math.max(value ?? 0, interval?.high ?? 0)));
  return ends.find((end) => most <= end) ?? 1;
}

/** Positions in percent of a value and its interval on a scale from 0 to `end`, none beyond its edges. */
export function onScale(
  value: number,
  interval: Interval | null,
  end: number,
): { value: number; low: number | undefined; high: number | undefined } {
  const place = (at: number) => (end > 0 ? Math.min(100, Math.max(0, (at / end) * 100)) : 0);
  return {
    value: place(value),
    low: interval === null ? undefined : place(interval.low),
    high: interval === null ? undefined : place(interval.high),
  };
}
