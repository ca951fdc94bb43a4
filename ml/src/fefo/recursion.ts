import type { DemandPaths } from '../demand/demand-paths.ts';
import { noLosses, placeAmong, rounding, wholeOf, writeTally, type Losses, type Stock, type Tally } from './losses.ts';

/**
 * What expires of each lot when the one that expires first is always used first, exactly and without simulating days:
 * `O_k = max(O_{k-1}, S_k - D(T_k))` is what lots 1 … k lose together, S_k being what they hold and D(T_k) the demand until lot k's
 * last day; lot k loses `O_k - O_{k-1}`. Demand that finds no stock is lost, not kept.
 *
 * Holds only when everything is there from the start and the order of use is the order of expiry: `RangeError` otherwise, as for a
 * last day after the last day of the demand.
 */
export function lossesByRecursion(stock: Stock, demand: DemandPaths): Losses {
  const { paths } = demand;
  const losses = noLosses(stock.quantity.length);
  const spilled = new Float64Array(paths);
  const parts = new Float64Array(paths);
  // Only where what came is known, each path's loss is needed again.
  const lost = stock.actual === undefined ? null : new Float64Array(paths);
  let supply = 0;
  for (let lot = 0; lot < stock.quantity.length; lot++) {
    const quantity = stock.quantity[lot]!;
    supply += quantity;
    checkApplies(stock, demand, lot);
    const tally = spill(demand, Math.max(0, stock.lastDay[lot]!), { supply, quantity }, { spilled, parts, lost });
    if (lost !== null) placeAmong(losses, lot, stock, lost);
    writeTally(losses, lot, stock, tally, parts);
  }
  return losses;
}

/** What the lot that makes the supply `supply` leaves after `day` in each path: adds it to `spilled`, and tells what is left in part in `parts`. */
function spill(
  { paths, cumulative }: DemandPaths,
  day: number,
  { supply, quantity }: { supply: number; quantity: number },
  { spilled, parts, lost }: { spilled: Float64Array; parts: Float64Array; lost: Float64Array | null },
): Tally {
  const row = day * paths;
  const least = supply * rounding;
  const whole = wholeOf(quantity);
  let partial = 0;
  let full = 0;
  let sum = 0;
  lost?.fill(0);
  for (let path = 0; path < paths; path++) {
    const before = spilled[path]!;
    const more = supply - cumulative[row + path]! - before;
    if (!(more > least)) continue;
    spilled[path] = before + more;
    sum += more;
    if (lost !== null) lost[path] = more;
    if (more >= whole) full++;
    else parts[partial++] = more;
  }
  return { paths, partial, full, sum };
}

/** Whether the recursion gives what the simulation would: all lots there from the start, used in the order of expiry. */
export function recursionApplies(stock: Stock): boolean {
  return stock.lastDay.every(
    (day, lot) => stock.firstDay[lot]! <= 1 && (lot === 0 || Math.max(0, day) >= Math.max(0, stock.lastDay[lot - 1]!)),
  );
}

function checkApplies(stock: Stock, demand: DemandPaths, lot: number): void {
  const day = stock.lastDay[lot]!;
  if (!Number.isInteger(day) || day > demand.days)
    throw new RangeError(`Lot ${lot}: no demand is known for day ${day}`);
  if (!(stock.quantity[lot]! > 0))
    throw new RangeError(`Lot ${lot}: a quantity of ${stock.quantity[lot]} cannot be used`);
  if (stock.firstDay[lot]! > 1) throw new RangeError(`Lot ${lot} is not there from the start`);
  if (lot > 0 && Math.max(0, day) < Math.max(0, stock.lastDay[lot - 1]!))
    throw new RangeError(`Lot ${lot} expires earlier than the one before`);
}
