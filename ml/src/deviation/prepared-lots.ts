import { blocksOf } from '../evaluation/block-bootstrap.ts';
import type { DeviationData } from './deviation-data.ts';
import { incomingLevels, type IncomingLevels } from './incoming-levels.ts';
import { recentOutcomes, type Memory, type RecentOf, type RecentOutcomes } from './recent-outcomes.ts';
import { relationOf, supplierHistory, type SupplierHistory } from './supplier-history.ts';

/** The lots with what needs no fitting: each row knows only what was known when it was judged. */
export interface PreparedLots {
  readonly data: DeviationData;
  readonly levels: IncomingLevels;
  readonly history: SupplierHistory;
  readonly recent: RecentOf;
  /** Deliveries of one supplier lot have the same number. Shape [n]. */
  readonly groups: Uint32Array;
}

/** `sameLot` false: what became of earlier deliveries of the same supplier lot is not known of any lot. */
export function prepareLots(data: DeviationData, { sameLot = true } = {}): PreparedLots {
  const groups = blocksOf(data.lotId.map((_, row) => originOf(data, row)));
  const kept = new Map<Memory, RecentOutcomes>();
  const recent = (memory: Memory) => {
    const outcomes = kept.get(memory) ?? recentOutcomes(data, groups, memory);
    kept.set(memory, outcomes);
    return sameLot ? outcomes : { ...outcomes, own: none(groups.length) };
  };
  return { data, levels: incomingLevels(data), history: supplierHistory(data), recent, groups };
}

function originOf(data: DeviationData, row: number): string {
  const given = data.origin?.[row];
  if (given) return `o${given}`;
  const lot = data.supplierLot[row]!;
  return given === '' || lot === '' ? `l${data.lotId[row]}` : `s${relationOf(data, row)}\n${lot}`;
}

const none = (count: number): RecentOutcomes['own'] => ({
  lots: new Float64Array(count),
  deviating: new Float64Array(count),
});
