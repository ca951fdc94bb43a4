import { expect, test } from 'vitest';
import { broadRecall } from './broad-recall.ts';
import { Desk } from './desk.ts';
import type { PlantSource } from './plant-source.ts';
import type { ScopeWalk } from './scope-walk.ts';

test('small scopes do not keep any number of large broad recalls; that of the last one is at hand', async () => {
  const source = {
    lotsOf: () => Promise.resolve(new Uint32Array(900_000)),
  } as unknown as PlantSource;
  const lots = { nodes: new Uint32Array(), roots: 0 };
  const walk = { plant: { facts: {}, words: {} }, lots, storedLots: () => lots } as unknown as ScopeWalk;
  const desk = new Desk(() => Promise.resolve(source));
  const ask = (scopeId: string) => broadRecall(desk, source, { scopeId, walk }, {});
  const first = await ask('first');
  const others = [await ask('second'), await ask('third')];
  expect(await ask('third')).toBe(others[1]);
  expect(await ask('second')).toBe(others[0]);
  expect(await ask('first')).not.toBe(first);
});
