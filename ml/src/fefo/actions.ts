import type { DemandPaths } from '../demand/demand-paths.ts';
import type { Losses } from './losses.ts';
import { lossesOf, stockOf, type ShelfLot } from './outlook.ts';
import type { CustomerClass } from './simulation.ts';

/** The usable lots of one item at one site in the order of use, all of which expire within the horizon of the demand. */
export interface Shelf {
  readonly lots: readonly ShelfLot[];
  readonly demand: DemandPaths;
  readonly classes?: readonly CustomerClass[];
}

/*
 * What an action is expected to save, in money: the loss expected without it less the loss with it, over the same futures (so that the
 * difference is not noise), less what the action costs. Negative: it costs more than it saves. Null: a cost that matters is unknown.
 */

/** What is expected to be lost of all its lots, in money; null: a cost that matters is unknown. */
export function moneyLostOn(shelf: Shelf): number | null {
  return moneyLost(shelf.lots, losses(shelf));
}

/** Use lot `lot` before all others. */
export function savedByUsingFirst(shelf: Shelf, lot: number): number | null {
  const order = [lot, ...[...shelf.lots.keys()].filter((index) => index !== lot)];
  const before = losses(shelf);
  const after = losses({ ...shelf, lots: order.map((index) => shelf.lots[index]!) });
  return saving(
    shelf.lots,
    before.expected,
    Float64Array.from(shelf.lots, (_, index) => after.expected[order.indexOf(index)]!),
  );
}

/** Send `quantity` of lot `lot` to another shelf of the same item, where it can be used from `arrivesOnDay`; `cost` of sending it. */
export function savedByTransfer(
  from: Shelf,
  lot: number,
  to: Shelf,
  { quantity, arrivesOnDay, cost }: { quantity: number; arrivesOnDay: number; cost: number },
): number | null {
  const moved = from.lots[lot]!;
  if (!(quantity > 0 && quantity <= moved.quantity)) throw new RangeError(`Lot ${lot} does not hold ${quantity}`);
  const rest = moved.quantity - quantity;
  const left = from.lots.flatMap((each, index) =>
    index !== lot ? [each] : rest > 0 ? [{ ...each, quantity: rest }] : [],
  );
  const sent: ShelfLot = { ...moved, quantity, firstDay: arrivesOnDay };
  const place = to.lots.findIndex((each) => each.lastDay > sent.lastDay);
  const there = to.lots.toSpliced(place === -1 ? to.lots.length : place, 0, sent);
  const changes = [
    moneyLostOn(from),
    moneyLostOn(to),
    moneyLostOn({ ...from, lots: left }),
    moneyLostOn({ ...to, lots: there }),
  ];
  if (changes.some((each) => each === null)) return null;
  return withoutRounding(changes[0]! + changes[1]! - changes[2]! - changes[3]!) - cost;
}

/** Sell lot `lot` at `priceCut` per unit less, which multiplies the item's demand by `demandFactor` until the lot's last day. */
export function savedByMarkdown(
  shelf: Shelf,
  lot: number,
  { demandFactor, priceCut }: { demandFactor: number; priceCut: number },
): number | null {
  if (!(demandFactor >= 1)) throw new RangeError(`A markdown multiplies demand by 1 or more, not ${demandFactor}`);
  const marked = shelf.lots[lot]!;
  const before = losses(shelf);
  const after = losses({ ...shelf, demand: withMoreDemand(shelf.demand, marked.lastDay, demandFactor) });
  const saved = saving(shelf.lots, before.expected, after.expected);
  return saved === null ? null : saved - priceCut * (marked.quantity - after.expected[lot]!);
}

/** The same futures with `factor` times the demand until the end of `lastDay`. */
function withMoreDemand(demand: DemandPaths, lastDay: number, factor: number): DemandPaths {
  const { paths, days } = demand;
  const cumulative = demand.cumulative.slice();
  const until = Math.min(days, lastDay) * paths;
  for (let index = 0; index < cumulative.length; index++) {
    const raised = index < until + paths ? demand.cumulative[index]! : demand.cumulative[until + (index % paths)]!;
    cumulative[index] = cumulative[index]! + (factor - 1) * raised;
  }
  return { paths, days, cumulative };
}

const known = new WeakMap<Shelf, Losses>();

/** Kept as long as the shelf is: every question about it starts with what is lost without any action. */
function losses(shelf: Shelf): Losses {
  const before = known.get(shelf);
  if (before !== undefined) return before;
  const { lots, demand, classes } = shelf;
  const found = lossesOf(stockOf(lots), demand, classes);
  known.set(shelf, found);
  return found;
}

function saving(lots: readonly ShelfLot[], before: Float64Array, after: Float64Array): number | null {
  let money = 0;
  for (const [index, { unitCost }] of lots.entries()) {
    const less = before[index]! - after[index]!;
    if (less !== 0) money += less * unitCost;
  }
  return Number.isNaN(money) ? null : withoutRounding(money);
}

/** A millionth of a unit of money. */
const leastMoney = 1e-6;

/** What differs by rounding alone is no saving. */
const withoutRounding = (money: number): number => (Math.abs(money) < leastMoney ? 0 : money);

function moneyLost(lots: readonly ShelfLot[], { expected }: Losses): number | null {
  return saving(lots, expected, new Float64Array(lots.length));
}
