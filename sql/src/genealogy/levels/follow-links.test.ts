import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../engine/engine.ts';
import { followLinks } from './follow-links.ts';
import { LinkEnds } from './link-ends.ts';

type Pair = readonly [parent: number, child: number];

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const text = (word: string): number[] => [...varint(word.length), ...Buffer.from(word)];

/** A block of two columns of numbers, as the engine writes it. */
function nativeBlock(rows: readonly Pair[]): Uint8Array {
  const column = (name: string, at: 0 | 1): Buffer => {
    const values = Uint32Array.from(rows, (row) => row[at]);
    return Buffer.concat([Buffer.from([...text(name), ...text('UInt32')]), Buffer.from(values.buffer)]);
  };
  return Buffer.concat([Buffer.from([2, ...varint(rows.length)]), column('from_no', 0), column('to_no', 1)]);
}

/** Answers as the tables of links would, several blocks per statement, and counts the statements. */
class Links {
  statements = 0;
  private readonly pairs: readonly Pair[];

  constructor(pairs: readonly Pair[]) {
    this.pairs = pairs;
  }

  async bytes(sql: string, parameters: Parameters = {}): Promise<Uint8Array> {
    this.statements++;
    const stretches = new Set(parameters['stretches'] as readonly number[]);
    const rows = this.pairs
      .map(([parent, child]): Pair => (/FROM edges_by_child/.test(sql) ? [child, parent] : [parent, child]))
      .filter(([from]) => stretches.has(Math.floor(from / 2048)));
    const half = rows.length >>> 1;
    return Buffer.concat([rows.slice(half), rows.slice(0, half)].filter((some) => some.length > 0).map(nativeBlock));
  }
}

const noMembers = { lead: async () => [] };

function reachable(pairs: readonly Pair[], root: number, direction: 'forward' | 'backward'): Set<number> {
  const seen = new Set([root]);
  for (const node of seen)
    for (const [parent, child] of pairs) {
      const [from, to] = direction === 'forward' ? [parent, child] : [child, parent];
      if (from === node) seen.add(to);
    }
  return seen;
}

// Few stretches far apart, and a node at each edge of them.
const node = fc.constantFrom(0, 1, 7, 2047, 2048, 4095, 4096, 900_000, 5_000_001, 4_294_967_295);
const pairs = fc.array(fc.tuple(node, node), { maxLength: 30 });

describe('following links in stretches of node numbers', () => {
  it('comes to everything that links lead to, cycles and all, however little may be kept', async () => {
    const direction = fc.constantFrom('forward' as const, 'backward' as const);
    await fc.assert(
      fc.asyncProperty(pairs, fc.array(node, { minLength: 1, maxLength: 6 }), direction, async (all, roots, way) => {
        for (const room of [0, 20_000, 1_000_000]) {
          const ends = new LinkEnds(new Links(all), room);
          for (const root of roots) {
            const seen = await followLinks(ends, noMembers, [root], way);
            expect(seen).toEqual(reachable(all, root, way));
            // One stretch is kept whatever it takes.
            expect(ends.bytes).toBeLessThanOrEqual(Math.max(room, 9000));
          }
        }
      }),
    );
  });

  it('reads a stretch once while there is room, and again when it is forgotten', async () => {
    const links = new Links([
      [0, 1],
      [1, 2],
      [2, 5000],
    ]);
    const ends = new LinkEnds(links);
    const walk = () => followLinks(ends, noMembers, [0], 'forward');
    await walk();
    expect(links.statements).toBe(2);
    await walk();
    expect(links.statements).toBe(2);
    ends.forget();
    expect(ends.bytes).toBe(0);
    expect(await walk()).toEqual(new Set([0, 1, 2, 5000]));
    expect(links.statements).toBe(4);
  });
});
