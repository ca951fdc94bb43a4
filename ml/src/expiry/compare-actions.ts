import { AnswerableStock } from './answerable-stock.ts';
import type { ExpiryModel } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData, StockState } from './expiry-data.ts';
import { arrivesOnDay, answerOn, elasticity, type ExpiryAnswer } from './what-if.ts';

/** What an action is expected to save; null: the verdict says why. */
export interface ExpectedSaving {
  readonly verdict: ExpiryAnswer['verdict'] | 'less at stake' | 'no other site';
  readonly saved: number | null;
}

/** What acting on a lot would save: what the same questions are answered one by one. */
export interface LotActions {
  readonly useFirst: ExpectedSaving;
  /** To the other site where it saves most; '': to none. */
  readonly transfer: ExpectedSaving & { readonly toSiteId: string; readonly arrivesOnDay: number | null };
  /** By the discount that saves most; null: by none. */
  readonly markdown: ExpectedSaving & { readonly discount: number | null; readonly elasticity: number | null };
}

/** What is expected to be lost of each lot on hand, in quantity and in money; null: not told. */
export interface ExpectedLosses {
  readonly quantity: readonly (number | null)[];
  readonly money: readonly (number | null)[];
}

/** Discounts that are compared, as shares of the price. */
const discounts = [0.1, 0.2, 0.3, 0.5] as const;
/** Other sites that are compared: those that asked for most of the item in so many days. */
const mostSites = 5;
const lately = 28;

const untold = (verdict: ExpectedSaving['verdict']): LotActions => ({
  useFirst: { verdict, saved: null },
  transfer: { verdict, saved: null, toSiteId: '', arrivesOnDay: null },
  markdown: { verdict, saved: null, discount: null, elasticity: null },
});

/**
 * One entry per lot of `data.now`; null: nothing of it is expected to be lost, or nobody knows. Of each currency the `data.mostCompared` lots
 * with the largest expected loss are compared; of the others it is said that they are not.
 */
export function compareActions(
  data: ExpiryData,
  model: ExpiryModel,
  losses: ExpectedLosses,
  signal?: AbortSignal,
): (LotActions | null)[] {
  const { now, series } = data;
  const actions: (LotActions | null)[] = now.lotIds.map(() => null);
  const losing = [...now.lotIds.keys()].filter((at) => (losses.quantity[at] ?? 0) > 0 && now.series[at]! >= 0);
  for (const at of losing) actions[at] = untold(losses.money[at] === null ? 'unknown cost' : 'less at stake');
  const itemOf = (at: number) => series[now.series[at]!]!.itemId;
  for (const [itemId, places] of Map.groupBy(mostAtStake(data, losing, losses), itemOf)) {
    signal?.throwIfAborted();
    // Item by item: the futures of all would not fit into memory.
    const part = stockOfItem(data, itemId);
    const stock = new AnswerableStock(part.data, model);
    for (const at of places) {
      const sites = otherSites(part.data.series, series[now.series[at]!]!.siteId);
      actions[at] = actionsOn(stock, part.places.indexOf(at), sites);
    }
  }
  return actions;
}

function mostAtStake({ now, mostCompared }: ExpiryData, losing: readonly number[], { money }: ExpectedLosses) {
  const valued = losing.filter((at) => money[at] !== null).sort((a, b) => money[b]! - money[a]!);
  const byCurrency = Map.groupBy(valued, (at) => now.currencies?.[at] ?? null);
  return [...byCurrency.values()].flatMap((places) => places.slice(0, mostCompared));
}

/** The demand and the stock of one item, and where its lots were. */
function stockOfItem(data: ExpiryData, itemId: string): { data: ExpiryData; places: readonly number[] } {
  const series = data.series.filter((each) => each.itemId === itemId);
  const at = new Map(series.map((each, place) => [each, place]));
  const seriesOf = (place: number) => at.get(data.series[data.now.series[place]!]!);
  const places = [...data.now.lotIds.keys()].filter(
    (place) => data.now.series[place]! >= 0 && seriesOf(place) !== undefined,
  );
  const column = (of: Float64Array) => Float64Array.from(places, (place) => of[place]!);
  const { lotIds, currencies, unitPrice } = data.now;
  const now: StockState = {
    day: data.now.day,
    lotIds: places.map((place) => lotIds[place]!),
    series: Int32Array.from(places, (place) => seriesOf(place)!),
    quantity: column(data.now.quantity),
    lastDay: column(data.now.lastDay),
    firstDay: column(data.now.firstDay),
    receivedDay: column(data.now.receivedDay),
    unitCost: column(data.now.unitCost),
    lost: column(data.now.lost),
    ...(unitPrice && { unitPrice: column(unitPrice) }),
    ...(currencies && { currencies: places.map((place) => currencies[place]!) }),
  };
  return { data: { ...data, series, now }, places };
}

function otherSites(series: readonly DemandSeries[], siteId: string): string[] {
  const askedLately = ({ demand }: DemandSeries) =>
    demand.slice(-lately).reduce((sum, asked) => sum + (Number.isNaN(asked) ? 0 : asked), 0);
  const others = series.filter((each) => each.siteId !== siteId).map((each) => ({ each, asked: askedLately(each) }));
  others.sort((a, b) => b.asked - a.asked || (a.each.siteId < b.each.siteId ? -1 : 1));
  return others.slice(0, mostSites).map(({ each }) => each.siteId);
}

function actionsOn(stock: AnswerableStock, place: number, sites: readonly string[]): LotActions {
  const first = answerOn(stock, { place, action: 'use-first' });
  const to = best(sites, (toSiteId) => answerOn(stock, { place, action: 'transfer', toSiteId }));
  const cut = best(discounts, (discount) => answerOn(stock, { place, action: 'markdown', discount }));
  const days = to.choice === null ? null : arrivesOnDay;
  return {
    useFirst: { verdict: first.verdict, saved: first.saved },
    transfer: { verdict: to.verdict, saved: to.saved, toSiteId: to.choice ?? '', arrivesOnDay: days },
    markdown: {
      verdict: cut.verdict,
      saved: cut.saved,
      discount: cut.choice,
      elasticity: cut.choice === null ? null : elasticity,
    },
  };
}

/** The choice that saves most; where none can be told, why the first cannot. */
function best<Choice>(
  choices: readonly Choice[],
  ask: (choice: Choice) => ExpiryAnswer,
): ExpectedSaving & { choice: Choice | null } {
  const [first, ...others] = choices.map((choice) => ({ choice, ...ask(choice) }));
  if (first === undefined) return { verdict: 'no other site', saved: null, choice: null };
  const most = others.reduce(
    (found, each) => ((each.saved ?? -Infinity) > (found.saved ?? -Infinity) ? each : found),
    first,
  );
  return { verdict: most.verdict, saved: most.saved, choice: most.saved === null ? null : most.choice };
}
