import { SupplierItemPage, SupplierLotDetail, SupplierLotRiskPage, SupplierRiskPage } from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import { resolvePeriod, type FilterState } from '#lib/filters/filter-state.ts';
import { newestEvent } from '#lib/filters/newest-event.ts';
import { sortQuery } from '#lib/risk/sort-query.ts';

/** Which receipts are looked at, as the server is asked: exact dates, `to` exclusive. */
export type ReceiptQuery = Readonly<Partial<Record<'from' | 'to' | 'site' | 'item' | 'supplier' | 'q', string>>>;

/** The receipts that the filter bar, a supplier and a search stand for; named periods end with the newest event. */
export async function receiptQuery(
  filters: FilterState,
  own: Pick<ReceiptQuery, 'supplier' | 'q'> = {},
): Promise<ReceiptQuery> {
  const dates = resolvePeriod(filters, filters.period === 'custom' ? null : await newestEvent());
  const asked = { ...dates, site: filters.site, item: filters.item, ...own };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as ReceiptQuery;
}

/** Whether it is known what became of a lot. */
export const lotStates = [
  { value: 'open', label: 'Open' },
  { value: 'judged', label: 'Judged' },
  { value: 'rated', label: 'In the rate' },
  { value: 'all', label: 'All' },
] as const;
export type LotState = (typeof lotStates)[number]['value'];

/** The state that a URL names; open lots are those that one can still act on. */
export function readLotState(parameters: Pick<URLSearchParams, 'get'>): LotState {
  return lotStates.find(({ value }) => value === parameters.get('state'))?.value ?? 'open';
}

interface PageAsked {
  readonly limit: number;
  readonly cursor: string | null;
  /** `column` ascending, `-column` descending. */
  readonly sort: string | undefined;
}

export function loadSuppliers(
  receipts: ReceiptQuery,
  { sort, ...page }: PageAsked,
  signal: AbortSignal,
): Promise<SupplierRiskPage> {
  const query = queryString({ ...receipts, ...sortQuery(sort), ...page });
  return request(SupplierRiskPage, '/api/v1/risk/suppliers' + query, { signal });
}

/** All suppliers that match, as a file, in the order of the page. */
export function suppliersCsv(receipts: ReceiptQuery, sort: string | undefined): string {
  return '/api/v1/risk/suppliers.csv' + queryString({ ...receipts, ...sortQuery(sort) });
}

export function loadSupplierItems(
  supplierId: string,
  { supplier: _its, ...receipts }: ReceiptQuery,
  { sort, ...page }: PageAsked,
  signal: AbortSignal,
): Promise<SupplierItemPage> {
  const query = queryString({ ...receipts, ...sortQuery(sort), ...page });
  return request(SupplierItemPage, apiPath`/risk/suppliers/${supplierId}/items` + query, { signal });
}

export function supplierItemsCsv(
  supplierId: string,
  { supplier: _its, ...receipts }: ReceiptQuery,
  sort: string | undefined,
): string {
  return apiPath`/risk/suppliers/${supplierId}/items.csv` + queryString({ ...receipts, ...sortQuery(sort) });
}

export interface LotQuery extends ReceiptQuery {
  readonly state: LotState;
}

export function loadSupplierLots(
  lots: LotQuery,
  { sort, ...page }: PageAsked,
  signal: AbortSignal,
): Promise<SupplierLotRiskPage> {
  const query = queryString({ ...lots, ...sortQuery(sort), ...page });
  return request(SupplierLotRiskPage, '/api/v1/risk/supplier-lots' + query, { signal });
}

export function supplierLotsCsv(lots: LotQuery, sort: string | undefined): string {
  return '/api/v1/risk/supplier-lots.csv' + queryString({ ...lots, ...sortQuery(sort) });
}

export function loadSupplierLot(lotId: string, signal: AbortSignal): Promise<SupplierLotDetail> {
  return request(SupplierLotDetail, apiPath`/risk/supplier-lots/${lotId}`, { signal });
}
