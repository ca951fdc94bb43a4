import { type Cell, FIRST, type Measured } from './measure.ts';
import type { Place } from './places.ts';

/** What one group of places adds up to; quantities per unit code, never across units (D5). */
export interface PlaceSums {
  readonly rows: number;
  readonly quantities: ReadonlyMap<
    number,
    { readonly quantity: number; readonly known: number; readonly unknown: number }
  >;
  readonly value: number;
  /** Terminal rows with and without a cost. */
  readonly valued: number;
  readonly unvalued: number;
}

/** The same, and how many lots are there. */
export interface Tally extends PlaceSums {
  readonly lots: number;
}

/** Names the group of a place, undefined to leave it out. */
type GroupOf<Group> = (place: Place, root: boolean) => Group | undefined;

/** Groups the cells of a measurement. A lot with rows in several places of a group is one lot of it. */
export function tally<Group>(measured: Measured, groupOf: GroupOf<Group>): Map<Group, Tally> {
  const { groups, sums, groupOfCell } = grouped(measured.cells, groupOf);
  const lots = lotsOf(measured, groupOfCell, sums.length);
  return new Map(Array.from(groups, ([group, number]) => [group, { ...sums[number]!, lots: lots[number + 1]! }]));
}

/** The sums alone, where nobody asks for the number of lots: that takes a look at every lot. */
export function sumsBy<Group>({ cells }: Measured, groupOf: GroupOf<Group>): Map<Group, PlaceSums> {
  const { groups, sums } = grouped(cells, groupOf);
  return new Map(Array.from(groups, ([group, number]) => [group, sums[number]!]));
}

interface Grouped<Group> {
  readonly groups: ReadonlyMap<Group, number>;
  readonly sums: readonly OpenSums[];
  /** By cell: 1 + number of its group, 0 where it is left out. */
  readonly groupOfCell: Uint32Array;
}

function grouped<Group>(cells: readonly Cell[], groupOf: GroupOf<Group>): Grouped<Group> {
  const sums: OpenSums[] = [];
  const groups = new Map<Group, number>();
  const groupOfCell = new Uint32Array(cells.length);
  cells.forEach((cell, index) => {
    const group = groupOf(cell.place, cell.root);
    if (group === undefined) return;
    let number = groups.get(group);
    if (number === undefined) {
      number = sums.push({ rows: 0, quantities: new Map(), value: 0, valued: 0, unvalued: 0 }) - 1;
      groups.set(group, number);
    }
    groupOfCell[index] = number + 1;
    add(sums[number]!, cell);
  });
  return { groups, sums, groupOfCell };
}

interface OpenSums {
  rows: number;
  quantities: Map<number, { quantity: number; known: number; unknown: number }>;
  value: number;
  valued: number;
  unvalued: number;
}

function add(sum: OpenSums, cell: Cell): void {
  const { unit } = cell.place;
  sum.rows += cell.rows;
  let quantity = sum.quantities.get(unit);
  if (quantity === undefined) {
    quantity = { quantity: 0, known: 0, unknown: 0 };
    sum.quantities.set(unit, quantity);
  }
  quantity.quantity += cell.quantity;
  quantity.known += cell.rows - cell.unknownQuantity;
  quantity.unknown += cell.unknownQuantity;
  sum.value += cell.value;
  sum.valued += cell.valuedRows;
  sum.unvalued += cell.unknownValue;
}

/** By 1 + group: its lots; one with several rows is one lot of every group that any of them is in. */
function lotsOf({ cells, spread }: Measured, groupOfCell: Uint32Array, groups: number): Uint32Array {
  const lots = new Uint32Array(groups + 1);
  if (groups === 0) return lots;
  cells.forEach(({ onlyLots }, index) => (lots[groupOfCell[index]!]! += onlyLots));
  /** By 1 + group: 1 + the lot counted last. */
  const last = new Uint32Array(groups + 1);
  let lot = 0;
  for (let i = 0; i < spread.length; i++) {
    const entry = spread[i]!;
    if (entry >= FIRST) lot++;
    const group = groupOfCell[entry & ~FIRST]!;
    if (last[group] === lot) continue;
    last[group] = lot;
    lots[group]!++;
  }
  return lots;
}
