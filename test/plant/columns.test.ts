import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { commonColumns, datasetNames, datasets, type ColumnSpec } from '@lotscope/sql/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileNameOf, headerOf, plantDatasets } from './index.ts';
import type { TextRow } from './reading/csv.ts';
import { WrittenPlant } from './reading/written-plant.ts';

const common = commonColumns.map((column) => column.name);
/** What only a first buyer of raw foods or an exporter to the United States records (FSMA 204): the plant is neither. */
const unwritten: Readonly<Record<string, readonly string[]>> = {
  items: ['packaging'],
  sites: ['city', 'region', 'postalCode', 'country', 'phone'],
  shipments: ['referenceDocumentType'],
  movements: ['documentType'],
};
const unwrittenDatasets: readonly string[] = ['traceability_events'];

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;

let plant: WrittenPlant;
beforeAll(async () => {
  plant = await WrittenPlant.write({ links: 20_000, seed: 3 });
});
afterAll(() => plant.remove());

/** Why a cell does not fit its column, or undefined. */
function fault(column: ColumnSpec, cell: string): string | undefined {
  if (cell === '') return column.required && !column.lineId ? 'blank' : undefined;
  if (column.type === 'choice') return column.values!.includes(cell) ? undefined : 'no such choice';
  if (column.type === 'boolean') return ['true', 'false'].includes(cell) ? undefined : 'no boolean';
  if (column.type === 'time') return TIME.test(cell) ? undefined : 'no time';
  if (column.type !== 'number' && column.type !== 'integer') return undefined;
  const value = Number(cell);
  if (!Number.isFinite(value) || (column.type === 'integer' && !Number.isInteger(value))) return 'no number';
  if (column.check === 'positive' && value <= 0) return 'not positive';
  return column.check === 'notNegative' && value < 0 ? 'negative' : undefined;
}

function faults(columns: readonly ColumnSpec[], rows: readonly TextRow[]): string[] {
  const found: string[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const reason = fault(column, row[column.name] ?? '');
      if (reason) found.push(`${column.name} "${row[column.name] ?? ''}": ${reason}`);
    }
  }
  return found.slice(0, 5);
}

it('writes every dataset of the contract but that of raw foods, and no other', () => {
  expect([...plantDatasets, ...unwrittenDatasets].sort()).toEqual([...datasetNames].sort());
  for (const name of plantDatasets) expect(plant.summary.rows[name], name).toBeGreaterThan(0);
});

it('names files so that their alphabetical order loads master data first and genealogy before what refers to it', () => {
  const order = plantDatasets.map(fileNameOf).sort();
  const place = (name: (typeof plantDatasets)[number]): number => order.indexOf(fileNameOf(name));
  expect(place('items')).toBe(0);
  expect(place('lots')).toBeLessThan(place('lot_links'));
  expect(place('operations')).toBeLessThan(place('operation_inputs'));
  for (const name of ['movements', 'shipments', 'qc_results'] as const) expect(place('lots')).toBeLessThan(place(name));
});

describe.each(plantDatasets.filter((name) => name !== 'exchange_rates'))('%s', (name) => {
  it('has every column of its spec that the plant has values for, besides them only common ones, and cells that fit', () => {
    const spec = datasets[name];
    const left = unwritten[name] ?? [];
    const own = spec.columns.map((column) => column.name).filter((column) => !left.includes(column));
    const header = headerOf(name);
    expect(header.filter((column) => !common.includes(column))).toEqual(own);
    const rows = plant.rows(name);
    expect(rows).toHaveLength(plant.summary.rows[name]);
    const written = spec.columns.filter((column) => own.includes(column.name));
    const all = [...written, ...commonColumns.filter((column) => header.includes(column.name))];
    expect(faults(all, rows)).toEqual([]);
  });
});

it('exchange_rates is Parquet with the same columns and dated rates', async () => {
  const path = join(plant.directory, fileNameOf('exchange_rates'));
  expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const answer = await connection.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
  const own = datasets.exchange_rates.columns.map((column) => column.name);
  expect(answer.columnNames().filter((name) => !common.includes(name))).toEqual(own);
  const rows = answer.getRowObjectsJson() as unknown as Record<string, string | number>[];
  expect(rows).toHaveLength(plant.summary.rows.exchange_rates);
  expect(rows.every((row) => row.toCurrency === 'EUR' && Number(row.rate) > 0.5 && Number(row.rate) < 1.6)).toBe(true);
  connection.closeSync();
});

it('identifies every row by its natural key; a second row of a key is a later version of it', () => {
  for (const name of plantDatasets) {
    if (name === 'exchange_rates') continue;
    const key = datasets[name].columns.filter((column) => column.key).map((column) => column.name);
    const recorded = new Map<string, string>();
    const conflicts: string[] = [];
    for (const row of plant.rows(name)) {
      const id = key.map((column) => row[column] ?? '').join('|');
      const before = recorded.get(id);
      if (before !== undefined && before >= row.recordedAt!) conflicts.push(id);
      recorded.set(id, row.recordedAt!);
    }
    expect(conflicts.slice(0, 3), name).toEqual([]);
  }
});

it('refers only to what exists, apart from the planted unknown lots', () => {
  const unknown = new Set(
    plant
      .truth('gaps')
      .filter((gap) => gap.kind === 'unknown_lot')
      .map((gap) => gap.lotId!),
  );
  const known = (
    name: 'lots' | 'operations' | 'items' | 'sites' | 'suppliers' | 'customers' | 'shipments',
  ): Set<string> => new Set(plant.rows(name).map((row) => row[datasets[name].columns[0]!.name]!));
  const ids = Object.fromEntries(
    (['lots', 'operations', 'items', 'sites', 'suppliers', 'customers', 'shipments'] as const).map((name) => [
      name,
      known(name),
    ]),
  );
  for (const name of plantDatasets) {
    if (name === 'exchange_rates') continue;
    for (const column of datasets[name].columns) {
      const target = column.references && ids[column.references];
      if (!target) continue;
      const missing = plant
        .rows(name)
        .filter((row) => row[column.name] && !target.has(row[column.name]!) && !unknown.has(row[column.name]!));
      expect(missing.slice(0, 2), `${name}.${column.name}`).toEqual([]);
    }
  }
});

it('uses some ids that break careless programs', () => {
  const ids = plant.rows('lots').map((row) => row.lotId!);
  for (const sign of ['/', ':', '#', '%', ' ', 'ä', '批'])
    expect(
      ids.some((id) => id.includes(sign)),
      sign,
    ).toBe(true);
});
