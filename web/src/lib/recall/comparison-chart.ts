import type { Comparison } from '@lotscope/api/contract';
import { categoryAxis, frame, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatMoney, formatMoneyShort } from '#lib/format/figures.ts';

/** What lot precision saves: the recall by item and day beside the traced one, in money. */
export function comparisonOption({ broad, targeted }: Comparison, palette: Palette, locale?: string): ChartOption {
  const { currency } = broad.exposure;
  return {
    ...frame(palette, 'Exposure of the broad recall beside the targeted one, two bars'),
    grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'item', (value) => formatMoney(value as number | null, currency, locale)),
    xAxis: { ...valueAxis(palette, (value) => formatMoneyShort(value, currency, locale)), splitNumber: 3 },
    yAxis: categoryAxis(['Targeted', 'Broad'], palette),
    series: [
      {
        type: 'bar',
        barMaxWidth: 26,
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number | null }) => formatMoneyShort(value, currency, locale),
          color: palette.soft,
          fontSize: 11,
          fontWeight: 600,
        },
        data: [
          {
            name: 'Targeted',
            value: targeted.exposure.amount,
            itemStyle: { color: palette.accent, borderRadius: [0, 3, 3, 0] },
          },
          {
            name: 'Broad',
            value: broad.exposure.amount,
            itemStyle: { color: palette.faint, borderRadius: [0, 3, 3, 0] },
          },
        ],
      },
    ],
  };
}

export function comparisonRows({ broad, targeted, saved }: Comparison): ChartRows {
  const row = (label: string, size: Comparison['broad']) => [label, size.lots, size.customers, size.exposure.amount];
  return {
    columns: [
      { label: 'Recall', numeric: false },
      { label: 'Lots', numeric: true },
      { label: 'Customers', numeric: true },
      { label: `Exposure (${broad.exposure.currency ?? 'no currency'})`, numeric: true },
    ],
    rows: [row('Broad', broad), row('Targeted', targeted), row('Saved', saved)],
    keys: ['Broad', 'Targeted', 'Saved'],
  };
}
