import { quoteLiteral } from '../engine/bind-parameters.ts';
import type { DatasetSpec } from '../datasets/index.ts';
import { isTrimmed } from '../import/blanks.ts';
import type { CompiledValue } from '../import/compiled-source.ts';
import type { Unpivot, UnpivotColumn } from './mapping-document.ts';
import type { Path } from './mapping-fault.ts';
import { allOf, whenSql, type Scope, type Target, type Unpivoted } from './scope.ts';
import { columnOf, compileSets, type CompiledValues, type PlacedSet } from './set-of-values.ts';
import { convert } from './value.ts';

const nothing = "CAST(NULL, 'Nullable(String)')";

/** Rows that one source row makes of several of its columns: an array of tuples, read through the alias `u`. */
export interface CompiledUnpivot {
  readonly arrayJoin: string;
  /** SQL UInt8: the tuple makes a row. */
  readonly where: string;
  /** SQL UInt32: 0 for the first column. */
  readonly ordinal: string;
  /** What `{@name}` and `{@value}` are after the join. */
  readonly unpivoted: Unpivoted;
  readonly values: CompiledValues;
}

interface Element {
  readonly keep: string;
  readonly name: string;
  readonly column: string;
  readonly values: CompiledValues;
}

/** `sets` hold for all columns; a `set` beside one column overrides them for it. */
export function compileUnpivot(
  unpivot: Unpivot,
  sets: readonly PlacedSet[],
  dataset: DatasetSpec,
  path: Path,
  scope: Scope,
): CompiledUnpivot | null {
  const name = columnOf(unpivot.name, dataset, [...path, 'name'], scope);
  const value = columnOf(unpivot.value, dataset, [...path, 'value'], scope);
  if (name === null || value === null) return null;
  if (name.column === value.column) scope.faults.add([...path, 'value'], 'Name and value go to the same column');
  refuseTwins(unpivot, path, scope);
  const details = unpivot.columns.map((column) => (typeof column === 'string' ? { column } : column));
  const own = ownColumns(details, dataset, path, scope);
  const elements = details.map((column, index) => {
    const place = [...path, 'columns', index];
    return compileElement(column, { keepEmpty: unpivot.keepEmpty ?? false, sets, own, value, dataset }, place, scope);
  });
  const inTuple = [value.column, ...own];
  const unpivoted = { name: nameValue.text, value: `u.${textSlot(0)}` };
  const shared = compileSets(sets, dataset, { ...scope, unpivoted });
  const values = { ...shared, [name.column]: nameValue, ...readTuples(elements, inTuple) };
  return { ...joined(elements, inTuple), unpivoted, values };
}

/** Columns that a `set` beside some column sets: they differ from tuple to tuple. */
function ownColumns(details: readonly UnpivotColumn[], dataset: DatasetSpec, path: Path, scope: Scope): string[] {
  const names = details.flatMap(({ set }, index) =>
    Object.keys(set ?? {}).map((name) => columnOf(name, dataset, [...path, 'columns', index, 'set', name], scope)),
  );
  return [...new Set(names.flatMap((column) => (column === null ? [] : [column.column])))];
}

// Places in the tuple: 1 keep, 2 ordinal, 3 name, 4 source column, then text, raw and fault of every value.
const nameValue: CompiledValue = { text: 'u.3', source: '{@name}' };
const textSlot = (index: number): number => 5 + index * 3;

function joined(
  elements: readonly Element[],
  columns: readonly string[],
): Pick<CompiledUnpivot, 'arrayJoin' | 'where' | 'ordinal'> {
  const tuples = elements.map((element, index) => {
    const values = columns.flatMap((column) => {
      const value = element.values[column];
      if (value === undefined) return [nothing, nothing, nothing];
      return [value.text, value.raw ?? value.text, value.fault ?? nothing].map((sql) => `toNullable(${sql})`);
    });
    const names = [element.name, element.column].map(quoteLiteral);
    return `tuple(${[element.keep, `toUInt32(${index})`, ...names, ...values].join(', ')})`;
  });
  return { arrayJoin: `[${tuples.join(', ')}] AS u`, where: 'u.1', ordinal: 'u.2' };
}

function readTuples(elements: readonly Element[], columns: readonly string[]): CompiledValues {
  const read = columns.map((column, index): [string, CompiledValue] => {
    const slot = textSlot(index);
    const faulty = elements.some((element) => element.values[column]?.fault !== undefined);
    const forms = new Set(elements.flatMap((element) => element.values[column]?.form ?? []));
    const form = forms.size === 0 ? {} : { form: [...forms].join(' or ') };
    const value = { text: `u.${slot}`, raw: `u.${slot + 1}`, source: '{@value}', label: 'u.4', ...form };
    return [column, faulty ? { ...value, fault: `u.${slot + 2}` } : value];
  });
  return Object.fromEntries(read);
}

interface ElementContext {
  readonly keepEmpty: boolean;
  readonly sets: readonly PlacedSet[];
  readonly own: readonly string[];
  readonly value: Target & { readonly column: string };
  readonly dataset: DatasetSpec;
}

function compileElement(details: UnpivotColumn, context: ElementContext, path: Path, outer: Scope): Element {
  const { column, as: name = column, when, set, ...conversion } = details;
  const source = outer.columns.expression(column, !isTrimmed(context.value.type), [...path, 'column'], outer.faults);
  const value = convert(source, `{${column}}`, conversion, context.value, path, outer);
  const scope: Scope = { ...outer, unpivoted: { name: quoteLiteral(name), value: value.text } };
  const there = context.keepEmpty ? null : `isNotNull(${value.text})`;
  const keep = allOf([whenSql(when, [...path, 'when'], scope), there]) ?? '1';
  const all = compileSets([...context.sets, { set, path: [...path, 'set'] }], context.dataset, scope);
  const own = Object.entries(all).filter(([target]) => context.own.includes(target));
  return {
    keep: `toUInt8(${keep})`,
    name,
    column,
    values: { ...Object.fromEntries(own), [context.value.column]: value },
  };
}

function refuseTwins(unpivot: Unpivot, path: Path, scope: Scope): void {
  const seen = new Set<string>();
  for (const [index, column] of unpivot.columns.entries()) {
    const name = typeof column === 'string' ? column : (column.as ?? column.column);
    if (seen.has(name)) scope.faults.add([...path, 'columns', index], `Two columns are named "${name}"`);
    seen.add(name);
  }
}
