import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openEngine, type Engine } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import {
  normalise,
  runImport,
  type ImportJournal,
  type ImportProgress,
  type ImportResult,
  type JournalEntry,
  type NormaliseOptions,
} from '@lotscope/sql/import';
import { makeEmptyStore } from '../../support/empty-store.ts';

/** The journal of a process that is not killed. */
export class MemoryJournal implements ImportJournal {
  entry: JournalEntry | null = null;

  load(): Promise<JournalEntry | null> {
    return Promise.resolve(this.entry?.state === 'done' ? null : this.entry);
  }

  save(entry: JournalEntry): Promise<void> {
    this.entry = entry;
    return Promise.resolve();
  }
}

interface LoadOptions extends Omit<NormaliseOptions, 'onProgress'> {
  readonly mapping?: unknown;
  readonly importId?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly cancel?: AbortSignal;
}

/** An embedded store of its own, and files loaded into it as an upload would be. */
export class ImportStore {
  readonly folder: string;
  readonly engine: Engine;
  readonly journal = new MemoryJournal();
  #imports = 0;

  private constructor(folder: string, engine: Engine) {
    this.folder = folder;
    this.engine = engine;
  }

  static async open(): Promise<ImportStore> {
    const folder = mkdtempSync(join(tmpdir(), 'lotscope-import-'));
    const path = join(folder, 'store');
    makeEmptyStore(path);
    return new ImportStore(folder, await openEngine({ path, sessions: 2 }));
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.folder, { recursive: true });
  }

  /** As it was when it was opened. */
  async reset(): Promise<void> {
    const filled = await this.values(
      `SELECT DISTINCT table FROM system.parts
       WHERE active AND database = currentDatabase() AND table != 'schema_migrations'`,
    );
    for (const table of filled) await this.engine.command(`TRUNCATE TABLE ${String(table)}`);
    this.#imports = 0;
  }

  async load(
    dataset: DatasetName | null,
    content: string | Buffer,
    options: LoadOptions = {},
  ): Promise<ImportResult & { importId: string }> {
    const importId = options.importId ?? `import-${++this.#imports}`;
    const target = join(this.folder, `${importId}.upload`);
    const { onProgress, cancel, mapping, importId: _, ...reading } = options;
    const file = await normalise(Readable.from([Buffer.from(content)]), target, reading);
    const upload = { importId, name: importId, file, dataset: dataset ?? undefined, mapping };
    try {
      const result = await runImport(this.engine, upload, this.journal, onProgress, cancel);
      return { ...result, importId };
    } finally {
      rmSync(target, { force: true });
    }
  }

  query<Row = Record<string, unknown>>(sql: string): Promise<Row[]> {
    return this.engine.query<Row>(sql);
  }

  /** The values of the first column of a query. */
  async values(sql: string): Promise<unknown[]> {
    return (await this.query(sql)).map((row) => Object.values(row)[0]);
  }

  /** Edges as `parent → child` with the ids of the nodes, merged and not deleted, in order. */
  edges(table: 'edges' | 'edges_by_child' = 'edges'): Promise<unknown[]> {
    return this.values(
      `SELECT concat(p.id, ' → ', c.id) FROM ${table} AS e FINAL
       INNER JOIN nodes AS p ON p.node_no = e.parent_no INNER JOIN nodes AS c ON c.node_no = e.child_no
       WHERE e.deleted = 0 ORDER BY 1`,
    );
  }

  /** Everything that a reader can see, to compare before and after. */
  async everything(tables: readonly string[]): Promise<Record<string, unknown>> {
    const seen: Record<string, unknown> = {};
    for (const table of [...tables, 'nodes', 'node_ids', 'import_rejects'])
      seen[table] = await this.query(`SELECT * FROM ${table} ORDER BY tuple(*)`);
    seen['edges'] = await this.edges();
    seen['edges_by_child'] = await this.edges('edges_by_child');
    return seen;
  }
}

/** CSV text; fields with delimiters, quotes or line ends are quoted. */
export const csv = (header: string, ...rows: readonly (readonly string[])[]): string =>
  [header, ...rows.map((row) => row.map(quoted).join(','))].map((line) => `${line}\n`).join('');

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
