import { describe, expect, it } from 'vitest';
import { chooseLots } from './choose-lots.ts';
import { isoWeek } from './iso-week.ts';

const candidates = Array.from({ length: 200 }, (_, i) => ({ lotId: `L${i}`, probability: i / 200 }));

describe('the lots of a week', () => {
  it('D19: are random for at least a tenth of the budget, whatever their risk; the others are the most probable', () => {
    const chosen = chooseLots('2026-W47', candidates, { lots: 20, randomShare: 0.1 });
    expect(chosen).toHaveLength(20);
    const random = chosen.filter(({ reason }) => reason === 'random').map(({ lotId }) => lotId);
    expect(random).toHaveLength(2);
    const risky = candidates.toReversed().filter(({ lotId }) => !random.includes(lotId));
    expect(chosen.slice(0, 18).map(({ lotId }) => lotId)).toEqual(risky.slice(0, 18).map(({ lotId }) => lotId));
    expect(new Set(chosen.map(({ lotId }) => lotId)).size).toBe(20);
  });

  it('D19: are drawn from all candidates, those of the highest risk too', () => {
    const weeks = Array.from({ length: 40 }, (_, i) => `2026-W${String(i + 1).padStart(2, '0')}`);
    const drawn = weeks.flatMap((week) =>
      chooseLots(week, candidates, { lots: 20, randomShare: 0.5 }).filter(({ reason }) => reason === 'random'),
    );
    const high = drawn.filter(({ lotId }) => Number(lotId.slice(1)) >= 100).length;
    // 400 draws, half of the candidates are of high risk: 5 standard deviations around 200.
    expect(drawn).toHaveLength(400);
    expect(Math.abs(high - 200)).toBeLessThan(50);
  });

  it('are the same whenever they are chosen for a week, and others in another week', () => {
    const budget = { lots: 20, randomShare: 0.5 };
    const once = chooseLots('2026-W47', candidates, budget);
    expect(chooseLots('2026-W47', candidates.toReversed(), budget)).toEqual(once);
    expect(chooseLots('2026-W48', candidates, budget)).not.toEqual(once);
  });

  it('are all random while no model says anything, and never more than there are', () => {
    const unscored = candidates.slice(0, 3).map(({ lotId }) => ({ lotId, probability: null }));
    const chosen = chooseLots('2026-W47', unscored, { lots: 20, randomShare: 0.1 });
    expect(chosen.map(({ reason }) => reason)).toEqual(['random', 'random', 'random']);
  });
});

it.each([
  ['2026-11-22T23:59:59Z', '2026-W47'],
  ['2026-11-23T00:00:00Z', '2026-W48'],
  ['2027-01-03T12:00:00Z', '2026-W53'],
  ['2027-01-04T00:00:00Z', '2027-W01'],
  ['2024-12-30T00:00:00Z', '2025-W01'],
])('%s is in %s', (time, week) => {
  expect(isoWeek(new Date(time))).toBe(week);
});
