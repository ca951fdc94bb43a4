import { describe, expect, it } from 'vitest';
import { compared, estimateText } from './estimate-text.ts';

describe('an estimate in words', () => {
  it('carries its interval, and is unknown rather than zero', () => {
    expect(estimateText({ value: 0.0812, low: 0.07, high: 0.09 }, 'en')).toBe('0.0812 (0.07 to 0.09)');
    expect(estimateText({ value: 2, low: null, high: null }, 'en')).toBe('2');
    expect(estimateText({ value: null, low: null, high: null }, 'en')).toBeNull();
  });

  it('says better or worse only when the interval of the difference excludes 0', () => {
    const difference = (low: number, high: number) => ({ value: (low + high) / 2, low, high });
    expect(compared(difference(-0.2, -0.1), 'down')).toBe('better');
    expect(compared(difference(-0.2, -0.1), 'up')).toBe('worse');
    expect(compared(difference(0.1, 0.2), 'up')).toBe('better');
    expect(compared(difference(-0.1, 0.2), 'up')).toBe('no clear difference');
    expect(compared(difference(0, 0.2), 'up')).toBe('no clear difference');
    expect(compared({ value: 0.1, low: null, high: null }, 'up')).toBe('cannot be told');
  });
});
