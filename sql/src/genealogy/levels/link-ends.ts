import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import type { WalkDirection } from '../core/walk.ts';
import { numbers, readAllBlocks } from '../load/read-blocks.ts';
import { concat } from './link-columns.ts';

const readEndsOut = sqlFile(import.meta.url, './queries/read-ends-out.sql');
const readEndsIn = sqlFile(import.meta.url, './queries/read-ends-in.sql');

/** Node numbers side by side that are read together: about what the engine has to unpack for one of them. */
const STRETCH = 2048;

const STRETCHES_PER_READ = 256;

/** Bytes that may be kept beside the memory budget; a plant of ten million links has 140 MB of ends. */
const ROOM = 64 * 1024 * 1024;

/** Where the links of some nodes side by side lead. */
interface Stretch {
  readonly offsets: Uint32Array;
  readonly ends: Uint32Array;
  used: boolean;
}

/**
 * Which nodes recorded links lead to, in stretches of node numbers. Numbers are given in order of arrival, so that what belongs together
 * often stands together: a stretch answers more than it was read for, in this walk and in the next ones, and a level that is at hand
 * costs no statement. Superseded and deleted rows are among it, which leads further than it should and never less far.
 */
export class LinkEnds {
  private readonly engine: Pick<Statements, 'bytes'>;
  private readonly kept = { forward: new Map<number, Stretch>(), backward: new Map<number, Stretch>() };
  private readonly room: number;
  /** What is kept in memory. */
  bytes = 0;

  constructor(engine: Pick<Statements, 'bytes'>, room = ROOM) {
    this.engine = engine;
    this.room = room;
  }

  /** Which stretch a node is in. */
  stretchOf(node: number): number {
    return Math.floor(node / STRETCH);
  }

  /** Calls `meet` with every node that links lead to from this one; false when its stretch is not at hand. */
  visit(node: number, direction: WalkDirection, meet: (node: number) => void): boolean {
    const stretch = this.kept[direction].get(this.stretchOf(node));
    if (stretch === undefined) return false;
    stretch.used = true;
    const at = node % STRETCH;
    const last = stretch.offsets[at + 1]!;
    for (let place = stretch.offsets[at]!; place < last; place++) meet(stretch.ends[place]!);
    return true;
  }

  /** Reads stretches; each is surely at hand while `then` is called with it. */
  async read(stretches: readonly number[], direction: WalkDirection, then: (stretch: number) => void): Promise<void> {
    const wanted = Uint32Array.from(stretches).sort();
    const sql = direction === 'forward' ? readEndsOut : readEndsIn;
    for (let start = 0; start < wanted.length; start += STRETCHES_PER_READ) {
      const some = wanted.subarray(start, start + STRETCHES_PER_READ);
      const blocks = await readAllBlocks(this.engine, sql, { stretches: [...some] });
      const nodes = concat(
        Uint32Array,
        blocks.map((block) => numbers<Uint32Array>(block, 0)),
      );
      const ends = concat(
        Uint32Array,
        blocks.map((block) => numbers<Uint32Array>(block, 1)),
      );
      for (const [stretch, own] of split(some, nodes, ends)) {
        this.keep(stretch, own, direction);
        then(stretch);
      }
    }
  }

  forget(): void {
    this.kept.forward.clear();
    this.kept.backward.clear();
    this.bytes = 0;
  }

  private keep(number: number, stretch: Stretch, direction: WalkDirection): void {
    const stretches = this.kept[direction];
    const former = stretches.get(number);
    if (former !== undefined) this.bytes -= bytesOf(former);
    stretches.delete(number);
    this.makeRoom(bytesOf(stretch));
    stretches.set(number, stretch);
    this.bytes += bytesOf(stretch);
  }

  /** The oldest ones go first, but for those that were used since they were last passed over. */
  private makeRoom(bytes: number): void {
    for (const stretches of [this.kept.forward, this.kept.backward])
      for (const [number, stretch] of stretches) {
        if (this.bytes + bytes <= this.room) return;
        stretches.delete(number);
        if (stretch.used) stretches.set(number, { ...stretch, used: false });
        else this.bytes -= bytesOf(stretch);
      }
  }
}

const bytesOf = ({ offsets, ends }: Stretch): number => offsets.byteLength + ends.byteLength;

/** Sorts links by the node that they start at, and cuts them into stretches. */
function* split(stretches: Uint32Array, nodes: Uint32Array, ends: Uint32Array): Generator<[number, Stretch]> {
  const place = new Map(Array.from(stretches, (stretch, at) => [stretch, at * STRETCH] as const));
  const places = nodes.map((node) => place.get(Math.floor(node / STRETCH))! + (node % STRETCH));
  const offsets = new Uint32Array(stretches.length * STRETCH + 1);
  for (const at of places) offsets[at + 1]!++;
  for (let at = 1; at < offsets.length; at++) offsets[at]! += offsets[at - 1]!;
  const cursor = offsets.slice();
  const sorted = new Uint32Array(ends.length);
  for (let row = 0; row < ends.length; row++) sorted[cursor[places[row]!]!++] = ends[row]!;
  for (const [stretch, at] of place) {
    const first = offsets[at]!;
    const own = offsets.slice(at, at + STRETCH + 1).map((offset) => offset - first);
    yield [stretch, { offsets: own, ends: sorted.slice(first, offsets[at + STRETCH]), used: true }];
  }
}
