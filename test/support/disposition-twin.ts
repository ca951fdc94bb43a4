import { countedEntries, newestCounts, type StockEntry } from './twin-counts.ts';
import { type BetweenOwnSites, betweenOwnSites } from './twin-own-sites.ts';
import { settleParties } from './twin-parties.ts';
import type { TwinLot, TwinMovement, TwinOperation } from './twin-lot.ts';

/** The disposition of one lot by plain bookkeeping, one record after the other: what the statements of `sql` must agree with. */

interface Holding {
  outer: string;
  inner: string;
  known: number;
  blurred: boolean;
}

export class DispositionTwin {
  readonly #lot: TwinLot;
  readonly #operations: ReadonlyMap<string, TwinOperation>;
  readonly #stock: StockEntry[] = [];
  /** By `bucket outer inner`. */
  readonly #flows = new Map<string, Holding & { bucket: string; parts: number[] }>();
  readonly #between: BetweenOwnSites;
  readonly made: number | null;

  constructor(lot: TwinLot, operations: ReadonlyMap<string, TwinOperation>) {
    this.#lot = lot;
    this.#operations = operations;
    this.#between = betweenOwnSites(lot);
    const arrivals = [...this.#between.arrivals];
    const booked = lot.movements.filter((move) => this.#isBooked(move));
    const surplus = [...this.#between.underway].map(([, quantity]) => Math.max(-quantity, 0));
    const known = booked.length + arrivals.length > 0;
    this.made = lot.quantity ?? (known ? sum([...booked.map(({ quantity }) => quantity), ...surplus]) : null);
  }

  /** `bucket outer inner → quantity` (NaN: unknown); statuses and the split of stock by status are left out. */
  rows(): Map<string, number> {
    this.#consume();
    this.#ship();
    this.#move();
    this.#scrap();
    this.#complain();
    const rows = new Map<string, number>();
    this.#writeStock(rows);
    this.#writeFlows(rows);
    this.#writeReceivers(rows);
    this.#writeUnknown(rows);
    return rows;
  }

  /** It says that there is more of the lot. */
  #isBooked(move: TwinMovement): boolean {
    return (move.reason === 'receipt' || move.reason === 'produce') && !this.#between.arrivals.has(move);
  }

  #flow(bucket: string, outer: string, inner: string, quantity: number): void {
    if (quantity === 0) return;
    const key = `${bucket} ${outer} ${inner}`;
    const held = this.#flows.get(key) ?? { bucket, outer, inner, known: 0, blurred: false, parts: [] };
    if (Number.isNaN(quantity)) held.blurred = true;
    else held.known = total([...held.parts, quantity]);
    if (!Number.isNaN(quantity)) held.parts.push(quantity);
    this.#flows.set(key, held);
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
    if (quantity !== 0) this.#stock.push({ site, location: '', quantity: -quantity, at, tag: 'out' });
  }

  #ship(): void {
    const moves = this.#lot.movements.filter((move) => move.reason === 'ship' && !this.#between.dispatches.has(move));
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
      this.#stock.push({ site, location, quantity, at, tag });
    for (const move of this.#lot.movements) {
      const { reason, quantity, at, fromLocation, toLocation } = move;
      const to = destinationOf(move);
      const from = originOf(this.#lot, true)(move);
      const leaves = move.fromSiteId !== '' || fromLocation !== '';
      const arrives = to !== '' || toLocation !== '';
      if (this.#between.arrivals.has(move)) put(to, toLocation, quantity, at, 'in');
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
    const { dispatches, arrivals } = this.#between;
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

  #writeStock(rows: Map<string, number>): void {
    const entries = countedEntries(this.#stock);
    const anchored = this.#stock.some(({ tag }) => ['receipt', 'produce', 'assumed', 'count', 'return'].includes(tag));
    const places = group(entries, ({ site, location }) => `${site} ${location}`).map(([first, list]) => ({
      outer: first.site,
      inner: first.location,
      known: total(list.map(({ quantity }) => quantity).filter((quantity) => !Number.isNaN(quantity))),
      blurred: list.some(({ quantity }) => Number.isNaN(quantity)),
      returned: sum(list.filter(({ tag }) => tag === 'return').map(({ quantity }) => quantity)),
    }));
    const left = anchored ? settle(places) : places.map(({ known }) => Math.max(known, 0));
    places.forEach((place, index) => {
      let quantity = left[index] ?? 0;
      if (quantity <= Math.abs(place.known) * 1e-9) return;
      const near = places.filter(({ outer }) => outer === place.outer);
      const adrift = places.some(
        (other) => other.blurred && !places.some((one) => one.outer === other.outer && one.known > 0),
      );
      if (anchored && (near.some(({ blurred }) => blurred) || adrift)) quantity = NaN;
      // How much of an unknown quantity came back is not known either.
      const returned = Number.isNaN(quantity) ? 0 : Math.min(Math.max(place.returned, 0), quantity);
      if (returned > 0) add(rows, `returned ${place.outer} ${place.inner}`, returned);
      if (Number.isNaN(quantity) || quantity - returned > quantity * 1e-12)
        add(rows, `stock ${place.outer} ${place.inner}`, quantity - returned);
    });
  }

  #writeFlows(rows: Map<string, number>): void {
    const of = (bucket: string) => [...this.#flows.values()].filter((flow) => flow.bucket === bucket);
    const ofParties = [...of('delivered'), ...of('in_transit')];
    const held = settleParties(ofParties);
    ofParties.forEach((flow, index) => write(rows, flow, held[index] ?? 0));
    for (const bucket of ['in_process', 'consumed', 'scrapped', 'returned'])
      for (const flow of of(bucket)) write(rows, flow, flow.known);
    for (const [site, quantity] of this.#between.underway) if (quantity > 0) add(rows, `in_transit ${site} `, quantity);
  }

  /** Who received some and holds none of it any more (D15). */
  #writeReceivers(rows: Map<string, number>): void {
    for (const [{ customerId, fromPartyId }, lines] of group(
      this.#lot.shipments,
      (line) => `${line.customerId} ${line.fromPartyId}`,
    )) {
      const known = total(lines.flatMap(({ quantity }) => quantity ?? []));
      if (known <= 0 && lines.every(({ quantity }) => quantity !== null)) continue;
      const holds = (bucket: string) =>
        ['', ' ?'].some((mark) => rows.has(`${bucket} ${customerId} ${fromPartyId}${mark}`));
      if (!holds('delivered') && !holds('in_transit')) rows.set(`delivered ${customerId} ${fromPartyId}`, 0);
    }
  }

  #writeUnknown(rows: Map<string, number>): void {
    if (this.made === null) return void rows.set('unknown  ', NaN);
    const accounted = sum(
      [...rows]
        .filter(([key]) => !key.endsWith('?'))
        .map(([, quantity]) => quantity)
        .filter((quantity) => !Number.isNaN(quantity)),
    );
    const rest = this.made - accounted;
    if (Math.abs(rest) > 1e-6 * Math.max(this.made, Math.abs(accounted))) rows.set('unknown  ', rest);
  }
}

/** Sets what is owed off against the same outer, then against all, in proportion; what is still owed is dropped. */
function settle(holdings: readonly Holding[]): number[] {
  const near = holdings.map((holding) => {
    const mates = holdings.filter(({ outer }) => outer === holding.outer);
    const held = sum(mates.map(({ known }) => Math.max(known, 0)));
    const owed = sum(mates.map(({ known }) => Math.max(-known, 0)));
    if (holding.known > 0) return { left: holding.known * Math.max(1 - owed / held, 0), owed: 0 };
    return { left: 0, owed: owed > 0 ? (Math.max(-holding.known, 0) / owed) * Math.max(owed - held, 0) : 0 };
  });
  const held = sum(near.map(({ left }) => left));
  const owed = sum(near.map((one) => one.owed));
  const share = held > 0 ? Math.max(1 - owed / held, 0) : 0;
  return near.map(({ left }) => left * share);
}

const destinationOf = (move: TwinMovement): string =>
  move.toSiteId === '' && move.toLocation !== '' ? move.fromSiteId : move.toSiteId;

/** A movement that names only a location left the site it went to; one that names none of both left the site of the lot, if asked so. */
function originOf(lot: TwinLot, orLot: boolean) {
  return (move: TwinMovement): string => {
    const site = move.fromSiteId === '' && move.fromLocation !== '' ? move.toSiteId : move.fromSiteId;
    return orLot && site === '' && move.fromLocation !== '' ? lot.siteId : site;
  };
}

function isCustomerReturn(move: TwinMovement): boolean {
  if (move.operationId !== '') return false;
  const arrives = move.toSiteId !== '' || move.toLocation !== '';
  const leaves = move.fromSiteId !== '' || move.fromLocation !== '';
  return arrives || !leaves || move.shipmentId !== '';
}

function write(
  rows: Map<string, number>,
  { bucket, outer, inner, known, blurred }: Holding & { bucket: string },
  left: number,
): void {
  if (Math.abs(left) > 1e-9 * Math.abs(known)) add(rows, `${bucket} ${outer} ${inner}`, left);
  if (blurred) rows.set(`${bucket} ${outer} ${inner} ?`, NaN);
}

function add(rows: Map<string, number>, key: string, quantity: number): void {
  rows.set(key, (rows.get(key) ?? 0) + quantity);
}

/** What only rounding leaves of sums as large as `scale` is nothing. */
const rounded = (difference: number, scale: number): number =>
  Math.abs(difference) <= 1e-9 * Math.abs(scale) ? 0 : difference;
const total = (numbers: readonly number[]): number => rounded(sum(numbers), sum(numbers.map(Math.abs)));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const max = (texts: readonly string[]): string =>
  texts.reduce((greatest, text) => (text > greatest ? text : greatest), '');

function group<T>(list: readonly T[], key: (one: T) => string): [T, T[]][] {
  return [...Map.groupBy(list, key).values()].map((members) => [members[0] as T, members]);
}
