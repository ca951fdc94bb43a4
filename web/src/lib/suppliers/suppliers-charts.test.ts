import type { LotCharacteristic, RiskDriver } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import type { Palette } from '#lib/charts/palette.ts';
import { characteristicsOption, characteristicsRows, multiplesHeight, outsideWords } from './characteristics-chart.ts';
import { driversOption, driversRows, oddsText } from './drivers-chart.ts';
import { rateOption, rateRows } from './rate-chart.ts';

const palette = { bad: 'bad', accent: 'accent', surface: 'surface', series: ['one', 'two'] } as unknown as Palette;
type Series = { name?: string; type: string; data: unknown[] };
const seriesOf = (option: object) => (option as { series: Series[] }).series;

const water: LotCharacteristic = {
  name: 'Water content',
  unit: '%',
  own: 6.1,
  certificate: 5.2,
  lower: 4.5,
  upper: 5.5,
  usual: 5,
  past: [
    { at: '2026-01-05', value: 4.9 },
    { at: '2026-02-05', value: 5.1 },
  ],
};
const bare: LotCharacteristic = {
  ...water,
  name: 'Colour',
  unit: null,
  own: null,
  lower: null,
  upper: null,
  usual: null,
};

describe('characteristics of a lot', () => {
  it('have a picture each, with this lot after the earlier ones, and marks what is outside its limits', () => {
    const series = seriesOf(characteristicsOption([water, bare], palette, 500, 'en'));
    expect(
      series.filter((entry) => 'xAxisIndex' in entry && entry['xAxisIndex'] === 0).map(({ name }) => name),
    ).toEqual(['Lower limit', 'Upper limit', 'Usual level', 'Earlier lot', 'Certificate', 'Own test']);
    expect(series.find(({ name }) => name === 'Own test')?.data).toEqual([
      { value: [3, 6.1], itemStyle: { color: 'bad' } },
    ]);
    expect(outsideWords([water, bare])).toBe('Outside the limits: Water content 6.1 %');
    expect(outsideWords([bare])).toBe('None of the results that have limits lies outside them');
  });

  it('draw no result and no limit that is not known, and say so in the table', () => {
    const names = seriesOf(characteristicsOption([bare], palette, 500, 'en')).map(({ name }) => name);
    expect(names).toEqual(['Earlier lot', 'Certificate']);
    expect(characteristicsRows([bare], 'en').rows[0]).toEqual([
      'Colour',
      '–',
      'this, own test',
      null,
      null,
      null,
      null,
    ]);
    expect(characteristicsRows([water], 'en').rows).toHaveLength(4);
  });

  it('need as many lines as the width asks for', () => {
    expect(multiplesHeight(5, 1000)).toBe(2 * multiplesHeight(1, 1000));
    expect(multiplesHeight(2, 300)).toBe(2 * multiplesHeight(1, 300));
  });
});

describe('drivers of a probability', () => {
  const driver = (contribution: number): RiskDriver => ({
    feature: 'near a limit',
    meaning: '…',
    characteristic: 'Water content',
    value: -0.1,
    contribution,
  });

  it('are bars to the side to which they push, the weightiest on top', () => {
    const [bars] = seriesOf(driversOption([driver(Math.LN2), driver(-1)], palette, 600, 'en'));
    const data = bars!.data as { value: number; itemStyle: { color: string } }[];
    expect(data.map(({ value }) => value)).toEqual([-1, Math.LN2]);
    expect(data.map(({ itemStyle }) => itemStyle.color)).toEqual(['accent', 'two']);
    const { min, max } = (
      driversOption([driver(Math.LN2), driver(-1)], palette, 600, 'en') as { xAxis: { min: number; max: number } }
    ).xAxis;
    expect([min, max].map((end) => end / Math.LN2)).toEqual([-2, 2]);
    expect(oddsText(-0.3, 'en')).toBe('× 0.74');
    expect(driversRows([driver(Math.LN2)]).rows[0]?.slice(0, 2)).toEqual(['Water content is outside a limit', 2]);
  });
});

describe('deviation rate over time', () => {
  const month = (at: string, labelled: number, deviated: number) => ({
    at,
    lots: 20,
    labelled,
    deviated,
    rated: labelled,
    ratedDeviated: deviated,
  });

  it('has a whisker where lots were judged and a hole where none was (D19)', () => {
    const months = [month('2026-01', 20, 5), month('2026-02', 0, 0), month('2026-03', 20, 0)];
    const [line, whiskers] = seriesOf(rateOption(months, 'Lacto Works', palette, 'en'));
    expect(line!.data.map((point) => (point as { value: number | null }).value)).toEqual([0.25, null, 0]);
    expect(whiskers!.data.map((point) => (point as number[])[0])).toEqual([0, 2]);
    expect(rateRows(months, 'en').rows[1]).toEqual(['February 2026', 20, 0, 0, 0, null, null, null]);
  });

  it('is by quarter where months are too thin', () => {
    expect(rateRows([month('2026-01', 2, 1), month('2026-02', 2, 1)], 'en').rows[0]?.slice(0, 4)).toEqual([
      'Q1 2026',
      40,
      4,
      2,
    ]);
  });
});
