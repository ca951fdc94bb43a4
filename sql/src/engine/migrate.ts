import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { quoteIdentifier } from './bind-parameters.ts';
import type { Engine } from './engine.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** The migrations of this package, in order. */
export function loadMigrations(): Migration[] {
  const folder = new URL('../../migrations/', import.meta.url);
  const names = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.sql'));
  return names.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return { name: file.slice(0, -4), text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/** Statements of a migration for a single node, or for a cluster whose nodes hold the same replicated tables. */
export function migrationStatements(text: string, cluster?: string): string[] {
  const expanded = expandTokens(text, cluster).replace(/^\s*--.*$/gm, '');
  return expanded
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Replaces `{{on_cluster}}` and `{{engine:…}}`. */
export function expandTokens(text: string, cluster?: string): string {
  return text
    .replaceAll('{{on_cluster}}', cluster === undefined ? '' : ` ON CLUSTER ${quoteIdentifier(cluster)}`)
    .replace(/\{\{engine:([^}]+)\}\}/g, (_, engine: string) =>
      cluster === undefined ? engine : `Replicated${engine}`,
    );
}

/**
 * Brings the tables up to date: forward only, each migration once. Its statements are idempotent, so one that was interrupted is run again.
 * Refuses tables that a newer version of the program, or another text of a migration, has made.
 */
export async function migrate(engine: Engine, migrations: readonly Migration[] = loadMigrations()): Promise<void> {
  const create = `CREATE TABLE IF NOT EXISTS schema_migrations{{on_cluster}} (name String, checksum String, applied_at DateTime DEFAULT now())
    ENGINE = {{engine:ReplacingMergeTree(applied_at)}} ORDER BY name`;
  await engine.command(expandTokens(create, engine.cluster));
  for (const { name, text, checksum } of await pending(engine, migrations)) {
    for (const statement of migrationStatements(text, engine.cluster)) await engine.command(statement);
    await engine.insert('schema_migrations', [{ name, checksum }]);
  }
}

/**
 * Names of the migrations that the tables still lack. Throws as `migrate` does for tables of another version.
 */
export async function missingMigrations(engine: Engine): Promise<string[]> {
  const tables = await engine.query(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name = 'schema_migrations' SETTINGS max_execution_time = 60",
  );
  const migrations = loadMigrations();
  const missing = tables.length === 0 ? migrations : await pending(engine, migrations);
  return missing.map(({ name }) => name);
}

async function pending(engine: Engine, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = await engine.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migrations FINAL ORDER BY name SETTINGS max_execution_time = 60',
  );
  refuseForeign(applied, migrations);
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

function refuseForeign(applied: readonly { name: string; checksum: string }[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of applied) {
    if (!known.has(name)) throw new Error(`The data was written by a newer version: it has the migration ${name}`);
    if (known.get(name) !== checksum) throw new Error(`The migration ${name} was changed after it was applied`);
  }
}
