import type { LotCharacteristic } from '@lotscope/api/contract';
import { frame, tooltip } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { formatNumber, formatQuantity } from '#lib/format/figures.ts';
import { formatRecorded } from '#lib/format/time.ts';

/** Sizes of the small pictures, in pixels. */
const cell = { least: 210, height: 132, head: 26, axis: 40, gap: 16 };

const across = (width: number) => Math.max(1, Math.floor(width / cell.least));

/** Height that so many pictures need under a width. */
export function multiplesHeight(count: number, width: number): number {
  return Math.max(1, Math.ceil(count / across(width))) * cell.height;
}

/** Whether a result lies outside its limits; undefined without a result or limits. */
export function isOutside(value: number | null, { lower, upper }: LotCharacteristic): boolean | undefined {
  if (value === null || (lower === null && upper === null)) return undefined;
  return (lower !== null && value < lower) || (upper !== null && value > upper);
}

const nameOf = ({ name, unit }: LotCharacteristic) => (unit === null ? name : `${name}, ${unit}`);

/** One picture per characteristic: earlier lots as a line, this lot's own test and certificate at its end, limits and the usual level across. */
export function characteristicsOption(
  characteristics: readonly LotCharacteristic[],
  palette: Palette,
  width: number,
  locale?: string,
): ChartOption {
  const columns = across(width);
  const each = width / columns;
  return {
    ...frame(palette, `${characteristics.length} characteristics against their limits and earlier lots`),
    tooltip: {
      ...tooltip(palette, 'item'),
      formatter: (point: { seriesName: string; name: string; value: [number, number] }) =>
        `${point.seriesName}: ${formatNumber(point.value[1], locale)}${point.name ? ` (${point.name})` : ''}`,
    },
    grid: characteristics.map((_, index) => ({
      left: (index % columns) * each + cell.axis,
      top: Math.floor(index / columns) * cell.height + cell.head,
      width: each - cell.axis - cell.gap,
      height: cell.height - cell.head - cell.gap,
    })),
    xAxis: characteristics.map(({ past }, gridIndex) => ({
      gridIndex,
      type: 'value' as const,
      min: 0,
      max: past.length + 1,
      show: false,
    })),
    yAxis: characteristics.map((entry, gridIndex) => ({
      gridIndex,
      type: 'value' as const,
      scale: true,
      splitNumber: 2,
      name: nameOf(entry),
      nameTextStyle: { color: palette.ink, fontSize: 11, fontWeight: 600, align: 'left', padding: [0, 0, 0, -36] },
      nameGap: 8,
      axisLabel: { color: palette.faint, fontSize: 10, formatter: (value: number) => formatNumber(value, locale) },
      splitLine: { show: false },
    })),
    series: characteristics.flatMap((entry, index) => seriesOf(entry, index, palette, locale)),
  };
}

function seriesOf(entry: LotCharacteristic, index: number, palette: Palette, locale?: string): object[] {
  const place = { xAxisIndex: index, yAxisIndex: index };
  const here = entry.past.length + 1;
  const across = (name: string, value: number | null, color: string, type: 'dashed' | 'dotted') =>
    value === null
      ? []
      : [
          {
            ...place,
            name,
            type: 'line',
            symbol: 'none',
            silent: true,
            data: [
              [0, value],
              [here, value],
            ],
            lineStyle: { color, type, width: 1.25 },
          },
        ];
  const point = (name: string, value: number | null, symbol: string, hollow: boolean) => {
    if (value === null) return [];
    const color = isOutside(value, entry) ? palette.bad : palette.accent;
    const itemStyle = hollow ? { color: palette.surface, borderColor: color, borderWidth: 1.5 } : { color };
    return [
      { ...place, name, type: 'scatter', symbol, symbolSize: 9, z: 5, data: [{ value: [here, value], itemStyle }] },
    ];
  };
  return [
    ...across('Lower limit', entry.lower, palette.bad, 'dashed'),
    ...across('Upper limit', entry.upper, palette.bad, 'dashed'),
    ...across('Usual level', entry.usual, palette.faint, 'dotted'),
    {
      ...place,
      name: 'Earlier lot',
      type: 'line',
      symbolSize: 3,
      data: entry.past.map(({ at, value }, step) => ({ value: [step + 1, value], name: formatRecorded(at, locale) })),
      lineStyle: { color: palette.soft, width: 1 },
      itemStyle: { color: palette.soft },
    },
    ...point('Certificate', entry.certificate, 'diamond', true),
    ...point('Own test', entry.own, 'circle', false),
  ];
}

/** Every point of the pictures, this lot's first. */
export function characteristicsRows(characteristics: readonly LotCharacteristic[], locale?: string): ChartRows {
  const columns = ['Characteristic', 'Unit', 'Lot', 'Result', 'Lower limit', 'Upper limit', 'Usual'];
  return {
    columns: columns.map((label, index) => ({ label, numeric: index > 2 })),
    rows: characteristics.flatMap((entry) => {
      const { name, unit, own, certificate, lower, upper, usual, past } = entry;
      const row = (lot: string, value: number | null) => [name, unit ?? '–', lot, value, lower, upper, usual];
      return [
        row('this, own test', own),
        row('this, certificate', certificate),
        ...past.toReversed().map(({ at, value }) => row(`earlier, ${formatRecorded(at, locale)}`, value)),
      ];
    }),
  };
}

/** What a reader should see first: `2 of 7 outside their limits: Water content 6.1 %`. */
export function outsideWords(characteristics: readonly LotCharacteristic[]): string {
  const outside = characteristics.flatMap((entry) =>
    ([entry.own, entry.certificate] as const).some((value) => isOutside(value, entry)) ? [entry] : [],
  );
  if (outside.length === 0) return 'None of the results that have limits lies outside them';
  const named = outside.map((entry) => {
    const value = isOutside(entry.own, entry) ? entry.own : entry.certificate;
    return `${entry.name} ${formatQuantity(value, entry.unit)}`;
  });
  return `Outside the limits: ${named.join(', ')}`;
}
