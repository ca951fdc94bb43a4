import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ClickHouseError, migrate, openEngine, type Engine } from '@lotscope/sql';
import { normalise, readRejects, runImport, streamRejectsCsv } from '@lotscope/sql/import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClickHouseFront } from '../../support/clickhouse-front.ts';
import { csv, MemoryJournal } from './import-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'lotscope-server-'));
let front: ClickHouseFront;
let engine: Engine;
beforeAll(async () => {
  front = await ClickHouseFront.start(join(folder, 'store'));
  engine = await openEngine({ url: front.url });
  await migrate(engine);
});
afterAll(async () => {
  await engine.close();
  await front.close();
  rmSync(folder, { recursive: true });
});

let imports = 0;
async function load(
  dataset: 'lots' | 'lot_links',
  content: string | Buffer,
  format: 'csv' | 'jsonl' | 'parquet' = 'csv',
) {
  const importId = `import-${++imports}`;
  const file = await normalise(Readable.from([Buffer.from(content)]), join(folder, importId), { format });
  return { importId, ...(await runImport(engine, { importId, name: importId, file, dataset }, new MemoryJournal())) };
}

describe('a ClickHouse server over HTTP', () => {
  test('queries with parameters, errors, inserts, bytes and streams', async () => {
    const text = 'it\'s \\ a "test" {x:String} é 😀';
    expect(await engine.query('SELECT {a:String} AS a, {n:Nullable(UInt8)} AS n', { a: text, n: null })).toEqual([
      { a: text, n: null },
    ]);
    const ids = Array.from({ length: 20_000 }, (_, n) => `lot/${n}`);
    expect(await engine.query('SELECT length({ids:Array(String)}) AS n', { ids })).toEqual([{ n: 20_000 }]);
    await expect(engine.query('SELECT * FROM nowhere')).rejects.toBeInstanceOf(ClickHouseError);
    await engine.command('CREATE TABLE t (a UInt32) ENGINE = MergeTree ORDER BY a');
    await engine.insert('t', [{ a: 1 }, { a: 2 }]);
    expect(Buffer.from(await engine.bytes('SELECT a FROM t ORDER BY a FORMAT RowBinary')).toString('hex')).toBe(
      '0100000002000000',
    );
    let streamed = '';
    for await (const chunk of engine.stream('SELECT a FROM t ORDER BY a FORMAT CSV'))
      streamed += Buffer.from(chunk).toString();
    expect(streamed).toBe('1\n2\n');
  });

  test('many files that are read slowly do not hold up questions', async () => {
    const file = 'SELECT randomPrintableASCII(200) AS a FROM numbers(30000) FORMAT CSV';
    const files = Array.from({ length: 10 }, () => engine.stream(file)[Symbol.asyncIterator]());
    for (const one of files) expect((await one.next()).done).toBe(false);
    expect(await engine.query('SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
    for (const one of files) await one.return?.();
  });

  test('refuses a field beyond 128 KiB and a statement beyond what it was told to read', async () => {
    const ask = async (address: string, body: string) =>
      (await fetch(`${front.url}/?${address}`, { method: 'POST', body })).text();
    const long = (bytes: number) => `SELECT length('${'x'.repeat(bytes)}') AS n FORMAT CSV`;
    expect(await ask('', long(200_000))).toBe('200000\n');
    expect(await ask('', long(300_000))).toContain('Max query size exceeded');
    expect(await ask('max_query_size=400000', long(300_000))).toBe('300000\n');
    expect(await ask(`query=${encodeURIComponent(long(200_000))}`, '')).toContain('Field value too long');
    expect(await engine.query(long(300_000).replace(' FORMAT CSV', ''))).toEqual([{ n: 300_000 }]);
  });

  test('the same import as embedded: the file is sent, all later statements are shared', async () => {
    const header = 'linkId,parentLotId,childLotId,kind,quantity';
    const rows = Array.from({ length: 100_000 }, (_, n) => [
      `${n}`,
      `P${n % 100}`,
      `C${n}`,
      'split',
      n === 77_776 ? 'x' : '1',
    ]);
    const file = csv(header, ...rows);
    const first = await load('lot_links', file);
    expect(first).toMatchObject({ read: 100_000, accepted: 99_999, rejected: 1, duplicate: 0 });
    expect(await readRejects(engine, first.importId)).toMatchObject([{ row: 77_777, column: 'quantity', value: 'x' }]);
    expect(await engine.query('SELECT count() AS n FROM lot_links WHERE toUInt64(link_id) + 1 != row_no')).toEqual([
      { n: 0 },
    ]);
    expect(await load('lot_links', file)).toMatchObject({ accepted: 0, duplicate: 99_999 });
    expect(front.seen.some((sql) => sql.includes("FROM input('"))).toBe(true);
    let text = '';
    for await (const chunk of streamRejectsCsv(engine, first.importId)) text += Buffer.from(chunk).toString();
    expect(text).toContain('"77776","P76","C77776","split","x"');
  });

  test('Parquet is sent too', async () => {
    const path = join(folder, 'written.parquet');
    await engine.command(
      `INSERT INTO FUNCTION file('${path}', 'Parquet') SELECT 'P' AS lotId, 'I' AS itemId, 1.5 AS quantity`,
    );
    expect(await load('lots', readFileSync(path), 'parquet')).toMatchObject({ accepted: 1 });
    expect(await engine.query(`SELECT quantity FROM lots WHERE lot_id = 'P'`)).toEqual([{ quantity: 1.5 }]);
  });

  test('JSON Lines are sent too', async () => {
    expect(await load('lots', '{"lotId":"A","itemId":"I"}\nno\n', 'jsonl')).toMatchObject({ accepted: 1, rejected: 1 });
  });
});
