const WIDTH = 6;
const ROWS = 0;
const QUANTITY = 1;
const NO_QUANTITY = 2;
const VALUE = 3;
const VALUED = 4;
const NO_VALUE = 5;

/** What is not known of a row. */
export const GAP_QUANTITY = 1;
export const GAP_VALUE = 2;
/** More is accounted for than was made. */
export const GAP_VARIANCE = 4;
/** Nobody knows where it is. */
export const GAP_MISSING = 8;
/** It has no unit, or another one than the rows of its lot before it: they do not add up to one quantity (D5). */
export const GAP_UNIT = 16;

/** What some rows add up to. */
export interface Sums {
  readonly rows: number;
  /** Over the rows whose quantity is known; of `unknownQuantity` rows it is not. */
  readonly quantity: number;
  readonly unknownQuantity: number;
  /** Over the `valuedRows` terminal rows that have a cost; `unknownValue` have none. */
  readonly value: number;
  readonly valuedRows: number;
  readonly unknownValue: number;
}

/** Sums of quantities and money, many groups side by side. */
export class SumTable {
  private sums = new Float64Array(0);

  /** Makes room for groups below `groups`; sums so far stay. */
  fit(groups: number): void {
    if (this.sums.length >= WIDTH * groups) return;
    const larger = new Float64Array(WIDTH * Math.ceil(groups * 1.5));
    larger.set(this.sums);
    this.sums = larger;
  }

  /** Adds one row and returns what is not known of it, as gap bits. */
  add(group: number, terminal: number, quantity: number, value: number): number {
    const { sums } = this;
    const at = WIDTH * group;
    let gaps = 0;
    sums[at + ROWS]!++;
    if (quantity > 0) sums[at + QUANTITY]! += quantity;
    else if (quantity <= 0) {
      // What is over-accounted is no money, and nothing is worth nothing whatever its cost.
      sums[at + QUANTITY]! += quantity;
      return quantity < 0 ? GAP_VARIANCE : 0;
    } else {
      sums[at + NO_QUANTITY]!++;
      gaps = GAP_QUANTITY;
    }
    if (terminal === 0) return gaps;
    if (terminal === 2) gaps |= GAP_MISSING;
    if (Number.isNaN(value)) {
      sums[at + NO_VALUE]!++;
      return gaps | GAP_VALUE;
    }
    sums[at + VALUE]! += value;
    sums[at + VALUED]!++;
    return gaps;
  }

  /** The sums of a group; the group starts again at nothing. */
  take(group: number): Sums {
    const at = WIDTH * group;
    const { sums } = this;
    const taken = {
      rows: sums[at + ROWS]!,
      quantity: sums[at + QUANTITY]!,
      unknownQuantity: sums[at + NO_QUANTITY]!,
      value: sums[at + VALUE]!,
      valuedRows: sums[at + VALUED]!,
      unknownValue: sums[at + NO_VALUE]!,
    };
    sums.fill(0, at, at + WIDTH);
    return taken;
  }
}
