import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMigrations, migrate, migrationStatements, openEngine, type Engine } from '@lotscope/sql';
import { datasets } from '@lotscope/sql/datasets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datasetStatements, historyColumns, rowColumns, viewColumns } from '../../../sql/src/import/dataset-tables.ts';

const path = mkdtempSync(join(tmpdir(), 'lotscope-migrate-'));
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ path, sessions: 2 });
  await migrate(engine);
});
afterAll(async () => {
  await engine.close();
  rmSync(path, { recursive: true });
});

describe('migrations', () => {
  test('the tables that they make are those of the dataset specs', async () => {
    const columns = (table: string) =>
      engine.query<{ name: string; type: string }>(
        `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '${table}' ORDER BY position`,
      );
    const indexes = (table: string) =>
      engine.query<{ name: string }>(
        `SELECT name FROM system.data_skipping_indices WHERE database = currentDatabase() AND table = '${table}' ORDER BY name`,
      );
    for (const spec of Object.values(datasets)) {
      const statements = datasetStatements(spec);
      for (const [index, made] of [rowColumns(spec), historyColumns(spec)].entries()) {
        const table = `${spec.name}_${index === 0 ? 'rows' : 'history'}`;
        expect(await columns(table), table).toEqual(made);
        const indexed = [...statements[index]!.matchAll(/INDEX (by_\w+)/g)].map(([, name]) => ({ name }));
        expect(await indexes(table), table).toEqual(indexed.sort((a, b) => (a.name! < b.name! ? -1 : 1)));
      }
      const view = await columns(spec.name);
      expect(view.map(({ name }) => name)).toEqual(viewColumns(spec));
    }
  });

  test('every dataset has a view that can be read, with its columns', async () => {
    for (const spec of Object.values(datasets)) {
      const columns = await engine.query<{ name: string }>(
        `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${spec.name}'`,
      );
      const names = columns.map(({ name }) => name);
      for (const { column } of spec.columns) expect(names).toContain(column);
      expect(await engine.query(`SELECT * FROM ${spec.name}`)).toEqual([]);
    }
  });

  test('running them again changes nothing', async () => {
    const state = () => engine.query('SELECT name, checksum, applied_at FROM schema_migrations ORDER BY name');
    const before = await state();
    await migrate(engine);
    expect(await state()).toEqual(before);
  });

  test('a changed migration, and one of a newer version, are refused', async () => {
    const [first, ...rest] = loadMigrations();
    if (!first) throw new Error('There are no migrations');
    await expect(migrate(engine, [{ ...first, checksum: 'other' }, ...rest])).rejects.toThrow(/changed after/);
    await expect(migrate(engine, rest)).rejects.toThrow(/newer version/);
  });

  test('the engine parses them as they are expanded for a cluster', async () => {
    for (const { text } of loadMigrations())
      for (const statement of migrationStatements(text, 'our cluster')) {
        expect(statement).not.toContain('{{');
        const ast = await engine.query<{ explain: string }>(`EXPLAIN AST ${statement}`);
        expect(ast.length).toBeGreaterThan(0);
        if (/^(CREATE (TABLE|(OR REPLACE )?VIEW)|ALTER TABLE)/.test(statement))
          expect(statement).toContain('ON CLUSTER `our cluster`');
        // A Join table is the working map of one derivation: it lives where that runs and is filled anew each time.
        if (/\bENGINE\b/.test(statement)) expect(statement).toMatch(/ENGINE = (Replicated|Join\()/);
      }
  });
});
