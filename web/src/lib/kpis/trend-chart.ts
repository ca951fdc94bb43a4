import type { Kpi } from '@lotscope/api/contract';
import type { ChartOption } from '#lib/charts/echarts.ts';
import { categoryAxis, frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatRecorded } from '#lib/format/time.ts';
import { formatKpi } from './kpi-value.ts';

/** The KPI over time: one line, holes where it is unknown. */
export function trendOption(kpi: Kpi, palette: Palette, locale?: string): ChartOption {
  const format = (value: unknown) => formatKpi(typeof value === 'number' ? value : null, kpi, false, locale);
  return {
    ...frame(palette, `${kpi.label} over time, ${kpi.series.length} points`),
    grid: { left: 8, right: 24, top: 16, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'axis', format),
    xAxis: categoryAxis(
      kpi.series.map((point) => formatRecorded(point.at, locale)),
      palette,
    ),
    yAxis: { ...valueAxis(palette, (value) => formatKpi(value, kpi, true, locale)), scale: kpi.kind === 'ratio' },
    series: [
      {
        name: kpi.label,
        type: 'line',
        data: kpi.series.map((point) => ({ name: point.at, value: point.value })),
        connectNulls: false,
        showSymbol: kpi.series.length <= 31,
        symbolSize: 5,
        lineStyle: { width: 2, color: palette.accent },
        itemStyle: { color: palette.accent },
        areaStyle: kpi.kind === 'ratio' ? undefined : { color: palette.accent, opacity: 0.08 },
      },
    ],
  };
}

/** The numbers of the trend. */
export function trendRows(kpi: Kpi, locale?: string): ChartRows {
  return {
    columns: [
      { label: 'Period', numeric: false },
      { label: kpi.kind === 'money' ? `${kpi.label} (${kpi.currency ?? kpi.unit})` : kpi.label, numeric: true },
    ],
    rows: kpi.series.map((point) => [formatRecorded(point.at, locale), point.value]),
    keys: kpi.series.map((point) => point.at),
  };
}
