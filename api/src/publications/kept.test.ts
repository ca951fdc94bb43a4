import { describe, expect, test } from 'vitest';
import { Kept } from './kept.ts';

describe('a kept value', () => {
  test('is read once, however many ask, until it is let go', async () => {
    let reads = 0;
    const kept = new Kept(() => Promise.resolve(++reads));
    expect(await Promise.all([kept.get(), kept.get()])).toEqual([1, 1]);
    kept.letGo();
    expect(await kept.get()).toBe(2);
  });

  test('that could not be read is read again by the next who asks', async () => {
    let reads = 0;
    const kept = new Kept(() => (++reads === 1 ? Promise.reject(new Error('no engine')) : Promise.resolve(reads)));
    await expect(kept.get()).rejects.toThrow('no engine');
    expect(await kept.get()).toBe(2);
  });

  test('is not let go by an older read that fails later', async () => {
    const fail: (() => void)[] = [];
    let reads = 0;
    const kept = new Kept(() =>
      ++reads === 1
        ? new Promise<number>((_, failed) => fail.push(() => failed(new Error('late'))))
        : Promise.resolve(reads),
    );
    const first = kept.get();
    kept.letGo();
    expect(await kept.get()).toBe(2);
    fail[0]?.();
    await expect(first).rejects.toThrow('late');
    expect(await kept.get()).toBe(2);
  });

  test('is served as it was while it is renewed, and if that fails', async () => {
    const ends: { done: (value: string) => void; failed: (error: Error) => void }[] = [];
    const kept = new Kept(() => new Promise<string>((done, failed) => ends.push({ done, failed })));
    const first = kept.renew();
    const asked = kept.get();
    ends[0]?.done('first');
    await first;
    expect([await asked, ends.length]).toEqual(['first', 1]);
    const second = kept.renew();
    expect(await kept.get()).toBe('first');
    ends[1]?.done('second');
    await second;
    expect(await kept.get()).toBe('second');
    const third = kept.renew();
    ends[2]?.failed(new Error('no engine'));
    await expect(third).rejects.toThrow('no engine');
    expect(await kept.get()).toBe('second');
  });
});
