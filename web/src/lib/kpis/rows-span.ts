import type { Kpi, KpiList } from '@lotscope/api/contract';
import { formatRecorded } from '#lib/format/time.ts';

/** The value of the URL parameter `at` that means the period before. */
export const previousPeriod = 'previous';

/** Which time the rows behind a KPI are of; `label` names it when it is not the whole period. */
export interface RowsSpan {
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
  /** Of the worth of stock: the earlier day on which it was summed up. */
  readonly day?: string;
}

const oneDay = 86_400_000;

/** End of the month, week or day that a point of a trend stands for; weeks are told from days by the points' distance. */
function endOf(at: string, series: Kpi['series']): number {
  const start = Date.parse(at);
  if (at.length === 7) return Date.UTC(new Date(start).getUTCFullYear(), new Date(start).getUTCMonth() + 1);
  const [first, second] = series;
  const step = first && second ? Date.parse(second.at) - Date.parse(first.at) : oneDay;
  return start + step;
}

/** The period of the list, the one before it, or one point of the trend; what it does not know is the whole period. */
export function rowsSpan(
  kpi: Pick<Kpi, 'series' | 'basis' | 'previousAt'>,
  { from, to, previousFrom, previousTo }: Pick<KpiList, 'from' | 'to' | 'previousFrom' | 'previousTo'>,
  at: string | undefined,
  locale?: string,
): RowsSpan {
  const whole = { from, to, label: undefined };
  if (at === undefined) return whole;
  // What stood there on an earlier day was summed up then: its rows are those sums, not the stock of today.
  if (kpi.basis === 'now') {
    const known = at === kpi.previousAt || kpi.series.some((one) => one.at === at);
    return known ? { from, to, day: at, label: formatRecorded(at, locale) } : whole;
  }
  if (at === previousPeriod)
    return previousFrom && previousTo ? { from: previousFrom, to: previousTo, label: 'previous period' } : whole;
  const point = kpi.series.find((one) => one.at === at);
  if (!point) return whole;
  const start = Math.max(Date.parse(at), Date.parse(from));
  const end = Math.min(endOf(at, kpi.series), Date.parse(to));
  const label = formatRecorded(at, locale);
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString(), label };
}

/** What in the address leads to the rows of one part (null: of all). What stood there earlier is not kept by part. */
export function onlyPart({ basis }: Pick<Kpi, 'basis'>, part: string | null): Record<string, string | null> {
  return { part, unknown: null, unit: null, ...(basis === 'now' ? { at: null } : {}) };
}
