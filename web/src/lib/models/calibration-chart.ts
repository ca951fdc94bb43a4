import type { ModelCard } from '@lotscope/api/contract';
import { frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatCount, formatShare, formatShareShort } from '#lib/format/figures.ts';

type Bins = ModelCard['calibration'];

/** The end of both axes: nothing is cut off, and rare events do not sit in a corner. */
function reach(bins: Bins): number {
  const most = Math.max(0.05, ...bins.flatMap(({ predicted, observed }) => [predicted, observed]));
  return Math.min(1, Math.ceil(most * 20) / 20);
}

/** What was predicted against what came, by bin, with the diagonal of a perfect model; below it, how many lots each bin holds. */
export function calibrationOption(bins: Bins, palette: Palette, locale?: string): ChartOption {
  const end = reach(bins);
  const share = (value: number) => formatShareShort(value, locale);
  const axis = { ...valueAxis(palette, share), min: 0, max: end, containShape: false };
  const words = { color: palette.faint, fontSize: 11 };
  const named = { nameLocation: 'middle', nameTextStyle: words } as const;
  return {
    ...frame(palette, `Predicted against observed share, ${bins.length} bins`),
    grid: [
      { left: 56, right: 20, top: 12, bottom: 130 },
      { left: 56, right: 20, height: 46, bottom: 40 },
    ],
    tooltip: tooltip(palette, 'item'),
    xAxis: [
      { ...axis, gridIndex: 0, axisLabel: { show: false } },
      { ...axis, gridIndex: 1, ...named, name: 'Predicted', nameGap: 24 },
    ],
    yAxis: [
      { ...axis, gridIndex: 0, ...named, name: 'Observed', nameGap: 40 },
      {
        ...valueAxis(palette, (value) => formatCount(value, locale)),
        gridIndex: 1,
        splitNumber: 1,
        ...named,
        name: 'Lots',
        nameGap: 40,
      },
    ],
    series: [
      {
        type: 'line',
        name: 'As it should be',
        data: [
          [0, 0],
          [end, end],
        ],
        symbol: 'none',
        silent: true,
        lineStyle: { color: palette.faint, type: 'dashed', width: 1 },
      },
      {
        type: 'line',
        name: 'Observed',
        data: bins.map(({ predicted, observed }) => [predicted, observed]),
        symbol: 'circle',
        symbolSize: 8,
        lineStyle: { color: palette.accent, width: 2 },
        itemStyle: { color: palette.accent },
        tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatShare(value, locale) : '') },
      },
      {
        type: 'bar',
        name: 'Lots',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: 8,
        data: bins.map(({ predicted, count }) => [predicted, count]),
        itemStyle: { color: palette.series[2], borderRadius: [2, 2, 0, 0] },
      },
    ],
  };
}

/** The numbers of the plot. */
export function calibrationRows(bins: Bins, locale?: string): ChartRows {
  return {
    columns: [
      { label: 'Predicted between', numeric: false },
      { label: 'Predicted, mean', numeric: true },
      { label: 'Observed', numeric: true },
      { label: 'Lots', numeric: true },
    ],
    rows: bins.map(({ from, to, predicted, observed, count }) => [
      `${formatShareShort(from, locale)} – ${formatShareShort(to, locale)}`,
      predicted,
      observed,
      count,
    ]),
  };
}
