import { describe, expect, test } from 'vitest';
import { keyedPage, type KeyedRows, keyedStream } from './keyed-pages.ts';

/** Ten keys; the third of each three has no row, the others have several. */
const all = Array.from({ length: 10 }, (_, key) =>
  Array.from({ length: key % 3 === 2 ? 0 : 4 - (key % 3) }, (_, row) => `${key}/${row}`),
);
const rowsBy = (step: number): KeyedRows<string> => ({
  keys: all.length,
  step,
  read: (start, end) => Promise.resolve(all.slice(start, end).flat()),
  count: (start, end) => Promise.resolve({ total: all.slice(start, end).flat().length, hidden: 0 }),
});

async function pagesOf(limits: readonly number[]): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; ; page++) {
    const limit = limits[page % limits.length]!;
    const { rows, total, nextCursor } = await keyedPage(rowsBy(limit), { limit, cursor });
    expect(rows.length).toBeLessThanOrEqual(limit);
    expect(total).toBe(all.flat().length);
    seen.push(...rows);
    if (nextCursor === null) return seen;
    cursor = nextCursor;
  }
}

describe('pages of rows by keys', () => {
  test.each([[[1]], [[3]], [[100]], [[5, 1]], [[1, 7, 2]], [[6, 1, 1, 1, 9]]])(
    'of sizes %j show each row once, in order',
    async (limits) => {
      expect(await pagesOf(limits)).toEqual(all.flat());
    },
  );

  test('are what the stream has', async () => {
    const streamed: string[] = [];
    for await (const rows of keyedStream(rowsBy(4))) streamed.push(...rows);
    expect(streamed).toEqual(all.flat());
  });
});
