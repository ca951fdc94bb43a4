import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openEngine, type Engine } from '../engine/index.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineQuery } from './define-query.ts';

const many = 3_000_000;
const folder = mkdtempSync(join(tmpdir(), 'lotscope-slow-readers-'));
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ path: join(folder, 'store'), sessions: 1 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

test('a file that somebody reads slowly does not hold up questions', async () => {
  const file = engine.stream(`SELECT number FROM numbers(${many}) FORMAT JSONEachRow`)[Symbol.asyncIterator]();
  expect((await file.next()).done).toBe(false);
  expect(await engine.query('SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
  let chunks = 1;
  while (!(await file.next()).done) chunks++;
  expect(chunks).toBeGreaterThan(1);
});

test('a file is read to its end however long that takes, a page keeps its limit', async () => {
  writeFileSync(
    join(folder, 'numbers.sql'),
    `SELECT number AS n, sleepEachRow({seconds: Float64}) AS slept FROM numbers({rows: UInt32})\nSETTINGS max_execution_time = 1\n`,
  );
  const find = defineQuery({
    module: pathToFileURL(join(folder, 'numbers.ts')).href,
    file: './numbers.sql',
    parameters: z.object({ rows: z.number(), seconds: z.number() }),
    row: z.object({ n: z.number() }),
  });
  let read = 0;
  for await (const rows of find.stream(engine, { rows: many, seconds: 0 })) {
    if (read === 0) await pause(1500);
    read += rows.length;
  }
  expect(read).toBe(many);
  await expect(find(engine, { rows: 20, seconds: 0.1 })).rejects.toMatchObject({ type: 'TIMEOUT_EXCEEDED' });
});
