import { categoryAxis, frame, labelRoom, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatMoney, formatMoneyShort } from '#lib/format/figures.ts';
import { buckets } from '#lib/vocabulary/buckets.ts';
import { bucketsWithMoney, segmentKey, type SiteRow } from './places-by-site.ts';

/** Sites that fit the panel; the table view has all of them. */
const shown = 10;

/** Exposure by site, one bar each, split by bucket. */
export function placesOption(
  rows: readonly SiteRow[],
  currency: string | null,
  palette: Palette,
  width: number,
  locale?: string,
): ChartOption {
  const sites = rows.slice(0, shown).reverse();
  return {
    ...frame(palette, `Exposure by site, ${sites.length} bars split by bucket`),
    grid: { left: 8, right: 16, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'axis', (value) => formatMoney(value as number | null, currency, locale)),
    xAxis: { ...valueAxis(palette, (value) => formatMoneyShort(value, currency, locale)), splitNumber: 3 },
    yAxis: {
      ...categoryAxis(
        sites.map((site) => site.label),
        palette,
      ),
      axisLabel: { color: palette.soft, fontSize: 11, width: labelRoom(220, width), overflow: 'truncate' },
    },
    series: bucketsWithMoney(sites).map((bucket) => ({
      name: buckets[bucket].label,
      type: 'bar',
      stack: 'exposure',
      barMaxWidth: 18,
      barMinHeight: 2,
      itemStyle: { color: palette.series[buckets[bucket].colour - 1], borderColor: palette.surface, borderWidth: 1 },
      data: sites.map((site) => ({ name: segmentKey(site.key, bucket), value: site.byBucket.get(bucket) ?? null })),
    })),
  };
}

/** The numbers of the chart, every site. */
export function placesRows(rows: readonly SiteRow[], currency: string | null): ChartRows {
  const used = bucketsWithMoney(rows);
  return {
    columns: [
      { label: 'Site', numeric: false },
      { label: 'Lots', numeric: true },
      { label: `Exposure (${currency ?? 'no currency'})`, numeric: true },
      { label: 'Not valued', numeric: true },
      ...used.map((bucket) => ({ label: buckets[bucket].label, numeric: true })),
    ],
    rows: rows.map((row) => [
      row.label,
      row.lots,
      row.exposure,
      row.unknown,
      ...used.map((bucket) => row.byBucket.get(bucket) ?? null),
    ]),
    keys: rows.map((row) => row.key),
  };
}
