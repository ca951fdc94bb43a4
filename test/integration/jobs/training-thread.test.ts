import { expect, describe, it } from 'vitest';
import { runInThread } from '../../../jobs/src/training/run-in-thread.ts';
import type { StandInData } from './stand-in-family.ts';

const module = new URL('./stand-in-family.ts', import.meta.url).href;
const values = Float64Array.of(1, 2, 3, 6);
const task = (of: StandInData) =>
  ({ task: 'train', module, family: 'stand-in', data: of, options: { seed: 7 } }) as const;
const { signal } = new AbortController();

describe('the training thread', () => {
  it('tells its progress while the event loop stays free', async () => {
    const stages: number[] = [];
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const onProgress = ({ done }: { done: number }) => void stages.push(done);
    const result = await runInThread(task({ values, steps: 5 }), { signal, onProgress });
    clearInterval(timer);
    expect(result.kind).toBe('trained');
    expect(stages).toEqual([0, 1, 2, 3, 4]);
    expect(ticks).toBeGreaterThan(0);
  });

  it('gives the same bytes for the same data and seed, and others for another seed', async () => {
    const trained = async (seed: number) => {
      const result = await runInThread({ ...task({ values }), options: { seed } }, { signal });
      return result.kind === 'trained' ? [...result.trained.artefact] : [];
    };
    const [one, again, other] = [await trained(1), await trained(1), await trained(2)];
    expect(one).toHaveLength(16);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it.each([{ steps: 100_000 }, { stuck: true }])(
    'ends soon when it is cancelled, also when it is stuck: %o',
    async (how) => {
      const cancelling = new AbortController();
      const run = { signal: cancelling.signal, onProgress: () => cancelling.abort(new Error('Stop')), patienceMs: 200 };
      const started = Date.now();
      await expect(runInThread(task({ values, ...how }), run)).rejects.toThrow('Stop');
      expect(Date.now() - started).toBeLessThan(10_000);
    },
  );

  it('fails with the words of the family, and for a family that is not there', async () => {
    await expect(runInThread(task({ values, fault: 'Units differ' }), { signal })).rejects.toThrow('Units differ');
    const lost = { ...task({ values }), family: 'lost' };
    await expect(runInThread(lost, { signal })).rejects.toThrow('exports no family named lost');
  });
});
