import type { Kpi } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import type { Palette } from '#lib/charts/palette.ts';
import { breakdownOption, breakdownRows } from './breakdown-chart.ts';
import { trendOption, trendRows } from './trend-chart.ts';

const palette = { accent: '#000', series: [] } as unknown as Palette;
const kpi: Kpi = {
  id: 'scrap',
  label: 'Scrap',
  value: 30,
  unit: 'EUR',
  kind: 'money',
  currency: 'EUR',
  previous: 20,
  previousAt: null,
  betterWhen: 'down',
  basis: 'period',
  formula: '…',
  owner: null,
  source: ['operations'],
  unknown: null,
  series: [
    { at: '2026-01', value: 10 },
    { at: '2026-02', value: null },
  ],
  measured: [],
  parts: 20,
  breakdown: Array.from({ length: 20 }, (_, index) => ({
    key: `k${index}`,
    label: `Part ${index}`,
    value: 20 - index,
    count: 1,
  })),
};

describe('KPI charts', () => {
  it('leaves a hole where a period is unknown, in the chart and in its table', () => {
    const [line] = trendOption(kpi, palette, 'en')['series'] as [{ data: unknown[]; connectNulls: boolean }];
    expect(line.data).toEqual([
      { name: '2026-01', value: 10 },
      { name: '2026-02', value: null },
    ]);
    expect(line.connectNulls).toBe(false);
    expect(trendRows(kpi, 'en').rows).toEqual([
      ['January 2026', 10],
      ['February 2026', null],
    ]);
  });

  it('draws the largest parts and keeps all of them in the table', () => {
    const [bars] = breakdownOption(kpi, 'k3', palette, 150, 'en')['series'] as [
      { data: { name: string; itemStyle: { opacity: number } }[] },
    ];
    expect(bars.data).toHaveLength(12);
    expect(bars.data.at(-1)?.name).toBe('k0');
    expect(bars.data.filter((bar) => bar.itemStyle.opacity === 1).map((bar) => bar.name)).toEqual(['k3']);
    expect(breakdownRows(kpi).rows).toHaveLength(20);
    expect(breakdownRows(kpi).keys?.at(-1)).toBe('k19');
  });
});
