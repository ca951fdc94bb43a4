import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetFile } from './dataset-file.ts';

/** The tables that only tests and evaluations may read, and their columns. */
const tables = {
  'supplier-lots': 'lotId supplierId itemId siteId receivedAt probability outcome mode disturbance',
  'reached-lots': 'lotId itemId inTime',
  gaps: 'kind lotId otherLotId operationId at detail',
  violations: 'kind lotId operationId shipmentId customerId at detail',
  'demand-rates': 'itemId day ordersPerDay unitsPerOrder unitsPerDay orderSpread weekShape',
  'abnormal-runs': 'operationId line',
  'production-lots': 'lotId itemId machine shift claimProbability',
} as const;

export type TruthTable = keyof typeof tables;

/** What the plant knows about itself; one CSV per table and one JSON per named fact. */
export class Truth {
  readonly violations = new Map<string, number>();
  readonly gaps = new Map<string, number>();
  private readonly directory: string;
  private readonly files: ReadonlyMap<TruthTable, DatasetFile>;
  private readonly facts = new Map<string, unknown>();

  private constructor(directory: string) {
    this.directory = directory;
    this.files = new Map(
      Object.entries(tables).map(([name, columns]) => [
        name as TruthTable,
        new DatasetFile(join(directory, `${name}.csv`), 'csv', columns.split(' ')),
      ]),
    );
  }

  static async into(directory: string): Promise<Truth> {
    await mkdir(directory, { recursive: true });
    return new Truth(directory);
  }

  add(table: TruthTable, row: Readonly<Record<string, string | number | boolean | undefined>>): void {
    this.files.get(table)!.row(row);
  }

  /** A fast line of a table, already CSV, with its newline. */
  line(table: TruthTable, line: string): void {
    this.files.get(table)!.line(line);
  }

  gap(
    kind: string,
    row: { lotId: string; otherLotId?: string; operationId?: string; at?: string; detail?: string },
  ): void {
    this.gaps.set(kind, (this.gaps.get(kind) ?? 0) + 1);
    this.add('gaps', { kind, ...row });
  }

  violation(
    kind: string,
    row: {
      lotId: string;
      operationId?: string;
      shipmentId?: string;
      customerId?: string;
      at?: string;
      detail?: string;
    },
  ): void {
    this.violations.set(kind, (this.violations.get(kind) ?? 0) + 1);
    this.add('violations', { kind, ...row });
  }

  /** A JSON document of its own, written at the end. */
  fact(name: string, value: unknown): void {
    this.facts.set(name, value);
  }

  async drain(): Promise<void> {
    for (const file of this.files.values()) await file.drain();
  }

  async close(): Promise<void> {
    await Promise.all([...this.files.values()].map((file) => file.close()));
    for (const [name, value] of this.facts) {
      await writeFile(join(this.directory, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    }
  }
}
