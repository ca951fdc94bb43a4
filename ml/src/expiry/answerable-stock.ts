import type { Shelf } from '../fefo/actions.ts';
import type { ExpiryVerdict, ShelfLot } from '../fefo/outlook.ts';
import { Random } from '../random/random.ts';
import type { ExpiryModel } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData } from './expiry-data.ts';
import { demandFor, horizon, judgeShelf, shelvesOf, type Judge, type ShelfOf } from './judge-stock.ts';

export interface ValuedShelf extends Shelf {
  /** What its lots are valued in; lots without a cost are in nothing. */
  readonly currencies: ReadonlySet<string | null>;
}

/** A lot that something can be done with, on the shelf that its demand is served from. */
export interface LotOnShelf {
  readonly shelf: ValuedShelf;
  /** Place in `shelf.lots`. */
  readonly lot: number;
  readonly series: DemandSeries;
  /** Of one unit, as customers pay for it; NaN: unknown. */
  readonly unitPrice: number;
}

interface Usable {
  readonly shelf: ValuedShelf;
  /** Where in `ShelfOf.lots` each lot of the shelf is. */
  readonly order: readonly number[];
  readonly verdicts: readonly ExpiryVerdict[];
}

/**
 * The present stock as questions about it need it. Futures are simulated once per shelf and kept, so that a second question costs little;
 * each takes some megabytes: give it the stock of one item.
 */
export class AnswerableStock {
  readonly #data: ExpiryData;
  readonly #judge: Judge;
  readonly #shelves: readonly ShelfOf[];
  readonly #usable = new Map<string, Usable | null>();

  constructor(data: ExpiryData, model: ExpiryModel) {
    this.#data = data;
    this.#judge = { ...model, random: new Random(model.seed).split('score') };
    this.#shelves = shelvesOf(data.now, data.series);
  }

  /** The lot at a place of `ExpiryData.now`, over the futures that it is scored by; else why nothing can be said of it. */
  lotAt(place: number): LotOnShelf | ExpiryVerdict {
    const of = this.#shelves.find(({ places }) => places.includes(place));
    if (of === undefined) throw new RangeError(`There is no stock at place ${place}`);
    const at = of.places.indexOf(place);
    const usable = this.#usableShelf(of);
    if (usable === null) return judgeShelf(of, null)[at]!.verdict;
    const verdict = usable.verdicts[at]!;
    if (verdict !== 'outlook') return verdict;
    const unitPrice = this.#data.now.unitPrice?.[place] ?? NaN;
    return { shelf: usable.shelf, lot: usable.order.indexOf(at), series: of.series!, unitPrice };
  }

  /** The shelf of an item at another site, over futures that reach as far as anything that can be sent there; null: no forecast. */
  shelfAt(itemId: string, siteId: string): ValuedShelf | null {
    const series = this.#data.series.find((each) => each.itemId === itemId && each.siteId === siteId);
    if (series === undefined) return null;
    const of = this.#shelves.find((shelf) => shelf.series === series) ?? { series, places: [], lots: [] };
    return this.#usableShelf(of, horizon)?.shelf ?? null;
  }

  /** `days`: how far its futures reach; left out: to the last day of its lots. */
  #usableShelf(of: ShelfOf, days?: number): Usable | null {
    if (of.series === null) return null;
    const key = JSON.stringify([of.series.itemId, of.series.siteId, days]);
    const known = this.#usable.get(key);
    if (known !== undefined) return known;
    const made = this.#makeUsable(of, days);
    this.#usable.set(key, made);
    return made;
  }

  #makeUsable(of: ShelfOf, days: number | undefined): Usable | null {
    const demand = demandFor(of, this.#data.cutoffDay, this.#judge, days);
    if (demand === null) return null;
    const judged = judgeShelf(of, demand);
    const order = [...judged.keys()].filter((at) => judged[at]!.verdict === 'outlook');
    order.sort((a, b) => judged[a]!.rank! - judged[b]!.rank!);
    const lots: ShelfLot[] = order.map((at) => of.lots[at]!);
    const { classes } = of.series!;
    const valued = order.filter((at) => !Number.isNaN(of.lots[at]!.unitCost));
    const currencies = new Set(valued.map((at) => this.#data.now.currencies?.[of.places[at]!] ?? null));
    const shelf = { lots, demand, currencies, ...(classes && { classes }) };
    return { shelf, order, verdicts: judged.map((each) => each.verdict) };
  }
}
