import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { Disposition } from '../core/disposition.ts';
import { Places } from '../core/places.ts';
import { BEYOND_MADE, codeOf, PASSED_ON } from '../bucket-codes.ts';
import type { Words } from '../lot-facts.ts';
import type { NativeBlock } from './native-block.ts';
import { nodeRanges } from './node-ranges.ts';
import { ofVersions, type Versions } from './of-versions.ts';
import { coded, numbers, readBlocks } from './read-blocks.ts';

const readDisposition = sqlFile(import.meta.url, './queries/read-disposition.sql');

export function loadDisposition(
  engine: Pick<Statements, 'bytes'>,
  words: Words,
  nodes: number,
  rows: number,
  versions: Versions,
): Promise<Disposition> {
  const blocks = readBlocks(engine, ofVersions(readDisposition, versions), nodeRanges(nodes, rows));
  return placeLots(blocks, words, nodes, rows);
}

/** Collects blocks of `read-disposition.sql`, or of its like for some lots, whose node numbers rise; `rows`: about how many there are. */
export async function placeLots(
  blocks: AsyncIterable<NativeBlock>,
  words: Words,
  nodes: number,
  rows: number,
): Promise<Disposition> {
  const places = new Places();
  const offsets = new Uint32Array(nodes + 1);
  let taken = new Float64Array(3 * rows);
  let count = 0;
  for await (const block of blocks) {
    if (3 * (count + block.rows) > taken.length) taken = enlarged(new Float64Array(6 * (count + block.rows)), taken);
    const { node, place, quantity, value } = takeRows(block, words, places);
    for (let row = 0; row < block.rows; row++) {
      if (node[row]! >= nodes) continue;
      offsets[node[row]! + 1]!++;
      taken[3 * count] = place[row]!;
      taken[3 * count + 1] = quantity[row]!;
      taken[3 * count + 2] = value[row]!;
      count++;
    }
  }
  for (let node = 0; node < nodes; node++) offsets[node + 1]! += offsets[node]!;
  return new Disposition(places, nowhereIn(places), offsets, taken.subarray(0, 3 * count));
}

const unknown = codeOf('unknown');

/** Where a lot without rows counts: in the bucket unknown, with nothing else known. */
export const nowhereIn = (places: Places): number => places.intern(unknown, 0, 0, 0, 0, 0, 0);

const enlarged = (larger: Float64Array<ArrayBuffer>, old: Float64Array): Float64Array<ArrayBuffer> => {
  larger.set(old);
  return larger;
};

/** Rows of a block of `read-disposition.sql`, or of its like for some lots, with their places numbered. */
export interface PlacedRows {
  readonly node: Uint32Array;
  readonly place: Uint32Array;
  readonly quantity: Float64Array;
  readonly value: Float64Array;
}

export function takeRows(block: NativeBlock, words: Words, places: Places): PlacedRows {
  const bucket = numbers<Uint8Array>(block, 1);
  const site = coded(block, 2, (text) => words.sites.code(text));
  const location = coded(block, 3, (text) => words.locations.code(text));
  const status = coded(block, 4, (text) => words.statuses.code(text));
  const customer = coded(block, 5, (text) => words.parties.code(text));
  const party = coded(block, 6, (text) => words.parties.code(text));
  const unit = coded(block, 7, (text) => words.units.code(text));
  const quantity = numbers<Float64Array>(block, 8);
  const place = new Uint32Array(block.memory.take(4 * block.rows), 0, block.rows);
  for (let row = 0; row < block.rows; row++) {
    if (quantity[row] === 0 && customer[row] !== 0) bucket[row] = PASSED_ON;
    else if (bucket[row] === unknown && quantity[row]! < 0) bucket[row] = BEYOND_MADE;
    // Neighbours often lie in the same place.
    const same =
      row > 0 &&
      bucket[row] === bucket[row - 1] &&
      site[row] === site[row - 1] &&
      location[row] === location[row - 1] &&
      status[row] === status[row - 1] &&
      customer[row] === customer[row - 1] &&
      party[row] === party[row - 1] &&
      unit[row] === unit[row - 1];
    place[row] = same
      ? place[row - 1]!
      : places.intern(bucket[row]!, site[row]!, location[row]!, status[row]!, customer[row]!, party[row]!, unit[row]!);
  }
  return { node: numbers(block, 0), place, quantity, value: numbers(block, 9) };
}
