import type { Skill } from '../family.ts';
import type { LotActions } from './compare-actions.ts';
import type { CustomerClass } from '../fefo/simulation.ts';
import type { ExpiryVerdict } from '../fefo/outlook.ts';

/** Demand for one item at one site. Days are days since 1970-01-01 in local time of the site. */
export interface DemandSeries {
  readonly itemId: string;
  readonly siteId: string;
  /** Day of the first entry of `demand`. */
  readonly from: number;
  /** Per day, in base units of the item; NaN: stock-out, or not recorded. Nothing after the day before `ExpiryData.cutoffDay`. */
  readonly demand: Float64Array;
  /** Customers' rules for remaining life (D20); left out: none. */
  readonly classes?: readonly CustomerClass[];
}

/** Stock by lot as it was known at the start of a day; one entry per lot in every column. */
export interface StockState {
  readonly day: number;
  readonly lotIds: readonly string[];
  /** Place in `ExpiryData.series`; -1: nobody ever asked for the item there. */
  readonly series: Int32Array;
  /** In base units; NaN: unknown; may be negative. */
  readonly quantity: Float64Array;
  /** Last day of use; Infinity: does not expire; NaN: unknown. */
  readonly lastDay: Float64Array;
  /** First day of use, `day` or earlier: now; NaN: on hold without an end. */
  readonly firstDay: Float64Array;
  /** NaN: unknown. */
  readonly receivedDay: Float64Array;
  /** Per base unit; NaN: unknown. */
  readonly unitCost: Float64Array;
  /** What costs are in; left out: all in the same. */
  readonly currencies?: readonly (string | null)[];
  /** What customers pay per base unit, in the currency of the cost; NaN: unknown; left out: of all. */
  readonly unitPrice?: Float64Array;
  /** What was left of the quantity after the last day of use; NaN: not known, or not yet. Never read for a forecast. */
  readonly lost: Float64Array;
}

/** What the expiry models learn from and are asked about. */
export interface ExpiryData {
  /** Stock is judged as it stood at the start of this day. */
  readonly cutoffDay: number;
  readonly series: readonly DemandSeries[];
  readonly now: StockState;
  /** How the stock stood on earlier days, in order of time. */
  readonly past: readonly StockState[];
  /** Of how many lots of each currency it is compared what acting on them would save, the largest loss first; left out: of all. */
  readonly mostCompared?: number;
}

/** One entry per lot of `ExpiryData.now`, in its order; null: see the verdict. */
export interface ExpiryScores {
  /** Whether the model proved itself; where it is not `skill`, figures are an untested calculation. */
  readonly skill: Skill;
  readonly lotIds: readonly string[];
  readonly verdict: readonly ExpiryVerdict[];
  readonly rank: readonly (number | null)[];
  readonly pAny: readonly (number | null)[];
  readonly expectedQuantity: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly expectedMoney: readonly (number | null)[];
  /** What acting on it would save; null: no figures, or nothing is expected to be lost. */
  readonly actions: readonly (LotActions | null)[];
}
