import type { Statements } from '../engine/engine.ts';
import { PER_STATEMENT } from '../query/ask-in-parts.ts';
import { visibleSites } from '../query/columns.ts';
import type { PagedQuery, RowCount } from '../query/define-query.ts';
import { lotLists, type LotListName, type LotListParameters, type LotListRow } from './lot-lists.ts';

export interface LotRowsRequest {
  readonly lotId: string;
  /** Sites that the reader may see; null: all. */
  readonly sites: readonly string[] | null;
}

/** A part of a list of the passport, how many rows the list has, and how many of them are of other sites and left out. */
export interface PassportList<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly withheld: number;
}

/** One page of a list of a lot: what the reader may not see comes last, so that the rest fills the pages. */
export async function lotRows<Name extends LotListName>(
  statements: Pick<Statements, 'query'>,
  name: Name,
  { lotId, sites }: LotRowsRequest,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<PassportList<LotListRow<Name>>> {
  const find = finder(name);
  const parameters = { lotId, limit, offset, ...visibleSites(sites) };
  const found = await find(statements, parameters);
  const rows = shown<Name>(found);
  // Only a full page, or one that is not the first, can have more rows than it shows.
  if (offset === 0 && found.length < limit) return { rows, total: found.length, withheld: found.length - rows.length };
  const { total, hidden } =
    countOf(found) ?? (await find.count(statements, { ...parameters, limit: 0xffff_ffff, offset: 0 }));
  return { rows, total, withheld: hidden };
}

/**
 * All rows of a list of a lot that the reader may see, in batches. Each is a statement of its own: one open statement would hold a session of
 * the embedded engine, and run against its time limit, while a slow reader takes the file.
 */
export async function* streamLotRows<Name extends LotListName>(
  statements: Pick<Statements, 'query'>,
  name: Name,
  { lotId, sites }: LotRowsRequest,
): AsyncIterable<LotListRow<Name>[]> {
  const parameters = { lotId, limit: PER_STATEMENT, ...visibleSites(sites) };
  for (let offset = 0; ; offset += PER_STATEMENT) {
    const found = await finder(name)(statements, { ...parameters, offset });
    const rows = shown<Name>(found);
    if (rows.length > 0) yield rows;
    if (rows.length < PER_STATEMENT) return;
  }
}

/** Columns with which a row of a list says how many there are on all pages. */
interface Counted {
  readonly allRows: number;
  readonly allHidden: number;
}

function countOf([first]: readonly object[]): RowCount | undefined {
  if (first === undefined || !('allRows' in first)) return undefined;
  const { allRows, allHidden } = first as Counted;
  return { total: allRows, hidden: allHidden };
}

const finder = (name: LotListName): PagedQuery<LotListParameters, object> => lotLists[name].find;

function shown<Name extends LotListName>(found: readonly object[]): LotListRow<Name>[] {
  return found
    .filter((row) => !('hidden' in row && row.hidden === true))
    .map((row) => {
      const {
        hidden: _hidden,
        allRows: _rows,
        allHidden: _all,
        ...visible
      } = row as Partial<Counted> & { hidden?: unknown };
      return visible as LotListRow<Name>;
    });
}
