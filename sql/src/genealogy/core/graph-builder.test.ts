import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GraphBuilder, type LinkColumns } from './graph-builder.ts';
import { NODE_MASK } from './graph.ts';

const NODES = 12;

interface Row {
  readonly parent: number;
  readonly child: number;
  readonly quantity: number;
}

const row = fc.record({
  parent: fc.nat(NODES - 1),
  child: fc.nat(NODES - 1),
  quantity: fc.integer({ min: 1, max: 9 }),
});

/** The place in the whole list is the key, so that the order of rows of one parent shows. */
function columnsOf(rows: readonly Row[], first: number): LinkColumns {
  return {
    parent: Uint32Array.from(rows, ({ parent }) => parent),
    child: Uint32Array.from(rows, ({ child }) => child),
    from: Uint32Array.from(rows, (_, at) => 100 + first + at),
    until: Uint32Array.from(rows, (_, at) => 200 + first + at),
    quantity: Float64Array.from(rows, ({ quantity }) => quantity),
    unit: Uint16Array.from(rows, ({ child }) => child % 3),
    kind: Uint8Array.from(rows, ({ parent }) => parent % 2),
    key: Uint32Array.from(rows, (_, at) => first + at),
  };
}

async function builtOf(parts: readonly (readonly Row[])[]) {
  const builder = new GraphBuilder({ nodes: NODES, rows: 4 });
  let first = 0;
  for (const part of parts) {
    builder.append(columnsOf(part, first));
    first += part.length;
  }
  const graph = await builder.finish(new Uint8Array(NODES));
  const { facts, forward } = graph;
  return Array.from({ length: NODES }, (_, parent) => {
    const links: object[] = [];
    graph.forEachLink(forward, parent, (at) =>
      links.push({
        child: forward.targets[at]! & NODE_MASK,
        times: [...forward.times.subarray(2 * at, 2 * at + 2)],
        quantity: facts.quantity[at],
        unit: facts.unit[at],
        kind: facts.kind[at],
        key: facts.key[at],
      }),
    );
    return links;
  });
}

function expected(rows: readonly Row[]) {
  return Array.from({ length: NODES }, (_, node) =>
    rows.flatMap(({ parent, child, quantity }, at) =>
      parent === node
        ? [{ child, times: [100 + at, 200 + at], quantity, unit: child % 3, kind: parent % 2, key: at }]
        : [],
    ),
  );
}

test('links stand by parent in the order in which they came, however they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.array(row, { maxLength: 15 }), async (many, few) => {
      const ordered = many.toSorted((one, other) => one.parent - other.parent);
      expect(await builtOf([ordered, few])).toEqual(expected([...ordered, ...few]));
      expect(await builtOf([few, many])).toEqual(expected([...few, ...many]));
      expect(await builtOf([ordered.slice(0, 7), ordered.slice(7), few])).toEqual(expected([...ordered, ...few]));
    }),
    { numRuns: 300 },
  );
});
