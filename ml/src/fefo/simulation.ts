import type { DemandPaths } from '../demand/demand-paths.ts';
import { noLosses, rounding, summarise, type Losses, type Stock } from './losses.ts';

/** Customers that ask for the same remaining life (D20). */
export interface CustomerClass {
  readonly name: string;
  /** Part of the item's demand, 0 … 1; those of all classes add up to 1. */
  readonly share: number;
  /** Days that must be left on the day of use. */
  readonly minimumRemainingLife: number;
}

export const anyCustomer: readonly CustomerClass[] = [{ name: 'any', share: 1, minimumRemainingLife: 0 }];

/**
 * The same as the recursion, day by day, for what it cannot do: lots that come later (on hold, on their way), an order of use that is
 * not the order of expiry, customers with different rules. Within a day the strictest class is served first, because it has the
 * fewest lots to choose from; each takes the first lot in the order of use that it accepts. Unmet demand is lost.
 * A lot's loss is what is left when no class accepts it any more.
 */
export function lossesBySimulation(
  stock: Stock,
  demand: DemandPaths,
  classes: readonly CustomerClass[] = anyCustomer,
): Losses {
  checkClasses(classes);
  const lots = stock.quantity.length;
  const { paths } = demand;
  for (let lot = 0; lot < lots; lot++) {
    if (!(stock.lastDay[lot]! <= demand.days))
      throw new RangeError(`Lot ${lot}: no demand is known for day ${stock.lastDay[lot]}`);
    if (!(stock.quantity[lot]! > 0))
      throw new RangeError(`Lot ${lot}: a quantity of ${stock.quantity[lot]} cannot be used`);
  }
  const strictestFirst = [...classes].sort((a, b) => b.minimumRemainingLife - a.minimumRemainingLife);
  const least = stock.quantity.reduce((sum, quantity) => sum + quantity, 0) * rounding;
  const left = new Float64Array(lots);
  const lost = new Float64Array(lots * paths);
  for (let path = 0; path < paths; path++) {
    left.set(stock.quantity);
    useUp(stock, left, demand, path, strictestFirst, least);
    for (let lot = 0; lot < lots; lot++) lost[lot * paths + path] = left[lot]! > least ? left[lot]! : 0;
  }
  const losses = noLosses(lots);
  const scratch = new Float64Array(paths);
  for (let lot = 0; lot < lots; lot++) summarise(losses, lot, stock, lost, lot * paths, paths, scratch);
  return losses;
}

/** Takes one future's demand out of `left`, which holds what is left of each lot. */
function useUp(
  stock: Stock,
  left: Float64Array,
  demand: DemandPaths,
  path: number,
  strictestFirst: readonly CustomerClass[],
  least: number,
): void {
  const lots = left.length;
  const { paths, days, cumulative } = demand;
  const leastLife = strictestFirst[strictestFirst.length - 1]!.minimumRemainingLife;
  let head = 0;
  for (let day = 1; day <= days; day++) {
    while (head < lots && (left[head]! <= least || stock.lastDay[head]! - leastLife < day)) head++;
    if (head === lots) return;
    const wanted = cumulative[day * paths + path]! - cumulative[(day - 1) * paths + path]!;
    for (const { share, minimumRemainingLife } of strictestFirst) {
      let need = wanted * share;
      for (let lot = head; lot < lots && need > 0; lot++) {
        if (stock.firstDay[lot]! > day || stock.lastDay[lot]! - minimumRemainingLife < day) continue;
        const taken = Math.min(need, left[lot]!);
        left[lot] = left[lot]! - taken;
        need -= taken;
      }
    }
  }
}

function checkClasses(classes: readonly CustomerClass[]): void {
  const shares = classes.reduce((sum, each) => sum + each.share, 0);
  if (Math.abs(shares - 1) > 1e-9 || classes.some((each) => each.share < 0))
    throw new RangeError(`The shares of customer classes must add up to 1, not ${shares}`);
  if (classes.some((each) => !(each.minimumRemainingLife >= 0)))
    throw new RangeError('A minimum remaining life is 0 days or more');
}
