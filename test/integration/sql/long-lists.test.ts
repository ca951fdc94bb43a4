import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openEngine, refreshDisposition, resolveRoots, visibleNodes, type Engine } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { Genealogy } from '@lotscope/sql/genealogy';
import { normalise, runImport } from '@lotscope/sql/import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClickHouseFront } from '../../support/clickhouse-front.ts';
import { makeEmptyStore } from '../../support/empty-store.ts';
import { MemoryJournal } from './import-store.ts';

// A server takes no field beyond 128 KiB and, unless told, no statement beyond 256 KiB: these lists have 5 MB each.
const MANY = 10_000;
const longId = (kind: string, at: number): string => `${kind}/${at}/`.padEnd(500, "it's ü\\ ");
const parts = Array.from({ length: MANY }, (_, at) => longId('part', at));
const operations = Array.from({ length: MANY }, (_, at) => longId('run', at));

const folder = mkdtempSync(join(tmpdir(), 'lotscope-long-lists-'));
const engines: Partial<Record<'embedded' | 'server', Engine>> = {};
let front: ClickHouseFront;

beforeAll(async () => {
  const path = join(folder, 'store');
  makeEmptyStore(path);
  front = await ClickHouseFront.start(path);
  engines.server = await openEngine({ url: front.url });
  engines.embedded = await openEngine({ path, sessions: 2 });
  await load('operations', [
    ...operations.map((operationId) => ({ operationId, machine: 'WORN' })),
    { operationId: 'good run', machine: 'FINE' },
  ]);
  await load(
    'operation_inputs',
    operations.map((operationId, at) => ({ operationId, lotId: parts[at]! })),
  );
  await load('operation_outputs', [
    ...operations.map((operationId) => ({ operationId, lotId: 'BAD' })),
    { operationId: 'good run', lotId: 'GOOD' },
  ]);
  await refreshDisposition(engines.server);
});
afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
  await front.close();
  rmSync(folder, { recursive: true });
});

let imports = 0;
async function load(dataset: DatasetName | undefined, rows: readonly object[], mapping?: unknown): Promise<void> {
  const importId = `import-${++imports}`;
  const content = Readable.from([Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))]);
  const file = await normalise(content, join(folder, importId), { format: 'jsonl' });
  const upload = { importId, name: importId, file, dataset, mapping };
  const { accepted } = await runImport(engines.server!, upload, new MemoryJournal());
  expect(accepted).toBe(rows.length);
}

describe.each(['embedded', 'server'] as const)('ten thousand ids of 500 characters, %s', (kind) => {
  let engine: Engine;
  beforeAll(() => {
    engine = engines[kind]!;
  });

  test('arrive whole as one parameter', async () => {
    const [row] = await engine.query(
      'SELECT cityHash64({ids: Array(String)}) = cityHash64({again: Array(String)}) AS same',
      {
        ids: parts,
        again: parts,
      },
    );
    expect(row).toEqual({ same: 1 });
    expect(await engine.query('SELECT length({ids: Array(String)}) AS n', { ids: parts })).toEqual([{ n: MANY }]);
  });

  test('are found as roots, and by the sites that may see them', async () => {
    const roots = await resolveRoots(engine, [...parts.map((lotId) => ({ lotId })), { lotId: 'nowhere' }]);
    expect(roots.roots).toEqual(parts.map((lotId) => ({ lotId })));
    expect(roots.unresolved).toEqual([{ lotId: 'nowhere' }]);
    const sites = Array.from({ length: 1000 }, (_, at) => longId('site', at));
    const visible = await visibleNodes(engine, { lots: parts, operations, sites });
    const idsOf = (kind: string) => new Set(visible.filter((node) => node.kind === kind).map(({ id }) => id));
    expect(idsOf('lot')).toEqual(new Set(parts));
    expect(idsOf('operation')).toEqual(new Set(operations));
  });

  test.each([200, 0])('are traced, and asked what they share (R8), with an index of %i MB', async (memoryMb) => {
    const genealogy = await Genealogy.open(engine, { memoryMb });
    try {
      await genealogy.ready;
      const { ids } = await genealogy.ids({ roots: parts, direction: 'forward' });
      expect(new Set(ids)).toEqual(new Set([...parts, 'BAD']));
      const { candidates } = await genealogy.suspects({ badLots: ['BAD'], goodLots: ['GOOD'] });
      expect(candidates).toHaveLength(MANY + 1);
      expect(candidates).toContainEqual(expect.objectContaining({ kind: 'machine', id: 'WORN', bad: 1, good: 0 }));
    } finally {
      await genealogy.close();
    }
  });
});

test('a mapping with a dictionary of half a megabyte is loaded by a server', async () => {
  const names = Array.from({ length: 2500 }, (_, at) => [`code ${at}`, `item ${at} `.padEnd(200, 'x')] as const);
  const mapping = {
    name: 'long dictionary',
    format: 'jsonl',
    datasets: [
      {
        dataset: 'lots',
        set: { lotId: '{lot}', itemId: { from: '{code}', dictionary: Object.fromEntries(names) } },
      },
    ],
  };
  await load(undefined, [{ lot: 'mapped', code: 'code 2499' }], mapping);
  expect(await engines.server!.query(`SELECT item_id AS item FROM lots WHERE lot_id = 'mapped'`)).toEqual([
    { item: names[2499]![1] },
  ]);
});
