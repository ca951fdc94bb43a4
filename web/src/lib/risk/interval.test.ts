import { describe, expect, it } from 'vitest';
import { intervalText, onScale, quantityRange, roughRange, shareScale, tellingRange } from './interval.ts';

describe('a figure with its interval', () => {
  it('says both ends in words, and nothing where there is no interval', () => {
    expect(intervalText({ low: 0.041, high: 0.125 })).toBe('4.1% to 12.5%');
    expect(intervalText({ low: 2, high: 9 }, (value) => `${value} kg`)).toBe('2 kg to 9 kg');
    expect(intervalText(null)).toBeUndefined();
  });

  it('says the unit of a quantity once', () => {
    expect(quantityRange({ low: 12, high: 40 }, 'kg')).toBe('12 to 40 kg');
    expect(quantityRange({ low: 0, high: 21_275.4 }, null)).toBe('0 to 21,275');
    expect(quantityRange(null, 'kg')).toBeUndefined();
  });

  it('of a probability is shown where it says something, in whole percents', () => {
    const wide = { low: 0.846, high: 0.917 };
    expect(tellingRange(wide)).toBe(wide);
    expect(roughRange(wide)).toBe('85% to 92%');
    expect(tellingRange({ low: 0.201, high: 0.225 })).toBeNull();
    expect(tellingRange(null)).toBeNull();
  });

  it('shares one scale with its column, long enough for every interval', () => {
    const rows = [
      { value: 0.03, interval: { low: 0.01, high: 0.07 } },
      { value: null, interval: null },
    ];
    expect(shareScale(rows)).toBe(0.1);
    expect(shareScale([{ value: 0.9, interval: { low: 0.7, high: 0.97 } }])).toBe(1);
    expect(shareScale([])).toBe(0.01);
  });

  it('stays on its scale', () => {
    expect(onScale(0.05, { low: 0.02, high: 0.3 }, 0.1)).toEqual({ value: 50, low: 20, high: 100 });
    expect(onScale(0.05, null, 0.1)).toEqual({ value: 50, low: undefined, high: undefined });
    expect(onScale(5, null, 0).value).toBe(0);
  });
});
