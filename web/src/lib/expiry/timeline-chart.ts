import type { ExpiryTotals } from '@lotscope/api/contract';
import { categoryAxis, frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatMoney, formatMoneyShort } from '#lib/format/figures.ts';
import { formatDay } from '#lib/format/time.ts';
import { mondayOf, weekAfter } from '#lib/format/weeks.ts';

type Week = ExpiryTotals['timeline'][number];

/** Weeks that the chart has room for; the table view has all. */
const most = 40;

const isShown = ({ expectedMoney: { amount, unknown } }: Week) => amount !== 0 || unknown > 0;

/**
 * Every week from the first to the last that costs something, or may: a week between them without lots costs nothing. Where no week costs
 * anything, all of them.
 */
export function weeksOf(timeline: readonly Week[]): (Week | { week: string; lots: 0; expectedMoney: undefined })[] {
  const byWeek = new Map(timeline.map((entry) => [entry.week, entry]));
  const [first, last] = [timeline[0]?.week, (timeline.findLast(isShown) ?? timeline.at(-1))?.week];
  if (first === undefined || last === undefined) return [];
  const weeks = [];
  for (let week = first; week <= last && weeks.length < most; week = weekAfter(week, 1))
    weeks.push(byWeek.get(week) ?? { week, lots: 0 as const, expectedMoney: undefined });
  return weeks;
}

/** The Monday of a week, as people say it. */
const dayOf = (week: string, locale?: string) => formatDay(mondayOf(week) ?? null, locale);

/** Money that is expected to expire, by week; one whose money is unknown has no bar. The chosen week keeps its colour, the others step back. */
export function timelineOption(
  timeline: readonly Week[],
  chosen: string | undefined,
  palette: Palette,
  locale?: string,
): ChartOption {
  const weeks = weeksOf(timeline);
  const currency = timeline.find(({ expectedMoney }) => expectedMoney.currency)?.expectedMoney.currency ?? null;
  return {
    ...frame(palette, `Money that is expected to expire by week, ${weeks.length} weeks`),
    grid: { left: 8, right: 16, top: 16, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'axis', (value) =>
      typeof value === 'number' ? formatMoney(value, currency, locale) : 'unknown',
    ),
    xAxis: categoryAxis(
      weeks.map(({ week }) => dayOf(week, locale)),
      palette,
    ),
    yAxis: valueAxis(palette, (value) => formatMoneyShort(value, currency, locale)),
    series: [
      {
        name: 'Expected to expire',
        type: 'bar',
        barMaxWidth: 28,
        data: weeks.map(({ week, expectedMoney }) => ({
          name: week,
          value: expectedMoney === undefined ? 0 : expectedMoney.amount,
          itemStyle: {
            color: palette.accent,
            opacity: chosen === undefined || chosen === week ? 1 : 0.35,
            borderRadius: [3, 3, 0, 0],
          },
        })),
      },
    ],
  };
}

/** The numbers of the timeline, every week that anything expires in. */
export function timelineRows(timeline: readonly Week[], locale?: string): ChartRows {
  return {
    columns: [
      { label: 'Week from', numeric: false },
      { label: 'Expected to expire', numeric: true },
      { label: 'Not valued', numeric: true },
      { label: 'Lots', numeric: true },
    ],
    rows: timeline.map(({ week, expectedMoney, lots }) => [
      dayOf(week, locale),
      expectedMoney.amount,
      expectedMoney.unknown,
      lots,
    ]),
    keys: timeline.map(({ week }) => week),
  };
}
