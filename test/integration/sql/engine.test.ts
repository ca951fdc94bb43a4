import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseError, openEngine, type Engine } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const path = mkdtempSync(join(tmpdir(), 'lotscope-engine-'));
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ path, memoryBytes: 4e9 });
});
afterAll(async () => {
  await engine.close();
  rmSync(path, { recursive: true });
});

describe('the embedded engine', () => {
  test('gives parameters back unharmed, whatever is in them', async () => {
    const text = 'it\'s `a` \\ {x:String} \t\n é 😀 %2F "';
    const [row] = await engine.query<object>(
      'SELECT {a:String} AS a, {b:Array(String)} AS b, {n:Nullable(UInt32)} AS n',
      {
        a: text,
        b: [text, 'x'],
        n: null,
      },
    );
    expect(row).toEqual({ a: text, b: [text, 'x'], n: null });
  });

  test('returns 64-bit integers as numbers and NaN as null', async () => {
    expect(await engine.query('SELECT toUInt64(1) AS n, nan AS x')).toEqual([{ n: 1, x: null }]);
  });

  test('throws ClickHouseError with code and type', async () => {
    const error = await engine.query('SELECT * FROM nowhere').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ClickHouseError);
    expect(error).toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' });
    const streamed = async () => {
      for await (const _ of engine.stream('SELECT throwIf(number = 3) FROM numbers(9) FORMAT CSV'));
    };
    await expect(streamed()).rejects.toBeInstanceOf(ClickHouseError);
  });

  test('inserts, reads bytes and streams', async () => {
    await engine.command('CREATE TABLE t (a UInt32, b String) ENGINE = MergeTree ORDER BY a');
    await engine.insert(
      't',
      Array.from({ length: 45_000 }, (_, a) => ({ a, b: `b'${a}` })),
    );
    expect(await engine.query('SELECT count() AS n, uniqExact(b) AS u FROM t')).toEqual([{ n: 45_000, u: 45_000 }]);
    const bytes = await engine.bytes('SELECT a FROM t ORDER BY a FORMAT RowBinary');
    expect(new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)).at(-1)).toBe(
      44_999,
    );
    let text = '';
    for await (const chunk of engine.stream('SELECT a FROM t WHERE a < {m:UInt32} ORDER BY a FORMAT CSV', { m: 3 }))
      text += Buffer.from(chunk).toString();
    expect(text).toBe('0\n1\n2\n');
  });

  test('a setting of one statement is gone in the next', async () => {
    const setting = "SELECT value FROM system.settings WHERE name = 'max_block_size'";
    const [before] = await engine.query(setting);
    await engine.query('SELECT 1 SETTINGS max_block_size = 777');
    for (let i = 0; i < 8; i++) expect(await engine.query(setting)).toEqual([before]);
  });

  test('the process answers while it plans what runs in the background', async () => {
    // A subquery of one value is answered while the statement is planned.
    const all = '(SELECT count() FROM numbers({n:UInt64}) WHERE sipHash64(number) > 0)';
    const begin = performance.now();
    let longest = 0;
    let last = begin;
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    let text = '';
    for await (const chunk of engine.background.stream(
      `SELECT number FROM numbers(40000) WHERE number < ${all} ORDER BY number FORMAT CSV`,
      { n: 30_000_000 },
    ))
      text += Buffer.from(chunk).toString();
    clearInterval(watch);
    expect(text.trimEnd().split('\n')).toEqual(Array.from({ length: 40_000 }, (_, number) => `${number}`));
    expect(longest).toBeLessThan((performance.now() - begin) / 2);
  });

  test('readers do not wait behind the importer, nor behind a slow reader with parameters', async () => {
    const slow = [
      engine.importer.query('SELECT sum(sipHash64(number)) FROM numbers(60000000)'),
      engine.query('SELECT sum(sipHash64(number)) FROM numbers({n:UInt64})', { n: 30_000_000 }),
    ];
    let finished = false;
    void Promise.race(slow).then(() => (finished = true));
    await engine.query('SELECT {x:UInt8} AS x', { x: 1 });
    expect(finished).toBe(false);
    await Promise.all(slow);
  });

  test('a second process on the same folder is refused with a clear error', () => {
    const script = `import { openEngine } from '@lotscope/sql';
      await openEngine({ path: process.argv[1] }).catch((e) => { console.log(e.name + '|' + e.message); process.exit(3); });`;
    const child = spawnSync(
      process.execPath,
      ['--conditions=source', '--input-type=module', '-e', script, '--', path],
      { cwd: new URL('../../', import.meta.url), encoding: 'utf8' },
    );
    expect(child.stdout + child.stderr).toContain('DataFolderInUse|');
    expect(child.stdout).toContain('already in use by another process');
    expect(child.status).toBe(3);
  });
});
