import type { ExpiryData, ExpiryScores, LotActions } from '@lotscope/ml';
import {
  cutoffDayOf,
  itemNames,
  newestFactKnown,
  nothingCompared,
  readExpiryFeatures,
  siteNames,
  writeExpiryScores,
} from '@lotscope/sql';
import type { Engine, ExpiryActionScore, ExpiryFeatures, ExpiryScore, StockOfNow } from '@lotscope/sql';
import { expiringLotMatter, expiringLots } from '../alerts/expiring-lots.ts';
import { namesOf } from '../alerts/spoken-names.ts';
import { expiryActionsCompared } from '../contract/expiry-actions.ts';
import type { ModelFamily, Reading } from './model-family.ts';

type Data = ExpiryData & { readonly now: StockOfNow };

/** Past stock that the model is judged on: every four weeks, back through a year, so that each season counts. */
const pastStates = 13;
const daysBetween = 28;
/** Two years: each season is seen twice. */
const demandDays = 730;
/** History of demand, in days, before a first training is worth its time. */
const fewestDays = 180;

/** What of the stock expires before it is used: demand and stock from the store, one score per lot and site. */
export function expiryFamily(engine: Engine): ModelFamily {
  const read = async (states: number): Promise<Reading<Data> | null> => {
    const dataAsOf = await newestFactKnown(engine, new Date());
    if (dataAsOf === null) return null;
    const cutoffDay = cutoffDayOf(dataAsOf);
    const pastDays = Array.from({ length: states }, (_, nth) => cutoffDay - (nth + 1) * daysBetween);
    const data: ExpiryFeatures = await readExpiryFeatures(engine.background, { cutoffDay, pastDays, demandDays });
    return { data: { ...data, mostCompared: expiryActionsCompared }, dataAsOf };
  };
  const family: ModelFamily<Data, ExpiryScores> = {
    module: '@lotscope/ml',
    family: 'expiry',
    history: () => read(pastStates),
    current: () => read(0),
    write: async (scores, { data, dataAsOf }, stamp) => {
      const stock = scoredStock(data.now, scores);
      const rows = await writeExpiryScores(engine, stock, { ...stamp, dataAsOf });
      const expiring = expiringLots(stock);
      const items = await itemNames(engine, { items: expiring.map(({ itemId }) => itemId) });
      const sites = await siteNames(engine, { sites: expiring.map(({ siteId }) => siteId) });
      const scored = { ...stamp, dataAsOf, itemNames: namesOf(items), siteNames: namesOf(sites) };
      return { rows, matters: expiring.map((lot) => expiringLotMatter(lot, scored)) };
    },
    learnable: ({ series, now }) => {
      const longest = series.reduce((most, { demand }) => Math.max(most, demand.length), 0);
      if (longest < fewestDays || now.lotIds.length === 0) return null;
      return series.reduce((sum, { demand }) => sum + demand.length, 0);
    },
  };
  return family;
}

function scoredStock(stock: StockOfNow, scores: ExpiryScores): ExpiryScore[] {
  return stock.lotIds.map((lotId, at) => {
    const verdict = scores.verdict[at]!;
    // Without skill, what will happen is not told; what has happened is.
    const told = scores.skill === 'skill' || verdict !== 'outlook';
    const figure = (column: readonly (number | null)[]) => (told ? column[at]! : null);
    return {
      lotId,
      itemId: stock.itemIds[at]!,
      siteId: stock.siteIds[at]!,
      verdict: told ? verdict : scores.skill,
      stockOn: stock.day,
      quantity: known(stock.quantity[at]!),
      unit: stock.units[at] ?? '',
      expiresOn: Number.isFinite(stock.lastDay[at]!) ? stock.lastDay[at]! : null,
      rank: scores.rank[at]!,
      pAny: figure(scores.pAny),
      expectedQuantity: figure(scores.expectedQuantity),
      low: figure(scores.low),
      high: figure(scores.high),
      unitCost: known(stock.unitCost[at]!),
      expectedMoney: figure(scores.expectedMoney),
      currency: stock.currencies[at] ?? '',
      ...savings(scores.actions[at] ?? null, known(stock.unitPrice[at]!)),
    };
  });
}

/** What acting on a lot would save; null: there was nothing to compare. */
function savings(actions: LotActions | null, unitPrice: number | null): ExpiryActionScore {
  if (actions === null) return { ...nothingCompared, unitPrice };
  const { useFirst, transfer, markdown } = actions;
  return {
    useFirstVerdict: useFirst.verdict,
    savedByUsingFirst: useFirst.saved,
    transferVerdict: transfer.verdict,
    savedByTransfer: transfer.saved,
    transferTo: transfer.toSiteId,
    transferDays: transfer.arrivesOnDay,
    markdownVerdict: markdown.verdict,
    savedByMarkdown: markdown.saved,
    unitPrice,
    markdownDiscount: markdown.discount,
    priceElasticity: markdown.elasticity,
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
