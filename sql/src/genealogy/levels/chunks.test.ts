import { describe, expect, it } from 'vitest';
import { chunks, rising } from './chunks.ts';

describe('parameters of statements about many nodes', () => {
  it('name every node once, in order', () => {
    const nodes = rising(Array.from({ length: 25_000 }, (_, at) => 0xffff_ffff - 3 * at));
    const parts = [...chunks(nodes)].map((part) => part.nodes);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flat()).toEqual([...nodes]);
    expect([...chunks(new Uint32Array(0))]).toEqual([]);
  });

  it('rise, each once', () => {
    expect([...rising([7, 0xffff_ffff, 0, 7])]).toEqual([0, 7, 0xffff_ffff]);
  });
});
