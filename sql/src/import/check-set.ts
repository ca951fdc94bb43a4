import { commonColumns, datasets, type ColumnSpec, type DatasetSpec } from '../datasets/index.ts';
import { quoteLiteral } from '../engine/bind-parameters.ts';
import { checkColumn } from './check-column.ts';
import { reasonCode, toldReason } from './check-reasons.ts';
import type { CompiledSet } from './compiled-source.ts';
import { precisionOf, rowColumns } from './dataset-tables.ts';
import { rowHash, rowKey, valueName } from './row-identity.ts';
import { rowRules } from './row-rules.ts';
import { shadowOf, shadowPrefix } from './shadow-tables.ts';
import { faultColumns, fieldNames, wholeFaults, wholeRow } from './whole-row.ts';

/** What every row of an import is given. */
export interface ImportStamp {
  readonly importId: string;
  readonly sequence: number;
  /** The `recorded_at` of rows that carry none: when this content was first imported. */
  readonly firstImportedAt: Date;
  /** `row_id` of the first row. */
  readonly firstRowId: number;
  /** Number of the first new node. */
  readonly firstNodeNo: number;
}

/** `SELECT row_no, part, texts, faults` over `from` (`row_no, fault, c0 …`): what an import would check, and why it would reject it. */
export function previewQuery(set: CompiledSet, sourceColumns: readonly string[], from: string): CheckPreview {
  return new SetCheck(set, sourceColumns, { index: 0, width: 1, direct: false }).preview(from);
}

export interface CheckPreview {
  /** Columns of the dataset, in the order of `texts`. */
  readonly columns: readonly ColumnSpec[];
  /** `faults` are tuples of column, value and reason, as in `import_rejects`. */
  readonly sql: string;
}

/** Where a set stands among those of its source. */
export interface SetPlace {
  readonly index: number;
  /** Most rows that one source row makes in the dataset of the set, by all of its sets. */
  readonly width: number;
  /** It is the only set and makes one row of each: rows need no table before the check, so those that could not be taken apart come this way too. */
  readonly direct: boolean;
}

/**
 * One set of a mapping as SQL: texts are checked and cast once, then good rows go to the shadow of their dataset and bad ones, whole and with every
 * reason, to the rejects.
 */
export class SetCheck {
  readonly #set: CompiledSet;
  readonly #index: number;
  /** Columns of the file. */
  readonly #source: readonly string[];
  readonly #fields: readonly string[];
  readonly #spec: DatasetSpec;
  readonly #present: readonly ColumnSpec[];
  readonly #width: number;
  readonly #direct: boolean;

  constructor(set: CompiledSet, sourceColumns: readonly string[], { index, width, direct }: SetPlace) {
    this.#set = set;
    this.#direct = direct;
    this.#index = index;
    this.#width = width;
    this.#source = sourceColumns;
    this.#fields = fieldNames(sourceColumns);
    this.#spec = datasets[set.dataset];
    this.#present = [...this.#spec.columns, ...commonColumns].filter((column) => this.#valueOf(column) !== undefined);
  }

  #valueOf(column: ColumnSpec) {
    return Object.hasOwn(this.#set.values, column.column) ? this.#set.values[column.column] : undefined;
  }

  get index(): number {
    return this.#index;
  }

  /** Table of checked rows, good and bad. */
  get checked(): string {
    return `${shadowPrefix}checked_${this.#index}`;
  }

  checkedTable(engine: 'Null' | 'Memory'): string {
    const columns = this.#present.flatMap((column) => [
      `${valueName(column)} Nullable(${checkedType(column)})`,
      ...(column.type === 'time' ? [`${precisionOf(column)} UInt8`] : []),
      `f_${column.column} UInt8`,
      `t_${column.column} Nullable(String)`,
      ...(this.#valueOf(column)?.fault === undefined ? [] : [`m_${column.column} Nullable(String)`]),
      ...(this.#valueOf(column)?.label === undefined ? [] : [`l_${column.column} String`]),
    ]);
    const fields = this.#fields.map((field) => `${field} Nullable(String)`);
    const whole = this.#direct ? [...faultColumns, 'extra Nullable(String)'] : [];
    const all = ['row_no UInt64', 'part UInt32', ...columns, ...fields, ...whole, 'bad UInt8'];
    return `CREATE TABLE ${this.checked} (${all.join(', ')}) ENGINE = ${engine}`;
  }

  /** `from` is the rows of the file. */
  checkSelect(from: string): string {
    const faults = this.#present.flatMap((column) => [
      `f_${column.column} != 0`,
      ...(this.#valueOf(column)?.fault === undefined ? [] : [`m_${column.column} IS NOT NULL`]),
    ]);
    if (this.#direct) faults.push("fault != ''");
    const columns = this.#present.flatMap((column) => this.#checkedColumns(column));
    const bad = faults.length === 0 ? '0' : faults.join(' OR ');
    return `SELECT ${['row_no', 'part', ...columns, ...this.#fields, ...this.#whole, `${bad} AS bad`].join(',\n  ')}
FROM (${this.#texts(from)})`;
  }

  get #whole(): string[] {
    return this.#direct ? ['fault', 'fault_columns', 'extra'] : [];
  }

  preview(from: string): CheckPreview {
    const texts = this.#present.map((column) => `s_${column.column}`);
    const checked = this.#present.flatMap((column) => this.#checkedColumns(column));
    return {
      columns: this.#present,
      sql: `SELECT row_no, part, [${texts.join(', ')}] AS texts, ${this.#faultList()} AS faults
FROM (SELECT ${['row_no', 'part', ...texts, ...checked].join(', ')} FROM (${this.#texts(from)}))
ORDER BY row_no, part`,
    };
  }

  // The mapping's expressions, named, so that each is evaluated once.
  #texts(from: string): string {
    const { part, arrayJoin, where } = this.#set;
    const texts = this.#present.flatMap((column) => {
      const value = this.#valueOf(column);
      if (value === undefined) return [];
      return [
        `toNullable(${value.text}) AS s_${column.column}`,
        ...(value.raw === undefined ? [] : [`toNullable(${value.raw}) AS r_${column.column}`]),
        ...(value.fault === undefined ? [] : [`toNullable(${value.fault}) AS m_${column.column}`]),
        ...(value.label === undefined ? [] : [`${value.label} AS l_${column.column}`]),
      ];
    });
    const wanted = this.#direct
      ? [where === null ? '1' : `fault != '' OR (${where})`]
      : ["fault = ''", ...(where === null ? [] : [`(${where})`])];
    return `SELECT ${['row_no', `toUInt32(${part}) AS part`, ...texts, ...this.#fields, ...this.#whole].join(', ')}
  FROM ${from} ${arrayJoin === null ? '' : `ARRAY JOIN ${arrayJoin}`}
  WHERE ${wanted.join(' AND ')}`;
  }

  #checkedColumns(column: ColumnSpec): string[] {
    const value = this.#valueOf(column);
    const text = `s_${column.column}`;
    const checked = checkColumn(column, text, this.#missing(column));
    return [
      `${checked.value} AS ${valueName(column)}`,
      ...(checked.precision === undefined ? [] : [`${checked.precision} AS ${precisionOf(column)}`]),
      `${this.#withRule(column, checked.fault)} AS f_${column.column}`,
      `${value?.raw === undefined ? text : `r_${column.column}`} AS t_${column.column}`,
      ...(value?.fault === undefined ? [] : [`m_${column.column}`]),
      ...(value?.label === undefined ? [] : [`l_${column.column}`]),
    ];
  }

  // Whoever takes a fact back need only say which one.
  #missing(column: ColumnSpec): string {
    if (!column.required) return '0';
    const deleted = commonColumns.find(({ column: name }) => name === 'deleted');
    if (column.key || deleted === undefined || !this.#present.includes(deleted)) return '1';
    return 'NOT ifNull(v_deleted, false)';
  }

  #withRule(column: ColumnSpec, fault: string): string {
    const rule = rowRules[this.#set.dataset];
    if (rule?.column !== column.column || !this.#present.some((other) => other.column === rule.other)) return fault;
    const broken = `ifNull(${rule.condition(`s_${rule.column}`, `s_${rule.other}`)}, 0)`;
    return `if(${fault} = 0 AND ${broken}, toUInt8(${reasonCode(rule.reason)}), ${fault})`;
  }

  /** Shadow that the good rows go to. */
  get taken(): string {
    return shadowOf(`${this.#spec.name}_rows`);
  }

  takeSelect(stamp: ImportStamp): { columns: string[]; sql: string } {
    const expressions: Record<string, string> = {
      row_id: `toUInt64(${stamp.firstRowId} + (row_no - 1) * ${this.#width} + part)`,
      row_key: rowKey(this.#spec, this.#present),
      row_hash: rowHash(this.#present),
      recorded_at: this.#orElse('recorded_at', `fromUnixTimestamp64Milli(${stamp.firstImportedAt.getTime()}, 'UTC')`),
      known_at: this.#orElse('known_at', 'recorded_at'),
      import_id: `toLowCardinality(${quoteLiteral(stamp.importId)})`,
      row_no: 'row_no',
      deleted: this.#orElse('deleted', 'false'),
      version: String(stamp.sequence),
      ...Object.fromEntries(this.#present.flatMap((column) => this.#stored(column))),
    };
    const columns = rowColumns(this.#spec).filter(({ name }) => Object.hasOwn(expressions, name));
    const select = columns.map(({ name }) => `${expressions[name]} AS \`${name}\``);
    return {
      columns: columns.map(({ name }) => `\`${name}\``),
      sql: `SELECT ${select.join(',\n  ')}\nFROM ${this.checked}\nWHERE NOT bad`,
    };
  }

  #stored(column: ColumnSpec): [string, string][] {
    if (['recorded_at', 'known_at', 'deleted'].includes(column.column)) return [];
    const value = valueName(column);
    const stored = column.required ? `ifNull(${value}, ${blankOf(column)})` : value;
    const own: [string, string] = [column.column, stored];
    return column.type === 'time' && !commonColumns.includes(column)
      ? [own, [precisionOf(column), precisionOf(column)]]
      : [own];
  }

  #orElse(name: string, fallback: string): string {
    return this.#present.some((column) => column.column === name) ? `ifNull(v_${name}, ${fallback})` : fallback;
  }

  // The filter comes first: the lists are made for bad rows alone.
  refuseSelect(importId: string): string {
    const dataset = quoteLiteral(this.#spec.name);
    return `SELECT ${quoteLiteral(importId)} AS import_id, row_no, ${this.#direct ? `if(fault = '', ${dataset}, '')` : dataset} AS dataset, part,
  found.1 AS column_name, found.2 AS value, found.3 AS reason,
  ${this.#direct ? wholeRow(this.#source) : `[${this.#fields.join(', ')}]`} AS raw
FROM (SELECT * FROM ${this.checked} WHERE bad)
ARRAY JOIN ${this.#direct ? `if(fault = '', ${this.#faultList()}, ${wholeFaults(this.#source)})` : this.#faultList()} AS found`;
  }

  /** SQL array of (column, value, reason). */
  #faultList(): string {
    const faults = this.#present.map((column) => this.#faultOf(column));
    return `arrayDistinct(arrayFilter(x -> x.3 != '', [${faults.join(', ')}]))`;
  }

  // What the mapping says first: a text that it could not convert need not be checked.
  #faultOf(column: ColumnSpec): string {
    const value = this.#valueOf(column);
    const shown = value?.label === undefined ? quoteLiteral(value?.source ?? column.name) : `l_${column.column}`;
    const [text, ownFault] = [`t_${column.column}`, `m_${column.column}`];
    const checked = `(${shown}, ${text}, ${toldReason(column, `f_${column.column}`, text, value?.form)})`;
    if (value?.fault === undefined) return checked;
    return `if(isNull(${ownFault}), ${checked}, (${shown}, ${text}, ifNull(${ownFault}, '')))`;
  }
}

function checkedType(column: ColumnSpec): string {
  switch (column.type) {
    case 'number':
      return 'Float64';
    case 'integer':
      return 'Int64';
    case 'boolean':
      return 'Bool';
    case 'time':
      return "DateTime64(3, 'UTC')";
    default:
      return 'String';
  }
}

function blankOf(column: ColumnSpec): string {
  const type = checkedType(column);
  return type === 'String' ? "''" : `defaultValueOfTypeName(${quoteLiteral(type)})`;
}
