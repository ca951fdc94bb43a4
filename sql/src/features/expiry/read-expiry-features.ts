import type { Statements } from '../../engine/engine.ts';
import { inBatches } from '../in-batches.ts';
import { customerClasses, dailyDemand, prices, stockByLot, type LotOnHand } from './expiry-queries.ts';

const millisecondsOfDay = 86_400_000;
const dayOf = (time: Date) => Math.floor(time.getTime() / millisecondsOfDay);
const startOf = (day: number) => new Date(day * millisecondsOfDay);

/** Demand of one item at one site; `demand[i]` is that of day `from + i` (since 1970-01-01), in base units, NaN when unknown. */
export interface DemandOfItem {
  readonly itemId: string;
  readonly siteId: string;
  readonly from: number;
  readonly demand: Float64Array;
  /** What customers ask for (D20), by their shares of the demand; left out: nothing. */
  readonly classes?: readonly { name: string; share: number; minimumRemainingLife: number }[];
}

/** Lots on hand at the start of a day, as known then; NaN: unknown. `units` and `currencies` say what quantities and costs are in. */
export interface StockOfDay {
  readonly day: number;
  readonly lotIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly units: readonly (string | null)[];
  readonly currencies: readonly (string | null)[];
  readonly series: Int32Array;
  readonly quantity: Float64Array;
  readonly lastDay: Float64Array;
  readonly firstDay: Float64Array;
  readonly receivedDay: Float64Array;
  readonly unitCost: Float64Array;
  readonly lost: Float64Array;
}

/** Stock as somebody may act on it now. */
export interface StockOfNow extends StockOfDay {
  /** What customers paid per base unit in the last year, in the currency of the cost; NaN: unknown. */
  readonly unitPrice: Float64Array;
}

export interface ExpiryFeatures {
  readonly cutoffDay: number;
  readonly series: readonly DemandOfItem[];
  readonly now: StockOfNow;
  readonly past: readonly StockOfDay[];
}

export interface ExpiryFeaturesRequest {
  /** Day (since 1970-01-01, UTC) at whose start stock is judged. */
  readonly cutoffDay: number;
  /** Earlier days whose stock is learnt from. */
  readonly pastDays: readonly number[];
  /** How many days of demand are read. */
  readonly demandDays: number;
}

/** Everything that the expiry models need, nothing of which became known after the start of `cutoffDay`. */
export async function readExpiryFeatures(
  statements: Pick<Statements, 'stream'>,
  { cutoffDay, pastDays, demandDays }: ExpiryFeaturesRequest,
): Promise<ExpiryFeatures> {
  const judgedAt = startOf(cutoffDay);
  const rows = await inBatches(dailyDemand, statements, { from: startOf(cutoffDay - demandDays), cutoff: judgedAt });
  const days = [...pastDays.filter((day) => day < cutoffDay).toSorted((a, b) => a - b), cutoffDay];
  const stock = await inBatches(stockByLot, statements, { cutoffs: days.map(startOf), judgedAt });
  const lastYear = { from: startOf(cutoffDay - yearDays), cutoff: judgedAt };
  const shares = await inBatches(customerClasses, statements, lastYear);
  const paid = await inBatches(prices, statements, lastYear);
  const classes = Map.groupBy(shares, ({ itemId, siteId }) => placeKey(itemId, siteId));
  const byPlace = Map.groupBy(rows, ({ itemId, siteId }) => placeKey(itemId, siteId));
  const usual = new Map(stock.map((lot) => [lot.itemId, lot.minRemainingLifeDays]));
  const series = [...byPlace].map(([place, some]) =>
    seriesOf(some, cutoffDay, classes.get(place) ?? [{ days: usual.get(some[0]!.itemId) ?? 0, share: 1 }]),
  );
  const places = new Map([...byPlace.keys()].map((key, index) => [key, index]));
  const states = Map.groupBy(stock, ({ day }) => day);
  const past = days.map((day) => stateOf(day, states.get(day) ?? [], places));
  return { cutoffDay, series, now: withPrices(past.pop()!, paid), past };
}

/** The present day of a store: the day after `now`, so that today counts. */
export function cutoffDayOf(now: Date): number {
  return dayOf(now) + 1;
}

/** How far back shipments tell who asks for what, and what is paid for it. */
const yearDays = 365;

const placeKey = (itemId: string, siteId: string) => JSON.stringify([itemId, siteId]);

/** Days that the store does not mention had stock and no demand. */
function seriesOf(
  rows: readonly { itemId: string; siteId: string; day: number; asked: number | null }[],
  cutoffDay: number,
  shares: readonly { days: number; share: number }[],
): DemandOfItem {
  const { itemId, siteId, day: from } = rows[0]!;
  const demand = new Float64Array(cutoffDay - from);
  for (const { day, asked } of rows) demand[day - from] = asked ?? NaN;
  const classes = shares.map(({ days, share }) => ({ name: `${days} d`, share, minimumRemainingLife: days }));
  return { itemId, siteId, from, demand, ...(classes.some((each) => each.minimumRemainingLife > 0) && { classes }) };
}

function withPrices(
  stock: StockOfDay,
  paid: readonly { itemId: string; currency: string; unitPrice: number }[],
): StockOfNow {
  const byItem = new Map(
    paid.map(({ itemId, currency, unitPrice }) => [JSON.stringify([itemId, currency]), unitPrice]),
  );
  const priceOf = (itemId: string, at: number) => byItem.get(JSON.stringify([itemId, stock.currencies[at] ?? '']));
  return { ...stock, unitPrice: Float64Array.from(stock.itemIds, (itemId, at) => priceOf(itemId, at) ?? NaN) };
}

/** Only stock that nobody has doubts about can be used; until when it is blocked is not recorded anywhere. */
const usable: ReadonlySet<string | null> = new Set(['released', null]);

function stateOf(day: number, lots: readonly LotOnHand[], places: ReadonlyMap<string, number>): StockOfDay {
  const column = (of: (lot: LotOnHand) => number | null) => Float64Array.from(lots, (lot) => of(lot) ?? NaN);
  return {
    day,
    lotIds: lots.map(({ lotId }) => lotId),
    itemIds: lots.map(({ itemId }) => itemId),
    siteIds: lots.map(({ siteId }) => siteId),
    units: lots.map(({ unit }) => unit),
    currencies: lots.map(({ currency }) => currency),
    series: Int32Array.from(lots, ({ itemId, siteId }) => places.get(placeKey(itemId, siteId)) ?? -1),
    quantity: column(({ quantity }) => quantity),
    lastDay: column(({ lastDay, shelfLifeDays }) => lastDay ?? (shelfLifeDays === null ? Infinity : null)),
    firstDay: column(({ status }) => (usable.has(status) ? day : null)),
    receivedDay: column(({ receivedDay }) => receivedDay),
    unitCost: column(({ unitCost }) => unitCost),
    lost: column(({ lost }) => lost),
  };
}
