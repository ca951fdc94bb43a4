import { KpiList, KpiRows, type FiguresProgress } from '@lotscope/api/contract';
import { request } from '#lib/api/request.ts';

/** A supplier lot with what its recall would reach. */
export interface ExposedLot {
  readonly supplierLot: string;
  readonly supplierId: string | undefined;
  /** Item and supplier, by name where there is one. */
  readonly about: string;
  readonly lots: number | null;
  readonly customers: number | null;
}

type Row = KpiRows['items'][number];

const text = (value: Row[string] | undefined) => (typeof value === 'string' && value !== '' ? value : undefined);
const count = (value: Row[string] | undefined) => (typeof value === 'number' ? value : null);

function exposedLot(row: Row): ExposedLot[] {
  const supplierLot = text(row['supplierLot']);
  if (supplierLot === undefined) return [];
  const item = text(row['itemName']) ?? text(row['itemId']);
  const supplierId = text(row['supplierId']);
  const supplier = text(row['supplierName']) ?? supplierId;
  const about = [item, supplier].filter(Boolean).join(' · ');
  return [{ supplierLot, supplierId, about, lots: count(row['affectedLots']), customers: count(row['customers']) }];
}

/** The supplier lots whose recall would cost most, each once: several receipts may carry the same number. */
async function mostExposed(signal: AbortSignal): Promise<ExposedLot[]> {
  const { items } = await request(KpiRows, '/api/v1/kpis/recall-exposure/rows?limit=8', { signal });
  const lots = items.flatMap(exposedLot);
  return [...new Map(lots.map((lot) => [`${lot.supplierId}|${lot.supplierLot}`, lot])).values()].slice(0, 6);
}

/** The most exposed lots; where there are none, whether they are still to be derived. */
export async function loadMostExposed(signal: AbortSignal): Promise<FiguresProgress & { lots: ExposedLot[] }> {
  const lots = await mostExposed(signal);
  if (lots.length > 0) return { lots, refreshing: false, behind: null };
  const { refreshing, behind } = await request(KpiList, '/api/v1/kpis?compare=none', { signal });
  // Those that were derived meanwhile.
  return { lots: refreshing || behind ? lots : await mostExposed(signal), refreshing, behind };
}
