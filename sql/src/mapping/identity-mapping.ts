import { commonColumns, datasets, type ColumnSpec, type DatasetName } from '../datasets/index.ts';
import type { CompiledSource, CompiledValue } from '../import/compiled-source.ts';
import { isTrimmed } from '../import/blanks.ts';
import { InvalidMapping, type MappingFault } from './mapping-fault.ts';
import { nearest, squeeze } from './nearest-name.ts';
import { trimmed } from './source-columns.ts';

export interface IdentityMapping {
  readonly source: CompiledSource;
  /** Columns of the file that the dataset does not have, as they are written; nothing reads them. */
  readonly unknown: readonly string[];
  /** Required columns of the dataset that the file does not have: it cannot be loaded. */
  readonly missing: readonly string[];
}

/**
 * The mapping of a file whose columns are named as the dataset's: `lotId`, `lot_id`, `LOTID` and `Lot ID` are one name. Throws
 * `InvalidMapping` when two columns of the file are one column of the dataset.
 */
export function identityMapping(dataset: DatasetName, header: readonly string[]): IdentityMapping {
  const columns = [...datasets[dataset].columns, ...commonColumns];
  const byName = new Map(columns.map((column) => [squeeze(column.name), column]));
  const values: Record<string, CompiledValue> = {};
  const unknown: string[] = [];
  const read: number[] = [];
  const faults: MappingFault[] = [];
  for (const [index, name] of header.entries()) {
    const column = byName.get(squeeze(name));
    if (column === undefined) unknown.push(name === '' ? `(column ${index + 1}, without a name)` : name);
    else if (Object.hasOwn(values, column.column)) {
      const twin = values[column.column]!.source;
      faults.push({ path: 'header', message: `The columns "${twin}" and "${name}" both mean ${column.name}` });
    } else {
      read.push(index);
      values[column.column] = { text: isTrimmed(column.type) ? trimmed(`c${index}`) : `c${index}`, source: name };
    }
  }
  if (faults.length > 0) throw new InvalidMapping(faults);
  const missing = columns.filter((column) => column.required && !Object.hasOwn(values, column.column));
  const absent = columns.filter((column) => !Object.hasOwn(values, column.column));
  const set = { dataset, arrayJoin: null, where: null, part: 'toUInt32(0)', parts: 1, values };
  return {
    source: {
      columns: header,
      read,
      sets: [set],
      warnings: unknown.map((name) => unknownWarning(name, dataset, absent)),
    },
    unknown,
    missing: missing.map((column) => column.name),
  };
}

/** `absent`: columns of the dataset that the file does not have; one that it has was not meant. */
function unknownWarning(name: string, dataset: DatasetName, absent: readonly ColumnSpec[]): string {
  const similar = nearest(
    name,
    absent.map((column) => column.name),
  );
  const told = `The dataset ${dataset} has no column "${name}"; it is not read.`;
  if (similar !== null) return `${told} Did you mean ${similar}?`;
  const times = absent.filter((column) => column.type === 'time' && !commonColumns.includes(column));
  if (!soundsLikeTime(name) || times.length === 0) return told;
  const names = times.map((column) => column.name).join(', ');
  return `${told} If it is a time: ${names} ${times.length === 1 ? 'stays' : 'stay'} empty without it.`;
}

/** `occurred_at`, `bookedAt`, `Posting Date`, `timestamp`. */
function soundsLikeTime(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const last = words.at(-1);
  return last === 'at' || last === 'on' || words.some((word) => timeWords.has(word));
}

const timeWords: ReadonlySet<string> = new Set(['date', 'day', 'time', 'datetime', 'timestamp', 'when']);
