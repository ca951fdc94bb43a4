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
  // Numbers are given by supplier and material: the same one of another material is another lot.
  const groups = blocksOf(
    data.supplierLot.map((lot, row) => (lot === '' ? `l${data.lotId[row]}` : `s${relationOf(data, row)}\n${lot}`)),
  );
  const kept = new Map<Memory, RecentOutcomes>();
  const recent = (memory: Memory) => {
    const outcomes = kept.get(memory) ?? recentOutcomes(data, groups, memory);
    kept.set(memory, outcomes);
    return sameLot ? outcomes : { ...outcomes, own: none(groups.length) };
  };
  return { data, levels: incomingLevels(data), history: supplierHistory(data), recent, groups };
}

const none = (count: number): RecentOutcomes['own'] => ({
  lots: new Float64Array(count),
  deviating: new Float64Array(count),
});
