import { describe, expect, it } from 'vitest';
import { lineageOf, link, lot } from './sample-lineage.ts';
import { timelineOf } from './timeline.ts';

const day = (number: number) => `2026-01-0${number}T00:00:00Z`;
const on = (from: number, until = from) => ({ from: day(from), until: day(until) });

describe('timeline of a lineage', () => {
  const lineage = lineageOf({
    lots: [
      lot('r', { direction: 'root', depth: 0 }),
      lot('a', { itemName: 'Blend' }),
      lot('b', { itemName: 'Blend' }),
      lot('c', { itemName: 'Tablet', depth: 2 }),
    ],
    links: [link('r', 'a', on(2)), link('r', 'b', on(3, 4)), link('b', 'c')],
  });

  it('has a line per item, in the order of the first time', () => {
    const { rows } = timelineOf(lineage);
    expect(
      rows.map((row) => [row.label, row.count, new Date(row.from).getUTCDate(), new Date(row.until).getUTCDate()]),
    ).toEqual([
      ['r', 1, 2, 4],
      ['Blend', 2, 2, 4],
    ]);
  });

  it('counts what has no time instead of placing it somewhere', () => {
    expect(timelineOf(lineage).undated).toBe(1);
  });

  it('draws a band instead of thousands of marks', () => {
    const lots = Array.from({ length: 500 }, (_, number) => lot(`l${number}`));
    const many = lineageOf({ lots, links: lots.map((one) => link('r', one.lotId, on(5))) });
    expect(timelineOf(many).rows.find((row) => row.count === 500)?.marks).toEqual([]);
  });

  it('draws many roots by item too', () => {
    const roots = Array.from({ length: 30 }, (_, number) =>
      lot(`r${number}`, { direction: 'root', depth: 0, itemName: 'Sugar' }),
    );
    const links = roots.map((root) => link(root.lotId, 'a', on(2)));
    const { rows } = timelineOf(lineageOf({ lots: [...roots, lot('a', { itemName: 'Blend' })], links }));
    expect(rows.map((row) => [row.label, row.count])).toEqual([
      ['Sugar', 30],
      ['Blend', 1],
    ]);
  });
});
