import { describe, expect, it } from 'vitest';
import { unskilled, type Scored } from './scored.ts';

const row = (skill: Scored['skill']): Scored => ({
  modelId: null,
  modelVersion: null,
  scoredAt: null,
  skill,
  verdict: '',
});

describe('why there are no numbers', () => {
  it('is said by a row that a model without skill has scored, not by one that came in later', () => {
    const [late, without] = [row(null), row('no skill')];
    expect(unskilled([late, without])).toBe(without);
    expect(unskilled([late])).toBe(late);
    expect(unskilled([])).toBeUndefined();
  });

  it('is not said where a model has skill', () => {
    expect(unskilled([row(null), row('skill')])).toBeUndefined();
  });
});
