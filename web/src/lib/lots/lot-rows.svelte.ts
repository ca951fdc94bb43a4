import { lotRowPage } from '@lotscope/api/contract';
import type { LotListName, LotListRow, Passport } from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import { PagedRows, type Page } from '#lib/table/paged-rows.svelte.ts';

/** The lists whose first page comes with the passport. */
type PassportListName = Exclude<LotListName, 'timeline'>;

async function loadLotRows<Name extends LotListName>(
  lotId: string,
  list: Name,
  { limit, cursor }: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<Page<LotListRow<Name>>> {
  const path = apiPath`/lots/${lotId}/${list}/rows` + queryString({ limit, cursor });
  return (await request(lotRowPage(list), path, { signal })) as Page<LotListRow<Name>>;
}

/** A list of the lot, a page at a time: the first is that of the passport, the others are asked for. */
export function passportRows<Name extends PassportListName>(
  list: Name,
  passport: () => Pick<Passport, 'lot'> & Readonly<Record<Name, Page<LotListRow<Name>>>>,
): PagedRows<LotListRow<Name>> {
  return new PagedRows<LotListRow<Name>>(
    () => passport().lot.lotId,
    (lotId, page, signal) =>
      page.cursor === null ? Promise.resolve(passport()[list]) : loadLotRows(lotId, list, page, signal),
  );
}

/** Everything that happened to the lot, a page at a time. */
export function timelineRows(lotId: () => string): PagedRows<LotListRow<'timeline'>> {
  return new PagedRows<LotListRow<'timeline'>>(lotId, (asked, page, signal) =>
    loadLotRows(asked, 'timeline', page, signal),
  );
}

/** Address of a whole list as CSV. */
export function lotRowsCsv(lotId: string, list: LotListName): string {
  return apiPath`/lots/${lotId}/${list}/rows.csv`;
}
