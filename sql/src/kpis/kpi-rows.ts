import type { Statements } from '../engine/engine.ts';
import { visibleSites } from '../query/columns.ts';
import type { RowCount } from '../query/define-query.ts';
import type { KpiDefinition, RowColumn } from './kpi-definition.ts';
import { kpiDefinitions } from './kpi-definitions.ts';
import { findKpiRows, newestData, type KpiRow } from './kpi-queries.ts';
import type { KpiRequest } from './kpis.ts';
import { choosePeriod } from './period.ts';
import { findStockHistoryRows, stockHistoryColumns, stockHistorySort, stockMeasureOf } from './stock-history.ts';

/** There is no KPI of that name, its rows cannot be sorted so, or no day of it is kept. */
export class UnknownKpi extends Error {
  override readonly name = 'UnknownKpi';
}

export interface KpiRowsRequest extends Omit<KpiRequest, 'compare'> {
  readonly id: string;
  /** One part of the breakdown. */
  readonly key?: string | undefined;
  /** Of rates: only quantities of this unit. */
  readonly unit?: string | undefined;
  /** Of the worth of stock: what it was made of on this earlier day, as summed up then; the rows are those of another grain. */
  readonly day?: string | undefined;
  /** `only`: what could not be valued or judged. */
  readonly unknown?: 'only' | undefined;
  /** `<column>` or `-<column>` of those that the definition names, in camelCase; default: its first, descending. */
  readonly sort?: string | undefined;
  /** Sites that the reader may see; null: all. */
  readonly sites: readonly string[] | null;
}

export interface KpiRows {
  readonly id: string;
  readonly columns: readonly SortableColumn[];
  /** By column name; `numerator`, `denominator` and `isUnknown` say what the row adds to the KPI. */
  readonly rows: readonly KpiRowValues[];
  readonly total: number;
  readonly withheld: number;
  /** Offset of the next page; null after the last. */
  readonly nextOffset: number | null;
}

export interface SortableColumn extends RowColumn {
  /** `sort` takes it. */
  readonly sortable: boolean;
}

export type KpiRowValues = Readonly<Record<string, string | number | boolean | null>>;

/** One page of the rows behind a KPI; all of them add up to it. Throws `UnknownKpi`. */
export async function kpiRows(
  statements: Statements,
  request: KpiRowsRequest & { readonly limit: number; readonly offset?: number | undefined },
): Promise<KpiRows> {
  const { columns, sort, page, count } = await prepare(statements, request);
  const { id, limit, offset = 0 } = request;
  const [found, { total, hidden }] = await Promise.all([page({ limit, offset }), count()]);
  const rows = found.filter((row) => !row.hidden).map((row) => valuesOf(columns, row));
  // Hidden rows come last, so that visible ones fill the pages.
  const more = offset + found.length < total - hidden;
  return {
    id,
    columns: columns.map((column) => ({ ...column, sortable: sort.includes(snakeCase(column.name)) })),
    rows,
    total,
    withheld: hidden,
    nextOffset: more ? offset + found.length : null,
  };
}

/** All rows behind a KPI, in batches. Throws `UnknownKpi`. */
export async function* streamKpiRows(statements: Statements, request: KpiRowsRequest): AsyncIterable<KpiRowValues[]> {
  const { columns, stream } = await prepare(statements, request);
  for await (const batch of stream()) {
    const rows = batch.filter((row) => !row.hidden).map((row) => valuesOf(columns, row));
    if (rows.length > 0) yield rows;
  }
}

/** What the columns of a KPI's rows are, or of those of an earlier day; undefined when there is no such KPI. */
export function kpiColumns(id: string, day?: string): readonly RowColumn[] | undefined {
  const definition = kpiDefinitions.find((each) => each.id === id);
  return definition === undefined || day === undefined ? definition?.columns : stockHistoryColumns;
}

/** The definition of a KPI. Throws `UnknownKpi`. */
export function definitionOf(id: string): KpiDefinition {
  const definition = kpiDefinitions.find((each) => each.id === id);
  if (!definition) throw new UnknownKpi(`There is no KPI ${id}`);
  return definition;
}

/** The rows that are asked for, however they are read. */
interface AskedRows {
  readonly columns: readonly RowColumn[];
  /** Columns by which they can be sorted, in snake_case. */
  readonly sort: readonly string[];
  page(span: { limit: number; offset: number }): Promise<KpiRow[]>;
  count(): Promise<RowCount>;
  stream(): AsyncIterable<KpiRow[]>;
}

const everything = { limit: 0xffff_ffff, offset: 0 };

function prepare(statements: Statements, request: KpiRowsRequest): Promise<AskedRows> | AskedRows {
  const definition = definitionOf(request.id);
  const { day } = request;
  return day === undefined ? ofPeriod(statements, definition, request) : ofDay(statements, request, day);
}

async function ofPeriod(
  statements: Statements,
  { id, columns, sort }: KpiDefinition,
  request: KpiRowsRequest,
): Promise<AskedRows> {
  const { site = '', item = '', key, unit, unknown, sites } = request;
  const newest = request.to === undefined ? await newestData(statements, {}) : [];
  const { from, to } = choosePeriod(request.from, request.to, newest[0]?.newest ?? null);
  const parameters = {
    rows: id,
    ties: id,
    sort: sortOf(id, sort, request.sort),
    from,
    to,
    site,
    item,
    part: key ?? '',
    hasPart: Number(key !== undefined),
    unit: unit ?? '',
    hasUnit: Number(unit !== undefined),
    onlyUnknown: Number(unknown === 'only'),
    ...visibleSites(sites),
  };
  return {
    columns,
    sort,
    page: (span) => findKpiRows(statements, { ...parameters, ...span }),
    count: () => findKpiRows.count(statements, { ...parameters, ...everything }),
    stream: () => findKpiRows.stream(statements, { ...parameters, ...everything }),
  };
}

function ofDay(statements: Statements, request: KpiRowsRequest, day: string): AskedRows {
  const { id, site = '', item = '', unknown, sites } = request;
  const measure = stockMeasureOf(id);
  if (measure === undefined) throw new UnknownKpi(`What ${id} was made of on an earlier day is not kept`);
  const parameters = {
    measure,
    day,
    site,
    item,
    sort: sortOf(id, stockHistorySort, request.sort),
    onlyUnknown: Number(unknown === 'only'),
    ...visibleSites(sites),
  };
  return {
    columns: stockHistoryColumns,
    sort: stockHistorySort,
    page: (span) => findStockHistoryRows(statements, { ...parameters, ...span }),
    count: () => findStockHistoryRows.count(statements, { ...parameters, ...everything }),
    stream: () => findStockHistoryRows.stream(statements, { ...parameters, ...everything }),
  };
}

function sortOf(id: string, sortable: readonly string[], asked: string | undefined): string {
  if (asked === undefined) return `${sortable[0] ?? ''} desc`;
  const [, minus, name = ''] = /^(-?)(.*)$/.exec(asked) ?? [];
  if (!sortable.includes(snakeCase(name))) throw new UnknownKpi(`The rows of ${id} cannot be sorted by ${name}`);
  return `${snakeCase(name)} ${minus === '-' ? 'desc' : 'asc'}`;
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function valuesOf(columns: readonly RowColumn[], row: KpiRow): KpiRowValues {
  const names = [...columns.map(({ name }) => name), 'numerator', 'denominator', 'isUnknown'];
  return Object.fromEntries(names.map((name) => [name, blankAsNull(row[name])]));
}

function blankAsNull(value: unknown): string | number | boolean | null {
  if (value === undefined || value === '' || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
