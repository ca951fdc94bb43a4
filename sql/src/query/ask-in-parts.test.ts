import { describe, expect, test } from 'vitest';
import { askInParts, inParts } from './ask-in-parts.ts';

describe('a list of any length', () => {
  test('is asked about in parts that name every value once, in order', async () => {
    const ids = Array.from({ length: 25_001 }, (_, at) => `lot/${at}`);
    const sizes: number[] = [];
    const rows = await askInParts(ids, async (some) => {
      sizes.push(some.length);
      return some.map((id) => ({ id }));
    });
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(sizes).toEqual([10_000, 10_000, 5_001]);
    expect(await askInParts([], () => Promise.reject(new Error('nothing to ask')))).toEqual([]);
  });

  test('may be one of numbers in a typed array', () => {
    const nodes = Uint32Array.from({ length: 10_001 }, (_, at) => 0xffff_ffff - at);
    expect([...inParts(nodes)]).toEqual([[...nodes.subarray(0, 10_000)], [0xffff_ffff - 10_000]]);
  });
});
