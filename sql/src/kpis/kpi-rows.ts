import type { Statements } from '../engine/engine.ts';
import { visibleSites } from '../query/columns.ts';
import type { KpiDefinition, KpiId, RowColumn } from './kpi-definition.ts';
import { kpiDefinitions } from './kpi-definitions.ts';
import { findKpiRows, newestData, type KpiPageParameters, type KpiRow } from './kpi-queries.ts';
import type { KpiRequest } from './kpis.ts';
import { choosePeriod } from './period.ts';

/** There is no KPI of that name, or its rows cannot be sorted so. */
export class UnknownKpi extends Error {
  override readonly name = 'UnknownKpi';
}

export interface KpiRowsRequest extends Omit<KpiRequest, 'compare'> {
  readonly id: string;
  /** One part of the breakdown. */
  readonly key?: string | undefined;
  /** Of rates: only quantities of this unit. */
  readonly unit?: string | undefined;
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
  const { definition, parameters } = await prepare(statements, request);
  const { limit, offset = 0 } = request;
  const [found, { total, hidden }] = await Promise.all([
    findKpiRows(statements, { ...parameters, limit, offset }),
    findKpiRows.count(statements, parameters),
  ]);
  const rows = found.filter((row) => !row.hidden).map((row) => valuesOf(definition, row));
  // Hidden rows come last, so that visible ones fill the pages.
  const more = offset + found.length < total - hidden;
  return {
    id: definition.id,
    columns: definition.columns.map((column) => ({ ...column, sortable: isSortable(definition, column.name) })),
    rows,
    total,
    withheld: hidden,
    nextOffset: more ? offset + found.length : null,
  };
}

/** All rows behind a KPI, in batches. Throws `UnknownKpi`. */
export async function* streamKpiRows(statements: Statements, request: KpiRowsRequest): AsyncIterable<KpiRowValues[]> {
  const { definition, parameters } = await prepare(statements, request);
  for await (const batch of findKpiRows.stream(statements, parameters)) {
    const rows = batch.filter((row) => !row.hidden).map((row) => valuesOf(definition, row));
    if (rows.length > 0) yield rows;
  }
}

/** What the columns of a KPI's rows are; undefined when there is no such KPI. */
export function kpiColumns(id: string): readonly RowColumn[] | undefined {
  return kpiDefinitions.find((definition) => definition.id === id)?.columns;
}

async function prepare(
  statements: Statements,
  request: KpiRowsRequest,
): Promise<{ definition: KpiDefinition; parameters: KpiPageParameters }> {
  const definition = kpiDefinitions.find(({ id }) => id === request.id);
  if (!definition) throw new UnknownKpi(`There is no KPI ${request.id}`);
  const { site = '', item = '', key, unit, unknown, sites } = request;
  const newest = request.to === undefined ? await newestData(statements, {}) : [];
  const { from, to } = choosePeriod(request.from, request.to, newest[0]?.newest ?? null);
  const parameters = {
    rows: definition.id as KpiId,
    ties: definition.id,
    sort: sortOf(definition, request.sort),
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
    limit: 0xffff_ffff,
    offset: 0,
  };
  return { definition, parameters };
}

function sortOf(definition: KpiDefinition, asked: string | undefined): string {
  if (asked === undefined) return `${definition.sort[0] ?? ''} desc`;
  const [, minus, name = ''] = /^(-?)(.*)$/.exec(asked) ?? [];
  if (!isSortable(definition, name)) throw new UnknownKpi(`The rows of ${definition.id} cannot be sorted by ${name}`);
  return `${snakeCase(name)} ${minus === '-' ? 'desc' : 'asc'}`;
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const isSortable = (definition: KpiDefinition, name: string): boolean => definition.sort.includes(snakeCase(name));

function valuesOf(definition: KpiDefinition, row: KpiRow): KpiRowValues {
  const names = [...definition.columns.map(({ name }) => name), 'numerator', 'denominator', 'isUnknown'];
  return Object.fromEntries(names.map((name) => [name, blankAsNull(row[name])]));
}

function blankAsNull(value: unknown): string | number | boolean | null {
  if (value === undefined || value === '' || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
