import { newestCounts, type StockEntry } from './twin-counts.ts';
import type { TwinLot, TwinMovement, TwinOperation } from './twin-lot.ts';
import { destinationOf, isCustomerReturn, originOf } from './twin-movements.ts';
import { type BetweenOwnSites, betweenOwnSites } from './twin-own-sites.ts';
import { max, rounded, sum, total } from './twin-sums.ts';

/** What is held at a place or party, before anything is set off. */
export interface Holding {
  outer: string;
  inner: string;
  known: number;
  blurred: boolean;
}

/** Of a bucket other than stock, with the quantities that it is the sum of. */
export interface Flow extends Holding {
  bucket: string;
  parts: number[];
}

/** What the records of one lot book, one record after the other: into and out of its stock, and into the other buckets. */
export class TwinLedger {
  readonly stock: StockEntry[] = [];
  /** By `bucket outer inner`. */
  readonly flows = new Map<string, Flow>();
  readonly between: BetweenOwnSites;
  readonly made: number | null;
  readonly #lot: TwinLot;
  readonly #operations: ReadonlyMap<string, TwinOperation>;

  constructor(lot: TwinLot, operations: ReadonlyMap<string, TwinOperation>) {
    this.#lot = lot;
    this.#operations = operations;
    this.between = betweenOwnSites(lot);
    const arrivals = [...this.between.arrivals];
    const booked = lot.movements.filter((move) => this.#isBooked(move));
    const surplus = [...this.between.underway].map(([, quantity]) => Math.max(-quantity, 0));
    const known = booked.length + arrivals.length > 0;
    this.made = lot.quantity ?? (known ? sum([...booked.map(({ quantity }) => quantity), ...surplus]) : null);
    this.#consume();
    this.#ship();
    this.#move();
    this.#scrap();
    this.#complain();
  }

  /** It says that there is more of the lot. */
  #isBooked(move: TwinMovement): boolean {
    return (move.reason === 'receipt' || move.reason === 'produce') && !this.between.arrivals.has(move);
  }

  #flow(bucket: string, outer: string, inner: string, quantity: number): void {
    if (quantity === 0) return;
    const key = `${bucket} ${outer} ${inner}`;
    const held = this.flows.get(key) ?? { bucket, outer, inner, known: 0, blurred: false, parts: [] };
    if (Number.isNaN(quantity)) held.blurred = true;
    else held.known = total([...held.parts, quantity]);
    if (!Number.isNaN(quantity)) held.parts.push(quantity);
    this.flows.set(key, held);
  }

  #consume(): void {
    const { inputs, links, movements } = this.#lot;
    const issues = movements.filter(({ reason }) => reason === 'issue');
    const back = movements.filter((move) => move.reason === 'return' && move.operationId !== '');
    const uncovered: { site: string; quantity: number; blurred: boolean; at: number }[] = [];
    for (const key of new Set([...inputs, ...links, ...issues, ...back].map(({ operationId }) => operationId))) {
      const of = <T extends { operationId: string }>(list: T[]) =>
        list.filter(({ operationId }) => operationId === key);
      const { siteId = '', running = false } = this.#operations.get(key) ?? {};
      const issued = sum(of(issues).map(({ quantity }) => quantity));
      const returned = sum(of(back).map(({ quantity }) => quantity));
      const lines = of(inputs).length > 0 ? of(inputs) : of(links);
      const quantity = sum(lines.flatMap((line) => line.quantity ?? []));
      const blurred = lines.some((line) => line.quantity === null);
      const site = max(
        [...of(inputs), ...of(links)]
          .map(() => siteId)
          .concat([...of(issues), ...of(back)].map(originOf(this.#lot, true))),
      );
      const at = Math.max(
        0,
        ...of(inputs).map((line) => line.at ?? 0),
        ...[...of(issues), ...of(back)].map((move) => move.at),
      );
      const isUncovered = lines.length > 0 && (key === '' || of(issues).length === 0);
      if (isUncovered) uncovered.push({ site, quantity, blurred, at });
      let used = quantity;
      if (key !== '' && lines.length === 0) used = Math.max(rounded(issued - returned, issued), 0);
      else if (key !== '' && of(issues).length === 0) used = Math.max(rounded(quantity - returned, quantity), 0);
      else if (key !== '' && (blurred || running)) used = Math.max(quantity, rounded(issued - returned, issued));
      const bucket = running ? 'in_process' : 'consumed';
      this.#flow(bucket, running ? site : '', '', used);
      if (blurred && isUncovered) this.#flow(bucket, running ? site : '', '', NaN);
    }
    const loose = issues.filter(({ operationId }) => operationId === '').map(({ quantity }) => quantity);
    const known = sum(uncovered.map(({ quantity }) => quantity));
    if (loose.length > 0) this.#flow('in_process', '', '', Math.max(rounded(sum(loose) - known, sum(loose)), 0));
    for (const { site, quantity, blurred, at } of uncovered) {
      if (sum(loose) <= 0) this.#leave(site, quantity, at);
      else if (known !== 0) this.#leave(site, quantity * Math.max(rounded(1 - sum(loose) / known, 1), 0), at);
      if (blurred && sum(loose) <= 0) this.#leave(site, NaN, at);
    }
  }

  #leave(site: string, quantity: number, at: number): void {
    if (quantity !== 0) this.stock.push({ site, location: '', quantity: -quantity, at, tag: 'out' });
  }

  #ship(): void {
    const moves = this.#lot.movements.filter((move) => move.reason === 'ship' && !this.between.dispatches.has(move));
    const lines = this.#lot.shipments.filter(({ fromPartyId }) => fromPartyId === '');
    const named = (id: string) => id !== '' && lines.some(({ shipmentId }) => shipmentId === id);
    const moved = (id: string) => moves.filter(({ shipmentId }) => shipmentId === id);
    const loose = sum(moves.filter(({ shipmentId }) => !named(shipmentId)).map(({ quantity }) => quantity));
    const uncovered = lines.filter(({ shipmentId }) => moved(shipmentId).length === 0);
    const known = sum(uncovered.flatMap(({ quantity }) => quantity ?? []));
    for (const line of this.#lot.shipments) {
      const { shipmentId, customerId, fromPartyId, fromSiteId } = line;
      const alone = lines.filter((other) => other.shipmentId === shipmentId).length === 1;
      const covered = moved(shipmentId);
      let quantity = line.quantity ?? NaN;
      if (line.quantity === null && fromPartyId === '' && alone && covered.length > 0)
        quantity = sum(covered.map((move) => move.quantity));
      this.#flow(line.delivered ? 'delivered' : 'in_transit', customerId, fromPartyId, quantity);
      if (fromPartyId !== '') this.#flow('delivered', fromPartyId, '', -quantity);
      else if (covered.length === 0) {
        if (loose <= 0) this.#leave(fromSiteId, quantity, line.at ?? 0);
        else if (!Number.isNaN(quantity) && known !== 0)
          this.#leave(fromSiteId, quantity * Math.max(rounded(1 - loose / known, 1), 0), line.at ?? 0);
      }
    }
    if (loose > 0) this.#flow('in_transit', '', '', loose * Math.max(rounded(1 - known / loose, 1), 0));
  }

  #move(): void {
    const put = (site: string, location: string, quantity: number, at: number, tag: StockEntry['tag']) =>
      this.stock.push({ site, location, quantity, at, tag });
    for (const move of this.#lot.movements) {
      const { reason, quantity, at, fromLocation, toLocation } = move;
      const to = destinationOf(move);
      const from = originOf(this.#lot, true)(move);
      const leaves = move.fromSiteId !== '' || fromLocation !== '';
      const arrives = to !== '' || toLocation !== '';
      if (this.between.arrivals.has(move)) put(to, toLocation, quantity, at, 'in');
      else if (reason === 'receipt' || reason === 'produce')
        put(to === '' ? this.#lot.siteId : to, toLocation, quantity, at, reason);
      else if (reason === 'transfer') {
        put(from, fromLocation, -quantity, at, 'out');
        put(to, toLocation, quantity, at, 'in');
      } else if (reason === 'adjust') {
        if (leaves && !arrives) put(from, fromLocation, -Math.abs(quantity), at, 'out');
        else put(to === '' ? this.#lot.siteId : to, toLocation, quantity, at, quantity > 0 ? 'in' : 'out');
      } else if (reason !== 'return') put(from, fromLocation, -quantity, at, 'out');
      else if (move.operationId !== '') put(to, toLocation, quantity, at, 'in');
      else if (leaves && !arrives && move.shipmentId === '') {
        put(from, fromLocation, -quantity, at, 'out');
        this.#flow('returned', '', '', quantity);
      } else {
        put(to, toLocation, quantity, at, 'return');
        const shipment = this.#lot.shipments.find(({ shipmentId }) => shipmentId === move.shipmentId);
        this.#flow('delivered', shipment?.customerId ?? '', '', -quantity);
      }
    }
    const booked = this.#lot.movements.some((move) => this.#isBooked(move));
    const { dispatches, arrivals } = this.between;
    const kept = this.#lot.movements.some(
      (move) => move.reason === 'transfer' || move.reason === 'adjust' || dispatches.has(move) || arrivals.has(move),
    );
    if (kept && !booked && this.made !== null) put(this.#lot.siteId, '', this.made, 0, 'assumed');
    for (const { siteId, location, quantity, at } of newestCounts(this.#lot))
      put(siteId, location, quantity, at, 'count');
  }

  #scrap(): void {
    const moves = this.#lot.movements.filter(({ reason }) => reason === 'scrap');
    for (const move of moves) this.#flow('scrapped', originOf(this.#lot, true)(move), move.fromLocation, move.quantity);
    // Nonconformances have no date here, so that every movement may be of the same scrap.
    let covered = moves.reduce((sum, { quantity }) => sum + Math.max(quantity, 0), 0);
    for (const { quantity } of this.#lot.nonconformances) {
      const beyond = quantity === null ? (covered > 0 ? 0 : NaN) : Math.max(quantity - covered, 0);
      covered = Math.max(covered - (quantity ?? 0), 0);
      if (beyond <= 1e-9) continue;
      this.#flow('scrapped', '', '', beyond);
      if (!Number.isNaN(beyond)) this.#leave('', beyond, 0);
    }
  }

  #complain(): void {
    const returned = this.#lot.movements.some((move) => move.reason === 'return' && isCustomerReturn(move));
    if (returned) return;
    for (const { customerId, quantity } of this.#lot.complaints) {
      this.#flow('delivered', customerId, '', -quantity);
      this.#flow('returned', '', '', quantity);
    }
  }
}
