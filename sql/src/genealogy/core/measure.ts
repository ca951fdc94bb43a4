import type { Disposition } from './disposition.ts';
import { type ItemSum, ItemSums } from './item-sums.ts';
import type { Place } from './places.ts';
import { GAP_MISSING, GAP_QUANTITY, GAP_UNIT, GAP_VALUE, GAP_VARIANCE, type Sums, SumTable } from './sum-table.ts';

/**
 * By bucket code: 1 where money is at stake (D14), 2 where it is too but nobody knows where the units are, 0 where they live on
 * in their children or are gone.
 */
export type TerminalBuckets = Uint8Array;

/** Lots to measure; the first so many are roots. */
export interface LotList {
  readonly nodes: Uint32Array;
  readonly roots: number;
}

/** Item codes by node, and how many codes there are. */
export interface ItemCodes {
  readonly of: Uint32Array;
  readonly count: number;
}

/** Sums of one place, for roots and for what was reached from them apart (D15). */
export interface Cell extends Sums {
  readonly place: Place;
  readonly root: boolean;
  /** Lots whose only row this is. */
  readonly onlyLots: number;
}

export interface Measured {
  readonly lots: number;
  readonly cells: readonly Cell[];
  readonly items: readonly ItemSum[];
  /** Lots with several rows, which count once per group: indices into `cells`, the first of each lot marked by `FIRST`. */
  readonly spread: Uint32Array;
  /** Lots with a gap in what is known, by kind of gap. */
  readonly gaps: Readonly<Record<GapKind, Gap>>;
}

/**
 * `nowhere`: no row says where it is, it counts as one quantity nobody knows; `missing`: so for part of it, or all; `unit`: some of it has no
 * unit, or its units do not convert into each other.
 */
export type GapKind = 'nowhere' | 'missing' | 'quantity' | 'unit' | 'value' | 'variance' | 'item';

export interface Gap {
  readonly lots: number;
  /** The first few. */
  readonly examples: readonly number[];
}

/** Marks the first cell of a lot in `Measured.spread`. */
export const FIRST = 0x8000_0000;

const EXAMPLES = 10;

/** Sums the disposition of any number of lots; its memory is reused from call to call. */
export class Measurer {
  private readonly sums = new SumTable();
  private readonly items = new ItemSums();
  /** Places met, as 2 × place + 1 for roots, + 0 for others; the sums stand in the order in which they were met. */
  private met: number[] = [];
  /** By place and root: 1 + index among those met, 0 for not yet. */
  private indices = new Uint32Array(0);
  /** By index: lots whose only row it is. */
  private only: number[] = [];
  private spread = new Uint32Array(256);
  private spreadCount = 0;
  private gaps = noGaps();

  measure(disposition: Disposition, terminal: TerminalBuckets, { nodes, roots }: LotList, items: ItemCodes): Measured {
    const places = 2 * disposition.places.count;
    if (this.indices.length < places) this.indices = new Uint32Array(places);
    this.items.fit(items.count);
    this.spreadCount = 0;
    this.gaps = noGaps();
    this.addLots(disposition, terminal, nodes.subarray(0, roots), 1, items.of);
    this.addLots(disposition, terminal, nodes.subarray(roots), 0, items.of);
    return {
      lots: nodes.length,
      cells: this.takeCells(disposition),
      items: this.items.take(),
      spread: this.spread.slice(0, this.spreadCount),
      gaps: this.gaps,
    };
  }

  private addLots(
    disposition: Disposition,
    terminal: TerminalBuckets,
    nodes: Uint32Array,
    root: number,
    itemOf: Uint32Array,
  ): void {
    const { offsets, rows, places } = disposition;
    const { unitByPlace, bucketByPlace } = places;
    const { sums, items, only } = this;
    const { table } = items;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      const item = itemOf[node]!;
      const start = offsets[node]!;
      const end = offsets[node + 1]!;
      if (!(end > start) || disposition.isReplaced(node)) {
        this.addOther(disposition, terminal, node, root, item);
        continue;
      }
      const several = end - start > 1;
      const ownUnit = unitByPlace[rows[3 * start]!]!;
      let gaps = 0;
      let first = FIRST;
      for (let row = 3 * start; row < 3 * end; row += 3) {
        const place = rows[row]!;
        const unit = unitByPlace[place]!;
        if (unit === 0 || unit !== ownUnit) gaps |= GAP_UNIT;
        const index = this.indexOf(2 * place + root);
        const stake = terminal[bucketByPlace[place]!]!;
        gaps |= sums.add(index, stake, rows[row + 1]!, rows[row + 2]!);
        table.add(items.slotOf(item, unit), stake, rows[row + 1]!, rows[row + 2]!);
        if (several) this.note(first | index);
        else only[index]!++;
        first = 0;
      }
      items.countLot(item);
      if (gaps !== 0 || item === 0) this.noteGaps(node, item, gaps);
    }
  }

  /** Lots that changed since the arrays were built, and lots without rows. */
  private addOther(
    disposition: Disposition,
    terminal: TerminalBuckets,
    node: number,
    root: number,
    item: number,
  ): void {
    const rows = disposition.rowsOf(node);
    const nowhere = rows.places.length === 0;
    const places = nowhere ? [disposition.nowhere] : rows.places;
    const amounts = nowhere ? [Number.NaN, Number.NaN] : rows.amounts;
    const { unitByPlace, bucketByPlace } = disposition.places;
    const ownUnit = unitByPlace[places[0]!]!;
    let gaps = 0;
    places.forEach((place, row) => {
      const [quantity, value, unit] = [amounts[2 * row]!, amounts[2 * row + 1]!, unitByPlace[place]!];
      if (unit === 0 || unit !== ownUnit) gaps |= GAP_UNIT;
      const index = this.indexOf(2 * place + root);
      const stake = terminal[bucketByPlace[place]!]!;
      gaps |= this.sums.add(index, stake, quantity, value);
      this.items.table.add(this.items.slotOf(item, unit), stake, quantity, value);
      if (places.length > 1) this.note((row === 0 ? FIRST : 0) | index);
      else this.only[index]!++;
    });
    if (nowhere) note(this.gaps.nowhere, node);
    this.items.countLot(item);
    if (gaps !== 0 || item === 0) this.noteGaps(node, item, gaps);
  }

  private indexOf(cell: number): number {
    const known = this.indices[cell]!;
    if (known !== 0) return known - 1;
    const index = this.met.push(cell) - 1;
    this.indices[cell] = index + 1;
    this.only.push(0);
    this.sums.fit(index + 1);
    return index;
  }

  private note(entry: number): void {
    if (this.spreadCount === this.spread.length) {
      const larger = new Uint32Array(2 * this.spread.length);
      larger.set(this.spread);
      this.spread = larger;
    }
    this.spread[this.spreadCount++] = entry;
  }

  private noteGaps(node: number, item: number, bits: number): void {
    const { gaps } = this;
    if (item === 0) note(gaps.item, node);
    if ((bits & GAP_QUANTITY) !== 0) note(gaps.quantity, node);
    if ((bits & GAP_UNIT) !== 0) note(gaps.unit, node);
    if ((bits & GAP_VALUE) !== 0) note(gaps.value, node);
    if ((bits & GAP_MISSING) !== 0) note(gaps.missing, node);
    if ((bits & GAP_VARIANCE) !== 0) note(gaps.variance, node);
  }

  private takeCells({ places }: Disposition): Cell[] {
    const cells = this.met.map((cell, index) => {
      this.indices[cell] = 0;
      const place = places.get(cell >>> 1);
      return { place, root: (cell & 1) === 1, onlyLots: this.only[index]!, ...this.sums.take(index) };
    });
    this.met = [];
    this.only.length = 0;
    return cells;
  }
}

interface OpenGap {
  lots: number;
  examples: number[];
}

const noGaps = (): Record<GapKind, OpenGap> => ({
  nowhere: { lots: 0, examples: [] },
  missing: { lots: 0, examples: [] },
  quantity: { lots: 0, examples: [] },
  unit: { lots: 0, examples: [] },
  value: { lots: 0, examples: [] },
  variance: { lots: 0, examples: [] },
  item: { lots: 0, examples: [] },
});

function note(gap: OpenGap, node: number): void {
  gap.lots++;
  if (gap.examples.length < EXAMPLES) gap.examples.push(node);
}
