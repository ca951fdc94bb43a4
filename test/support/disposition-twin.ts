import { countedEntries } from './twin-counts.ts';
import { type Flow, type Holding, TwinLedger } from './twin-ledger.ts';
import type { TwinLot, TwinOperation } from './twin-lot.ts';
import { settleParties } from './twin-parties.ts';
import { group, sum, total } from './twin-sums.ts';

/** The disposition of one lot by plain bookkeeping: what the statements of `sql` must agree with. */
export class DispositionTwin {
  readonly #lot: TwinLot;
  readonly #ledger: TwinLedger;

  constructor(lot: TwinLot, operations: ReadonlyMap<string, TwinOperation>) {
    this.#lot = lot;
    this.#ledger = new TwinLedger(lot, operations);
  }

  get made(): number | null {
    return this.#ledger.made;
  }

  /** `bucket outer inner → quantity` (NaN: unknown); statuses and the split of stock by status are left out. */
  rows(): Map<string, number> {
    const rows = new Map<string, number>();
    this.#writeStock(rows);
    this.#writeFlows(rows);
    this.#writeReceivers(rows);
    this.#writeUnknown(rows);
    return rows;
  }

  #writeStock(rows: Map<string, number>): void {
    const { stock } = this.#ledger;
    const entries = countedEntries(stock);
    const anchored = stock.some(({ tag }) => ['receipt', 'produce', 'assumed', 'count', 'return'].includes(tag));
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
    const of = (bucket: string) => [...this.#ledger.flows.values()].filter((flow) => flow.bucket === bucket);
    const ofParties = [...of('delivered'), ...of('in_transit')];
    const held = settleParties(ofParties);
    ofParties.forEach((flow, index) => write(rows, flow, held[index] ?? 0));
    for (const bucket of ['in_process', 'consumed', 'scrapped', 'returned'])
      for (const flow of of(bucket)) write(rows, flow, flow.known);
    for (const [site, quantity] of this.#ledger.between.underway)
      if (quantity > 0) add(rows, `in_transit ${site} `, quantity);
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

function write(rows: Map<string, number>, { bucket, outer, inner, known, blurred }: Flow, left: number): void {
  if (Math.abs(left) > 1e-9 * Math.abs(known)) add(rows, `${bucket} ${outer} ${inner}`, left);
  if (blurred) rows.set(`${bucket} ${outer} ${inner} ?`, NaN);
}

function add(rows: Map<string, number>, key: string, quantity: number): void {
  rows.set(key, (rows.get(key) ?? 0) + quantity);
}
