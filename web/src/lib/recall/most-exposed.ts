import { KpiList, KpiRows, type FiguresProgress, type Money } from '@lotscope/api/contract';
import { request } from '#lib/api/request.ts';

/** A supplier lot with what its recall would reach. */
export interface ExposedLot {
  readonly supplierLot: string;
  readonly supplierId: string | undefined;
  /** Item and supplier, by name where there is one. */
  readonly about: string;
  readonly lots: number | null;
  readonly customers: number | null;
  /** What its recall would put at stake, with how much of it could not be valued. */
  readonly exposure: Money;
}

/** The first of them, and how many there are. */
export interface MostExposed {
  readonly lots: readonly ExposedLot[];
  readonly total: number;
  /** Received at sites that the reader may not see. */
  readonly withheld: number;
}

type Row = KpiRows['items'][number];

const text = (value: Row[string] | undefined) => (typeof value === 'string' && value !== '' ? value : undefined);
const count = (value: Row[string] | undefined) => (typeof value === 'number' ? value : null);

function exposedLot(row: Row, currency: string | null): ExposedLot[] {
  const supplierLot = text(row['supplierLot']);
  if (supplierLot === undefined) return [];
  const item = text(row['itemName']) ?? text(row['itemId']);
  const supplierId = text(row['supplierId']);
  const supplier = text(row['supplierName']) ?? supplierId;
  const about = [item, supplier].filter(Boolean).join(' · ');
  const exposure = { amount: count(row['value']), currency, unknown: count(row['unvalued']) ?? 0 };
  return [
    { supplierLot, supplierId, about, lots: count(row['affectedLots']), customers: count(row['customers']), exposure },
  ];
}

/** The supplier lots whose recall would cost most. */
async function mostExposed(signal: AbortSignal): Promise<MostExposed> {
  const path = '/api/v1/kpis/recall-exposure/rows?limit=6&sort=-value';
  const { items, currency, total, withheld } = await request(KpiRows, path, { signal });
  return { lots: items.flatMap((row) => exposedLot(row, currency)), total, withheld };
}

/** The most exposed lots; where there are none, whether they are still to be derived. */
export async function loadMostExposed(signal: AbortSignal): Promise<FiguresProgress & MostExposed> {
  const found = await mostExposed(signal);
  if (found.total > 0) return { ...found, refreshing: false, behind: null };
  const { refreshing, behind } = await request(KpiList, '/api/v1/kpis?compare=none', { signal });
  // Those that were derived meanwhile.
  return { ...(refreshing || behind ? found : await mostExposed(signal)), refreshing, behind };
}
