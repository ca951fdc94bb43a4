import type { TwinLot, TwinMovement } from './twin-lot.ts';

/** Movements of a lot between our own sites. */
export interface BetweenOwnSites {
  readonly dispatches: ReadonlySet<TwinMovement>;
  readonly arrivals: ReadonlySet<TwinMovement>;
  /** By destination: dispatched and not arrived, below zero where more arrived. */
  readonly underway: ReadonlyMap<string, number>;
}

/** No site is recorded: one is ours when it books receipts of the lot. */
export function betweenOwnSites({ movements, shipments }: TwinLot): BetweenOwnSites {
  const receiptsAt = (site: string): TwinMovement[] =>
    movements.filter((move) => move.reason === 'receipt' && move.toSiteId === site);
  const dispatches = movements.filter(
    (move) =>
      move.reason === 'ship' &&
      move.toSiteId !== '' &&
      move.toSiteId !== move.fromSiteId &&
      (move.fromSiteId !== '' || move.fromLocation === '') &&
      !shipments.some(({ shipmentId }) => shipmentId === move.shipmentId) &&
      receiptsAt(move.toSiteId).length > 0,
  );
  const arrivals = new Set<TwinMovement>();
  const underway = new Map<string, number>();
  for (const [site, out] of Map.groupBy(dispatches, ({ toSiteId }) => toSiteId)) {
    const origins = new Set(out.map(({ fromSiteId }) => fromSiteId));
    const since = Math.min(...out.map(({ at }) => at));
    const here = receiptsAt(site).filter(
      ({ fromSiteId, at }) => at >= since && (fromSiteId === '' || origins.has('') || origins.has(fromSiteId)),
    );
    for (const move of here) arrivals.add(move);
    const total = (moves: readonly TwinMovement[]): number => moves.reduce((sum, { quantity }) => sum + quantity, 0);
    const left = total(out) - total(here);
    underway.set(site, Math.abs(left) <= 1e-9 * Math.abs(total(out)) ? 0 : left);
  }
  return { dispatches: new Set(dispatches), arrivals, underway };
}
