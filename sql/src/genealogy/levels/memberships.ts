import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import type { WalkDirection } from '../core/walk.ts';
import type { Member } from '../load/load-facts.ts';
import { numbers, readBlocks } from '../load/read-blocks.ts';
import { chunks, rising } from './chunks.ts';

const readProductionLots = sqlFile(import.meta.url, './queries/read-production-lots.sql');
const readSerials = sqlFile(import.meta.url, './queries/read-serials.sql');
const readMembers = sqlFile(import.meta.url, './queries/read-members.sql');

type Reads = Pick<Statements, 'bytes' | 'query'>;

/** Node numbers per stretch of `read-serials.sql`. */
const STRETCH = 8192;

/**
 * Which serials belong to which production lot (D1). Facts of lots stand by node number and name the production lot by its id; what is
 * kept here of each production lot is its number and between which numbers its serials stand, so that neither way has to read all facts.
 */
export class Memberships {
  private readonly engine: Reads;
  /** Rising. */
  private readonly lots: Uint32Array;
  private readonly first: Uint32Array;
  private readonly last: Uint32Array;

  private constructor(engine: Reads, lots: Uint32Array, first: Uint32Array, last: Uint32Array) {
    this.engine = engine;
    this.lots = lots;
    this.first = first;
    this.last = last;
  }

  static async open(engine: Reads): Promise<Memberships> {
    const columns: [number[], number[], number[]] = [[], [], []];
    for await (const block of readBlocks(engine, readProductionLots, [{}]))
      columns.forEach((column, at) => {
        for (const value of numbers<Uint32Array>(block, at)) column.push(value);
      });
    const [lots, first, last] = columns.map((column) => Uint32Array.from(column));
    return new Memberships(engine, lots!, first!, last!);
  }

  /** What is kept in memory. */
  get bytes(): number {
    return this.lots.byteLength + this.first.byteLength + this.last.byteLength;
  }

  /** Serials of the production lots among `nodes`, or production lots of the serials among them; `nodes` rise. */
  async lead(nodes: Uint32Array, direction: WalkDirection): Promise<number[]> {
    if (direction === 'backward') return (await this.into(nodes)).map(({ productionLot }) => productionLot);
    const places = placesIn(this.lots, nodes);
    const stretches = rising(places.flatMap((place) => this.stretchesOf(place)));
    const serials: number[] = [];
    for (const { nodes: lots } of chunks(Uint32Array.from(places, (place) => this.lots[place]!)))
      for (const { nodes: some } of chunks(stretches))
        for (const { serial } of await this.engine.query<{ serial: number }>(readSerials, { lots, stretches: some }))
          serials.push(serial);
    return serials;
  }

  /** Memberships of the serials among `nodes`, which rise; by serial. */
  async into(nodes: Uint32Array): Promise<Member[]> {
    const members: Member[] = [];
    for (const { nodes: some } of chunks(nodes))
      for (const { nodes: lots } of chunks(this.around(some)))
        for (const member of await this.engine.query<Member>(readMembers, { nodes: some, lots })) members.push(member);
    return members.sort((one, other) => one.serial - other.serial);
  }

  private stretchesOf(place: number): number[] {
    const [first, last] = [this.first, this.last].map((numbersOf) => Math.floor(numbersOf[place]! / STRETCH));
    return Array.from({ length: last! - first! + 1 }, (_, at) => first! + at);
  }

  /** Production lots between whose serials any of the nodes stands. */
  private around(nodes: readonly number[]): Uint32Array {
    const [least, most] = [nodes[0]!, nodes.at(-1)!];
    const asked = Uint32Array.from(nodes);
    const around: number[] = [];
    for (let place = 0; place < this.lots.length; place++) {
      if (this.first[place]! > most || this.last[place]! < least) continue;
      if (asked[placeFrom(asked, this.first[place]!)]! <= this.last[place]!) around.push(this.lots[place]!);
    }
    return Uint32Array.from(around);
  }
}

/** First place of a value not below the wanted one, in numbers that rise. */
function placeFrom(values: Uint32Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places in `values` of the wanted numbers that are there; both rise. */
function placesIn(values: Uint32Array, wanted: Uint32Array): number[] {
  const places: number[] = [];
  for (const one of wanted) {
    const place = placeFrom(values, one);
    if (values[place] === one) places.push(place);
  }
  return places;
}
