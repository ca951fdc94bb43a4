import type { DatasetName } from '../datasets/index.ts';

/**
 * What a mapping, or the header of a plain dataset file, compiles to: SQL over one staged table whose columns are
 * `c0 … cN Nullable(String)` in the order of `columns`. The importer checks and casts the resulting texts; preview does the same.
 */
export interface CompiledSource {
  /** Name of the staged source columns: `c0` holds `columns[0]` … (JSON Lines: the key; Parquet: the column name). */
  readonly columns: readonly string[];
  /** Positions in `columns` of those that anything reads. */
  readonly read: readonly number[];
  /** At least one; several may fill the same dataset. */
  readonly sets: readonly CompiledSet[];
  /** What was noticed but not refused, for people: source columns that nothing reads … */
  readonly warnings: readonly string[];
  /** Rows say all that is known: a column without a value is unknown, not left out. */
  readonly whole?: boolean;
}

/** One `SELECT` over the staged rows: `SELECT … FROM staged [ARRAY JOIN <arrayJoin>] [WHERE <where>]`. */
export interface CompiledSet {
  readonly dataset: DatasetName;
  /** `[tuple(…), …] AS u`; null when a source row makes at most one row. Expressions below may then use `u`. */
  readonly arrayJoin: string | null;
  /** SQL UInt8, never NULL; a row for which it is 0 is not meant for this dataset (no reject). null: every row. */
  readonly where: string | null;
  /**
   * SQL UInt32: tells rows of the same dataset apart that the same source row makes; part of the position of a line. Dense: the sets of a
   * dataset share 0 … n − 1, where n is the sum of their `parts`.
   */
  readonly part: string;
  /** Most rows that one source row makes in this set. */
  readonly parts: number;
  /** By snake_case column of the dataset; a column that is absent is NULL. */
  readonly values: Readonly<Record<string, CompiledValue>>;
}

export interface CompiledValue {
  /**
   * SQL Nullable(String): the value in the form that the plain import reads (numbers with a point; times as ISO 8601, `2018-11`
   * for a month, `2018-11-05` for a day). NULL or '' is no value.
   */
  readonly text: string;
  /** SQL Nullable(String): the reason why the source value could not be converted, NULL when it could; absent: cannot fail. */
  readonly fault?: string;
  /** SQL Nullable(String): what the source says, for a reject; absent: `text`. */
  readonly raw?: string;
  /** Formats that a time is read in, as the mapping writes them, for messages; absent: ISO 8601. */
  readonly form?: string;
  /** Source column or template that the value comes from, for messages. */
  readonly source: string;
  /** SQL String: the same where it depends on the row (unpivot); absent: `source`. */
  readonly label?: string;
}
