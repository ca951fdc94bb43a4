/** Values of `{name: Type}` placeholders. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

export type ParameterValue = string | number | bigint | boolean | Date | null | readonly ParameterValue[];

/** What can be done with the analytics store, in one lane of it. Errors of the engine are `ClickHouseError` (`code`, `type`). */
export interface Statements {
  /** Rows of a `SELECT` without a `FORMAT` clause, as JSONEachRow objects: 64-bit integers are numbers, NaN is null. */
  query<Row>(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** A statement without an answer: DDL, `INSERT … SELECT`, `ALTER`. */
  command(sql: string, parameters?: Parameters): Promise<void>;
  /** Appends rows (keys are column names) in chunks; for bulk data load a file instead. */
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** The raw answer to a `SELECT … FORMAT X` held in memory (RowBinary, Native, Arrow). */
  bytes(sql: string, parameters?: Parameters): Promise<Uint8Array>;
  /** The raw answer to a `SELECT … FORMAT X`, chunk by chunk, for exports of any size. */
  stream(sql: string, parameters?: Parameters): AsyncIterable<Uint8Array>;
}

/** A normalised file as the engine reads it; `structure` names the columns and their types. */
export interface LoadedFile {
  readonly path: string;
  readonly format: 'CSV' | 'LineAsString' | 'Parquet';
  readonly structure: string;
}

/** How a file appears in SQL. */
export interface FileRows {
  /** Table function to select from. */
  readonly from: string;
  /** Expression for the position of a row in the file, from 0. */
  readonly rowNumber: string;
}

/** The importer's sessions. */
export interface Importer extends Statements {
  /** Runs the `INSERT … SELECT … FROM <file> SETTINGS …` that `statement` writes. */
  load(file: LoadedFile, statement: (rows: FileRows) => string): Promise<void>;
}

/** The analytics store: ClickHouse embedded in this process, or a server. The importer's lane never blocks the others. */
export interface Engine extends Statements {
  readonly kind: 'embedded' | 'server';
  /** Name of the ClickHouse cluster that tables are created on, or undefined for a single node. */
  readonly cluster: string | undefined;
  /** Sessions reserved for the importer: readers do not wait behind an import. */
  readonly importer: Importer;
  /** For what nobody waits for, one statement at a time: questions neither wait behind it nor while it is planned. */
  readonly background: Pick<Statements, 'stream'>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** HTTP address of a ClickHouse server; unset means embedded. */
  readonly url?: string | undefined;
  /** Data folder of the embedded engine; one process at a time. */
  readonly path?: string | undefined;
  /** Cluster name for `ON CLUSTER` and replicated tables (server only). */
  readonly cluster?: string | undefined;
  /** Embedded sessions that answer reads; each runs one statement at a time. */
  readonly sessions?: number | undefined;
  /** Ceiling of the embedded engine's memory; excess fails the statement (code 241), not the process. */
  readonly memoryBytes?: number | undefined;
}

/** The data folder of the embedded engine belongs to another process. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}
