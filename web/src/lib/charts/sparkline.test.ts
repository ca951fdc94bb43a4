import { describe, expect, it } from 'vitest';
import { sparklinePath } from './sparkline.ts';

describe('sparkline', () => {
  it('spans the box', () => {
    expect(sparklinePath([0, 10, 5], 100, 20)).toBe('M0 20h0L50 0L100 10');
  });

  it('leaves a hole where the value is unknown', () => {
    expect(sparklinePath([1, null, 2, 1], 90, 10)).toBe('M0 10h0M60 0h0L90 10');
    expect(sparklinePath([null, null], 90, 10)).toBe('');
  });

  it('draws a flat line through the middle', () => {
    expect(sparklinePath([3, 3], 10, 10)).toBe('M0 5h0L10 5');
  });
});
