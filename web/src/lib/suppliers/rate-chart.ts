import { categoryAxis, frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatShare, formatShareShort } from '#lib/format/figures.ts';
import { formatRecorded } from '#lib/format/time.ts';
import { shareScale } from '#lib/risk/interval.ts';
import { comparable, wilson, type Judged } from './rates.ts';

/** `2026-Q1` or a month, as people read it. */
export function stretchName(at: string, locale?: string): string {
  const [, year, quarter] = /^(\d{4})-(Q\d)$/.exec(at) ?? [];
  return quarter === undefined ? formatRecorded(at, locale) : `${quarter} ${year}`;
}

interface Api {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/** Deviation rates over time, each with its 95 % interval as a whisker; a hole where nothing was judged, or it is too early. */
export function rateOption(months: readonly Judged[], what: string, palette: Palette, locale?: string): ChartOption {
  const stretches = comparable(months).map((stretch) => ({
    ...stretch,
    rate: wilson(stretch.ratedDeviated, stretch.rated),
  }));
  const end = shareScale(stretches.map(({ rate }) => ({ value: rate?.value ?? null, interval: rate })));
  return {
    ...frame(palette, `Deviation rate of ${what} over time with 95 % intervals, ${stretches.length} points`),
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'axis', (value) => formatShare(typeof value === 'number' ? value : null, locale)),
    xAxis: categoryAxis(
      stretches.map(({ at }) => stretchName(at, locale)),
      palette,
    ),
    yAxis: {
      ...valueAxis(palette, (value) => formatShareShort(value, locale)),
      min: 0,
      max: end,
      interval: end / 5,
    },
    series: [
      {
        name: 'Rate',
        type: 'line',
        data: stretches.map(({ at, rate }) => ({ name: at, value: rate?.value ?? null })),
        connectNulls: false,
        symbolSize: 7,
        lineStyle: { width: 1.5, color: palette.accent },
        itemStyle: { color: palette.accent },
      },
      {
        name: '95 % interval',
        type: 'custom',
        tooltip: { show: false },
        data: stretches.flatMap(({ rate }, index) => (rate === null ? [] : [[index, rate.low, rate.high]])),
        encode: { x: 0, y: [1, 2] },
        z: 1,
        renderItem: (_: unknown, api: Api) => whisker(api, palette.faint),
      },
    ],
  };
}

function whisker(api: Api, stroke: string) {
  const [x, low] = api.coord([api.value(0), api.value(1)]);
  const [, high] = api.coord([api.value(0), api.value(2)]);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: 1.25 },
  });
  return {
    type: 'group' as const,
    children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)],
  };
}

export function rateRows(months: readonly Judged[], locale?: string): ChartRows {
  return {
    columns: [
      { label: 'Received in', numeric: false },
      { label: 'Lots', numeric: true },
      { label: 'Judged', numeric: true },
      { label: 'Deviated', numeric: true },
      { label: 'In the rate', numeric: true },
      { label: 'Rate, %', numeric: true },
      { label: 'from, %', numeric: true },
      { label: 'to, %', numeric: true },
    ],
    rows: comparable(months).map(({ at, lots, labelled, deviated, rated, ratedDeviated }) => {
      const rate = wilson(ratedDeviated, rated);
      const percent = (share: number | undefined) => (share === undefined ? null : share * 100);
      return [
        stretchName(at, locale),
        lots,
        labelled,
        deviated,
        rated,
        percent(rate?.value),
        percent(rate?.low),
        percent(rate?.high),
      ];
    }),
  };
}
