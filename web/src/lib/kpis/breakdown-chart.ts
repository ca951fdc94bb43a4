import type { Kpi } from '@lotscope/api/contract';
import { categoryAxis, frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatKpi } from './kpi-value.ts';

/** Bars that fit a panel and can still be read; the table view has all that the figure comes with. */
export const barsShown = 12;

/** What the KPI is made of, largest first as the server sends it; the chosen part keeps its colour, the others step back. `labels`: room for names, in pixels. */
export function breakdownOption(
  kpi: Kpi,
  chosen: string | undefined,
  palette: Palette,
  labels: number,
  locale?: string,
): ChartOption {
  const parts = kpi.breakdown.slice(0, barsShown).reverse();
  const format = (value: unknown) => formatKpi(typeof value === 'number' ? value : null, kpi, false, locale);
  return {
    ...frame(palette, `${kpi.label} by part: ${parts.length} bars`),
    grid: { left: 8, right: 16, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'item', format),
    xAxis: { ...valueAxis(palette, (value) => formatKpi(value, kpi, true, locale)), splitNumber: 3 },
    yAxis: {
      ...categoryAxis(
        parts.map((part) => part.label),
        palette,
      ),
      axisLabel: { color: palette.soft, fontSize: 11, width: labels, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        data: parts.map((part) => ({
          name: part.key,
          value: part.value,
          itemStyle: {
            color: palette.accent,
            opacity: chosen === undefined || chosen === part.key ? 1 : 0.35,
            borderRadius: [0, 3, 3, 0],
          },
        })),
      },
    ],
  };
}

/** The numbers of the breakdown, every part that the figure comes with. */
export function breakdownRows(kpi: Kpi): ChartRows {
  return {
    columns: [
      { label: 'Part', numeric: false },
      { label: kpi.kind === 'money' ? `${kpi.label} (${kpi.currency ?? kpi.unit})` : kpi.label, numeric: true },
      { label: 'Rows', numeric: true },
    ],
    rows: kpi.breakdown.map((part) => [part.label, part.value, part.count]),
    keys: kpi.breakdown.map((part) => part.key),
  };
}
