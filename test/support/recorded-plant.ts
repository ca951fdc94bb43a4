import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine } from '@lotscope/sql';
import { datasets, type ColumnSpec, type DatasetName } from '@lotscope/sql/datasets';
import { makeEmptyStore } from './empty-store.ts';

export type RecordedRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Rows by dataset, camelCase as in files. */
export type RecordedRows = Partial<Record<DatasetName, readonly RecordedRow[]>>;

interface Edge {
  parent: string;
  child: string;
  source: 'link' | 'input' | 'output';
  row: RecordedRow;
}

/** A database of its own whose dataset rows are written directly, without the importer: small plants for tests of what is derived. */
export class RecordedPlant {
  readonly engine: Engine;
  readonly #path: string;
  readonly #nodes = new Map<string, number>();
  #rows = 0;
  #imports = 0;

  private constructor(engine: Engine, path: string) {
    this.engine = engine;
    this.#path = path;
  }

  static async open(): Promise<RecordedPlant> {
    const path = mkdtempSync(join(tmpdir(), 'lotscope-plant-'));
    makeEmptyStore(path);
    return new RecordedPlant(await openEngine({ path, sessions: 2 }), path);
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.#path, { recursive: true });
  }

  /** Writes rows (camelCase, as in files) as one import and answers its id. Rows with an equal key replace each other. */
  async record(rows: RecordedRows): Promise<string> {
    const importId = `import-${String(++this.#imports)}`;
    const edges: Edge[] = [];
    for (const [name, list] of Object.entries(rows) as [DatasetName, readonly RecordedRow[]][]) {
      for (const row of list) this.#refer(name, row, edges);
      await this.engine.insert(
        `${name}_rows`,
        list.map((row) => this.#stored(name, row, importId)),
      );
    }
    await this.#writeNodes();
    await this.#writeEdges(edges);
    return importId;
  }

  nodeNo(lotId: string): number {
    const found = this.#nodes.get(`lot:${lotId}`);
    if (found === undefined) throw new Error(`No row refers to the lot ${lotId}`);
    return found;
  }

  #stored(name: DatasetName, row: RecordedRow, importId: string): object {
    const recordedAt = typeof row['recordedAt'] === 'string' ? row['recordedAt'] : '2026-01-01T00:00:00Z';
    const stored: Record<string, unknown> = {
      ...Object.assign({}, ...datasets[name].columns.map((column) => storedValue(column, row[column.name]))),
      row_id: ++this.#rows,
      row_key: this.#rows,
      row_hash: this.#rows,
      recorded_at: engineTime(recordedAt),
      known_at: engineTime(typeof row['knownAt'] === 'string' ? row['knownAt'] : recordedAt),
      capture_method: row['captureMethod'] ?? null,
      source_system: row['sourceSystem'] ?? null,
      import_id: importId,
      row_no: this.#rows,
      deleted: row['deleted'] === true ? 1 : 0,
      version: this.#imports,
    };
    return stored;
  }

  #refer(name: DatasetName, row: RecordedRow, edges: Edge[]): void {
    for (const column of datasets[name].columns) {
      const value = row[column.name];
      if (typeof value !== 'string' || value === '') continue;
      if (column.references === 'lots' || (name === 'lots' && column.name === 'lotId')) this.#number('lot', value);
      if (column.references === 'operations' || (name === 'operations' && column.name === 'operationId'))
        this.#number('operation', value);
    }
    const lot = `lot:${String(row['lotId'])}`;
    const operation = `operation:${String(row['operationId'])}`;
    if (name === 'operation_inputs') edges.push({ parent: lot, child: operation, source: 'input', row });
    if (name === 'operation_outputs') edges.push({ parent: operation, child: lot, source: 'output', row });
    if (name === 'lot_links')
      edges.push({
        parent: `lot:${String(row['parentLotId'])}`,
        child: `lot:${String(row['childLotId'])}`,
        source: 'link',
        row,
      });
  }

  #number(kind: 'lot' | 'operation', id: string): void {
    const key = `${kind}:${id}`;
    if (!this.#nodes.has(key)) this.#nodes.set(key, this.#nodes.size);
  }

  async #writeNodes(): Promise<void> {
    const [{ known } = { known: 0 }] = await this.engine.query<{ known: number }>('SELECT count() AS known FROM nodes');
    const fresh = [...this.#nodes].slice(known).map(([key, node_no]) => {
      const colon = key.indexOf(':');
      return { node_no, kind: key.slice(0, colon), id: key.slice(colon + 1) };
    });
    await this.engine.insert('nodes', fresh);
  }

  async #writeEdges(edges: readonly Edge[]): Promise<void> {
    const rows = edges.map(({ parent, child, source, row }) => {
      const at = typeof row['at'] === 'string' ? Math.floor(Date.parse(row['at']) / 1000) : undefined;
      return {
        parent_no: this.#nodes.get(parent),
        child_no: this.#nodes.get(child),
        source,
        kind: row['kind'] ?? row['role'] ?? '',
        row_key: ++this.#rows,
        at_from: at ?? 0,
        at_until: at ?? 4294967295,
        quantity: row['quantity'] ?? 'nan',
        unit: row['unit'] ?? '',
        version: 1,
        deleted: 0,
      };
    });
    await this.engine.insert('edges', rows);
    await this.engine.insert('edges_by_child', rows);
  }
}

function storedValue(column: ColumnSpec, value: RecordedRow[string]): Record<string, unknown> {
  if (column.type !== 'time') return { [column.column]: typeof value === 'boolean' ? Number(value) : (value ?? null) };
  const precision = typeof value !== 'string' || value.length > 10 ? 0 : value.length === 10 ? 1 : 2;
  return {
    [column.column]: typeof value === 'string' ? engineTime(value) : null,
    [`${column.column}_precision`]: precision,
  };
}

const engineTime = (text: string): string => new Date(text).toISOString().slice(0, 23).replace('T', ' ');
