import { describe, expect, it } from 'vitest';
import { driverWords, mainDrivers, type Driver } from './driver-words.ts';

const driver = (change: Partial<Driver>): Driver => ({
  feature: 'far from usual',
  meaning: 'largest distance of a characteristic from the usual level',
  characteristic: 'Water content',
  value: 3.1,
  contribution: 0.8,
  ...change,
});

describe('drivers in words', () => {
  it('say what was found, with the characteristic and its distance', () => {
    expect(driverWords(driver({}))).toBe('Water content is 3.1 spreads from the supplier’s usual level');
    expect(driverWords(driver({ value: 3.14159 }))).toBe(
      'Water content is 3.14 spreads from the supplier’s usual level',
    );
    expect(driverWords(driver({ feature: 'near a limit', value: -0.2 }))).toBe('Water content is outside a limit');
    expect(driverWords(driver({ feature: 'near a limit', value: 0.12 }))).toBe(
      'Water content has used 88% of its margin to a limit',
    );
    expect(driverWords(driver({ feature: 'near a limit', value: 1.4 }))).toBe('Water content is far from its limit');
  });

  it('tell what became of earlier deliveries of the same supplier lot', () => {
    expect(driverWords(driver({ feature: 'same supplier lot before', characteristic: null, value: 0.5 }))).toBe(
      '50% of the earlier deliveries of the same supplier lot deviated',
    );
  });

  it('turn logarithms back into what was counted or measured', () => {
    expect(driverWords(driver({ feature: 'lots seen before', value: Math.log1p(1) }))).toBe(
      '1 lot of this supplier and material known before',
    );
    expect(driverWords(driver({ feature: 'older than usual', value: Math.log(0.5) }))).toBe(
      '2 times as fresh at receipt as usual',
    );
  });

  it('say that a value is not known instead of taking it for zero, and explain features of other models', () => {
    expect(driverWords(driver({ value: null }))).toBe(
      'Water content: not known: largest distance of a characteristic from the usual level',
    );
    expect(
      driverWords(driver({ feature: 'rank', meaning: 'rank of anomaly', characteristic: null, value: 0.25 })),
    ).toBe('rank of anomaly (0.25)');
  });

  it('name what speaks for a deviation first, and leave out what speaks against it or hardly for it', () => {
    const found = mainDrivers(
      [-2, 0.3, 1, 0.01].map((contribution) => ({ contribution })),
      3,
    );
    expect(found).toEqual([{ contribution: 1 }, { contribution: 0.3 }]);
  });
});
