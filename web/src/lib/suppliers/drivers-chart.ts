import type { RiskDriver } from '@lotscope/api/contract';
import { categoryAxis, frame, labelRoom, tooltip, valueAxis } from '#lib/charts/axes.ts';
import type { ChartOption } from '#lib/charts/echarts.ts';
import type { Palette } from '#lib/charts/palette.ts';
import type { ChartRows } from '#lib/charts/rows.ts';
import { driverWords } from './driver-words.ts';

/** Log-odds as people weigh them: how many times the odds. */
export function oddsText(contribution: number, locale?: string): string {
  return `× ${new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(Math.exp(contribution))}`;
}

/** What raises the odds of a deviation to the right, what lowers them to the left; the weightiest on top. */
export function driversOption(
  drivers: readonly RiskDriver[],
  palette: Palette,
  width: number,
  locale?: string,
): ChartOption {
  const bars = drivers.toReversed();
  return {
    ...frame(palette, `What raises and lowers the odds of a deviation: ${drivers.length} reasons`),
    grid: { left: 8, right: 44, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, 'item', (value) => `${oddsText(value as number, locale)} the odds`),
    xAxis: {
      ...valueAxis(palette, (value) => oddsText(value, locale)),
      ...oddsScale(drivers),
    },
    yAxis: {
      ...categoryAxis(bars.map(driverWords), palette),
      axisLine: { onZero: false, show: false },
      axisLabel: {
        color: palette.soft,
        fontSize: 11,
        lineHeight: 14,
        width: labelRoom(300, width),
        overflow: 'break',
        hideOverlap: false,
        interval: 0,
      },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number }) => oddsText(value, locale),
          color: palette.soft,
          fontSize: 11,
        },
        data: bars.map((driver) => ({
          name: driverWords(driver),
          value: driver.contribution,
          label: { position: driver.contribution < 0 ? 'left' : 'right' },
          itemStyle: { color: driver.contribution > 0 ? palette.series[1] : palette.accent, borderRadius: 3 },
        })),
      },
    ],
  };
}

/** Halves and doubles of the odds, or powers of them, from below the least to above the largest with room for their figures. */
function oddsScale(drivers: readonly RiskDriver[]): { min: number; max: number; interval: number } {
  const [least, most] = [
    Math.min(0, ...drivers.map(({ contribution }) => contribution)),
    Math.max(0, ...drivers.map(({ contribution }) => contribution)),
  ];
  const interval = Math.LN2 * Math.max(1, Math.ceil((most - least) / (5 * Math.LN2)));
  const room = interval / 2;
  return {
    min: least < 0 ? Math.floor((least - room) / interval) * interval : 0,
    max: most > 0 ? Math.ceil((most + room) / interval) * interval : 0,
    interval,
  };
}

export function driversRows(drivers: readonly RiskDriver[]): ChartRows {
  return {
    columns: [
      { label: 'What was found', numeric: false },
      { label: 'Times the odds', numeric: true },
      { label: 'Characteristic', numeric: false },
      { label: 'Feature', numeric: false },
      { label: 'Value', numeric: true },
    ],
    rows: drivers.map((driver) => [
      driverWords(driver),
      Math.exp(driver.contribution),
      driver.characteristic ?? '–',
      driver.feature,
      driver.value,
    ]),
  };
}
