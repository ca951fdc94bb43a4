import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunks, idChunks, rising } from './chunks.ts';

/** What a ClickHouse server takes as one field of a form. */
const LONGEST_FIELD = 128 * 1024;

describe('parameters of statements about many nodes', () => {
  it('name every node once, in order, in fields that a server takes', () => {
    const nodes = rising(Array.from({ length: 25_000 }, (_, at) => 0xffff_ffff - 3 * at));
    const parts = [...chunks(nodes)].map((part) => part.nodes);
    expect(parts.flat()).toEqual([...nodes]);
    for (const part of parts) expect(part.join(',').length + 2).toBeLessThan(LONGEST_FIELD);
    expect([...chunks(new Uint32Array(0))]).toEqual([]);
  });

  it('name every id once, in fields that a server takes', () => {
    const ids = fc.array(fc.string({ unit: 'binary', maxLength: 500 }), { maxLength: 900 });
    fc.assert(
      fc.property(ids, (all) => {
        const parts = [...idChunks(all)].map((part) => part.ids);
        expect(parts.flat()).toEqual(all);
        for (const part of parts) {
          const text = part.map((id) => `'${id.replaceAll(/[\\'\0]/g, '\\$&')}'`).join(',');
          expect(Buffer.byteLength(text)).toBeLessThan(LONGEST_FIELD);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('rise, each once', () => {
    expect([...rising([7, 0xffff_ffff, 0, 7])]).toEqual([0, 7, 0xffff_ffff]);
  });
});
