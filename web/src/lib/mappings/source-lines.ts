import type { DatasetColumn } from '@lotscope/api/contract';
import { renameValue, withValue } from './mapping-parts.ts';
import type { MeasuredColumn, RowShape, Value } from './mapping-shape.ts';

/** Stands for "a row of its own" among the dataset columns that a source column can go to. */
export const ownRow = '@row';

/** A column of the file and where it goes. */
export interface SourceLine {
  readonly column: string;
  /** Different values of the sample, the first few. */
  readonly samples: readonly string[];
  /** Dataset columns that take this column alone, as it is or converted; `ownRow` where each value makes a row. */
  readonly targets: readonly string[];
}

const alone = /^\{((?:[^{}]|\{\{|\}\})+)\}$/;

/** The source column that a value is, if it is one alone: `{lot no}` is, `L-{lot}` is not. */
export function columnOf(value: Value): string | undefined {
  const template = typeof value === 'object' && value !== null ? value.from : value;
  const inside = typeof template === 'string' ? alone.exec(template)?.[1] : undefined;
  const name = inside?.replaceAll('{{', '{').replaceAll('}}', '}').trim();
  if (name?.startsWith('@@')) return name.slice(1);
  return name?.startsWith('@') ? undefined : name;
}

/** The template that is this source column alone. */
export function templateOf(column: string): string {
  const escaped = column.replace(/^@/, '@@').replaceAll(/[{}]/g, '$&$&');
  return /^[{]|[}]$/.test(column) ? `{ ${escaped} }` : `{${escaped}}`;
}

/** The column of the header that a name means: the exact one, else the only one that differs in case. */
function inHeader(name: string, header: readonly string[]): string | undefined {
  if (header.includes(name)) return name;
  const alike = header.filter((column) => column.toLowerCase() === name.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

export const measuredOf = (column: string | MeasuredColumn): MeasuredColumn =>
  typeof column === 'string' ? { column } : column;

/** Every column of the file with where it goes; before a file is chosen, the columns that the rule names. */
export function sourceLines(
  rule: RowShape,
  header: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): SourceLine[] {
  const set = Object.entries(rule.set ?? {});
  const measured = (rule.unpivot?.columns ?? []).map((column) => measuredOf(column).column);
  const named = [...set.flatMap(([, value]) => columnOf(value) ?? []), ...measured];
  const columns = header.length > 0 ? header.filter((name) => name !== '') : [...new Set(named)];
  const means = (name: string | undefined, column: string): boolean =>
    name !== undefined && inHeader(name, columns) === column;
  return columns.map((column) => ({
    column,
    samples: samplesOf(header.indexOf(column), rows),
    targets: [
      ...set.flatMap(([target, value]) => (means(columnOf(value), column) ? [target] : [])),
      ...(measured.some((name) => means(name, column)) ? [ownRow] : []),
    ],
  }));
}

const mostSamples = 12;

function samplesOf(index: number, rows: readonly (readonly (string | null)[])[]): string[] {
  const values = rows.flatMap((row) => row[index]?.trim() || []);
  return [...new Set(values)].slice(0, mostSamples);
}

/** Dataset columns that get something else than one column of the file: a constant, a template, a column that is not there. */
export function otherTargets(rule: RowShape, lines: readonly SourceLine[]): string[] {
  const taken = new Set(lines.flatMap(({ targets }) => targets));
  return Object.keys(rule.set ?? {}).filter((target) => !taken.has(target));
}

/** The columns of a dataset that get name and value where each source column makes a row; undefined: it has none such. */
export function measuring(columns: readonly DatasetColumn[]): { name: string; value: string } | undefined {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  const name = ['characteristic', 'parameter'].find(has);
  return name !== undefined && has('value') ? { name, value: 'value' } : undefined;
}

/** The rule with one column of the file going somewhere else: from nowhere (undefined), to nowhere, or to another column. */
export function redirect(
  rule: RowShape,
  column: string,
  from: string | undefined,
  to: string | undefined,
  columns: readonly DatasetColumn[],
): RowShape {
  if (from === to) return rule;
  if (from !== undefined && to !== undefined && from !== ownRow && to !== ownRow) return renameValue(rule, from, to);
  const left =
    from === undefined ? rule : from === ownRow ? withoutMeasured(rule, column) : withValue(rule, from, undefined);
  if (to === undefined) return left;
  return to === ownRow ? withMeasured(left, column, columns) : withValue(left, to, templateOf(column));
}

function withMeasured(rule: RowShape, column: string, columns: readonly DatasetColumn[]): RowShape {
  const unpivot = rule.unpivot ?? { ...(measuring(columns) ?? { name: '', value: '' }), columns: [] };
  return { ...rule, unpivot: { ...unpivot, columns: [...unpivot.columns, column] } };
}

/** The rule without an own row for a column; without any such column there is no unpivot either. */
function withoutMeasured(rule: RowShape, column: string): RowShape {
  const { unpivot, ...rest } = rule;
  const left = (unpivot?.columns ?? []).filter((one) => measuredOf(one).column !== column);
  return unpivot && left.length > 0 ? { ...rule, unpivot: { ...unpivot, columns: left } } : rest;
}

/** The rule with other details of a column that makes rows of its own. */
export function describeMeasured(rule: RowShape, column: string, details: Omit<MeasuredColumn, 'column'>): RowShape {
  if (!rule.unpivot) return rule;
  const next = Object.keys(details).length === 0 ? column : { ...details, column };
  const columns = rule.unpivot.columns.map((one) => (measuredOf(one).column === column ? next : one));
  return { ...rule, unpivot: { ...rule.unpivot, columns } };
}
