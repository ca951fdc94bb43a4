import { savedByMarkdown, savedByTransfer, savedByUsingFirst, type Shelf } from '../fefo/actions.ts';
import { lossesOf, stockOf, type ExpiryVerdict, type ShelfLot } from '../fefo/outlook.ts';
import type { Skill } from '../family.ts';
import { Random } from '../random/random.ts';
import { readArtefact } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData } from './expiry-data.ts';
import { demandFor, judgeShelf, shelvesOf, type Judge, type ShelfOf } from './judge-stock.ts';

/** What is to be done with the stock at `place` of `ExpiryData.now`. */
export type ExpiryQuestion = { readonly place: number } & (
  | { readonly action: 'use-first' }
  | { readonly action: 'transfer'; readonly itemId: string; readonly toSiteId: string }
  | { readonly action: 'markdown'; readonly discount: number }
);

/** Expected loss in money at the sites concerned, without and with the action; null: the verdict says why, or a cost is unknown. */
export interface ExpiryAnswer {
  readonly verdict: ExpiryVerdict | Exclude<Skill, 'skill'>;
  readonly before: number | null;
  readonly after: number | null;
  /** Before less after, less what the action costs. */
  readonly saved: number | null;
  /** In sentences. */
  readonly assumed: readonly string[];
}

/** First day on which goods that leave now can be used elsewhere. */
const arrivesOnDay = 3;
/** By how much demand rises when a price falls: a tenth less, about a fifth more. Not measured: no prices of the past tell it. */
const elasticity = 2;

const silent = (verdict: ExpiryAnswer['verdict']): ExpiryAnswer => ({
  verdict,
  before: null,
  after: null,
  saved: null,
  assumed: [],
});

/** What an action on one lot would save, by the model that scores, over the same futures with and without it. */
export function expiryWhatIf(artefact: Uint8Array, data: ExpiryData, question: ExpiryQuestion): ExpiryAnswer {
  const model = readArtefact(artefact);
  if (model.skill !== 'skill') return silent(model.skill);
  const judge = { ...model, random: new Random(model.seed).split('score') };
  const shelves = shelvesOf(data.now, data.series);
  const of = shelves.find(({ places }) => places.includes(question.place));
  if (of === undefined) throw new RangeError(`There is no stock at place ${question.place}`);
  const from = usableShelf(of, data.cutoffDay, judge);
  const verdict = from.verdicts[of.places.indexOf(question.place)]!;
  if (verdict !== 'outlook' || from.shelf === null) return silent(verdict);
  const lot = from.order.indexOf(of.places.indexOf(question.place));
  if (question.action === 'use-first') return usingFirst(from.shelf, lot);
  if (question.action === 'markdown') return markedDown(from.shelf, lot, question.discount);
  const series = data.series.find(({ itemId, siteId }) => itemId === question.itemId && siteId === question.toSiteId);
  if (series === undefined) return silent('no demand forecast');
  const moved: ShelfLot = { ...from.shelf.lots[lot]!, firstDay: arrivesOnDay };
  const target = shelves.find((shelf) => shelf.series === series) ?? { series, places: [], lots: [] };
  const to = usableShelf(target, data.cutoffDay, judge, moved);
  return to.shelf === null ? silent('no demand forecast') : transferred(from.shelf, lot, to.shelf);
}

/** The lots of a shelf that demand is served from, in the order of use; `coming`: what the futures must reach to as well. */
function usableShelf(of: ShelfOf, day: number, judge: Judge, coming?: ShelfLot) {
  const { series } = of;
  const demand = demandFor(coming === undefined ? of : { ...of, lots: [...of.lots, coming] }, day, judge);
  const judged = judgeShelf(of, demand);
  const order = [...judged.keys()].filter((at) => judged[at]!.verdict === 'outlook');
  order.sort((a, b) => judged[a]!.rank! - judged[b]!.rank!);
  const lots = order.map((at) => of.lots[at]!);
  const classes: Pick<DemandSeries, 'classes'> = series?.classes === undefined ? {} : { classes: series.classes };
  const shelf: Shelf | null = demand === null ? null : { lots, demand, ...classes };
  return { shelf, order, verdicts: judged.map((each) => each.verdict) };
}

function lossOn({ lots, demand, classes }: Shelf): number | null {
  const { expected } = lossesOf(stockOf(lots), demand, classes);
  const money = lots.reduce((sum, { unitCost }, at) => sum + (expected[at]! > 0 ? expected[at]! * unitCost : 0), 0);
  return Number.isNaN(money) ? null : money;
}

function answer(before: number | null, gross: number | null, saved: number | null, assumed: string[]): ExpiryAnswer {
  return {
    verdict: 'outlook',
    before,
    after: before === null || gross === null ? null : before - gross,
    saved,
    assumed,
  };
}

function usingFirst(shelf: Shelf, lot: number): ExpiryAnswer {
  const saved = savedByUsingFirst(shelf, lot);
  return answer(lossOn(shelf), saved, saved, ['Using one lot before the others costs nothing.']);
}

function transferred(from: Shelf, lot: number, to: Shelf): ExpiryAnswer {
  const { quantity } = from.lots[lot]!;
  const saved = savedByTransfer(from, lot, to, { quantity, arrivesOnDay, cost: 0 });
  const [here, there] = [lossOn(from), lossOn(to)];
  return answer(here === null || there === null ? null : here + there, saved, saved, [
    'All of the lot is sent.',
    `It can be used there from the ${arrivesOnDay}rd day on.`,
    'What the transport costs is not known, and not taken off.',
  ]);
}

function markedDown(shelf: Shelf, lot: number, discount: number): ExpiryAnswer {
  const demandFactor = (1 - discount) ** -elasticity;
  const priceCut = discount * shelf.lots[lot]!.unitCost;
  const gross = savedByMarkdown(shelf, lot, { demandFactor, priceCut: 0 });
  const saved = Number.isNaN(priceCut) ? null : savedByMarkdown(shelf, lot, { demandFactor, priceCut });
  return answer(lossOn(shelf), gross, saved, [
    `At ${Math.round(100 * discount)} % off, ${demandFactor.toFixed(2)} times as much is asked for until the lot expires (assumed, not measured).`,
    'The price that is cut is the cost of a unit: a higher price would cost more.',
  ]);
}
