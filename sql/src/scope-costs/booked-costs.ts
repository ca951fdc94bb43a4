import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { RowBinaryReader } from '../query/row-binary-reader.ts';

const bookedCosts = sqlFile(import.meta.url, './booked-costs.sql');

/** Kinds of cost entries that can belong to a recall; appraisal and prevention are spent on no lot in particular. */
export const bookedKinds = ['freight', 'disposal', 'credit', 'chargeback', 'labour', 'downtime'] as const;
export const BookedKind = z.enum(bookedKinds);
export type BookedKind = z.infer<typeof BookedKind>;

/** Entries of one kind that are booked to lots of a scope. */
export interface BookedCost {
  /** Base currency; null: no entry has a currency with a rate. */
  readonly amount: number | null;
  readonly entries: number;
  /** Entries that are not in the amount. */
  readonly unvalued: number;
}

/** What is booked alike: the entries of one kind that belong to the same lots, by column. */
interface Bookings {
  readonly kinds: Uint32Array;
  readonly amounts: Float64Array;
  readonly valued: Uint32Array;
  readonly unvalued: Uint32Array;
  readonly nodes: Lists<Uint32Array>;
  readonly entries: Lists<Float64Array>;
}

/** Lists behind one another: list i is `items` from `starts[i]` to `starts[i + 1]`. */
interface Lists<Items> {
  readonly starts: Uint32Array;
  readonly items: Items;
}

/** Every cost of quality that is booked to lots, cases or operations, found by the lots that it belongs to. */
export class BookedCosts {
  private readonly bookings: Bookings;
  /** By node, the bookings that it is in. */
  private readonly ofNode: Lists<Uint32Array>;
  /** By booking: the question that counted it last. */
  private readonly counted: Float64Array;
  private questions = 0;

  private constructor(bookings: Bookings) {
    this.bookings = bookings;
    this.counted = new Float64Array(bookings.kinds.length);
    this.ofNode = turned(bookings.nodes);
  }

  static async load(statements: Pick<Statements, 'bytes'>): Promise<BookedCosts> {
    const reader = new RowBinaryReader(await statements.bytes(bookedCosts, { kinds: [...bookedKinds] }));
    return new BookedCosts({
      kinds: reader.uint32Array(),
      amounts: reader.float64Array(),
      valued: reader.uint32Array(),
      unvalued: reader.uint32Array(),
      nodes: { starts: startsOf(reader.uint32Array()), items: reader.uint32Array() },
      entries: { starts: startsOf(reader.uint32Array()), items: reader.float64Array() },
    });
  }

  /** What is booked to any of these lots (node numbers), each entry once; kinds without an entry are left out. */
  of(nodes: Uint32Array): Map<BookedKind, BookedCost> {
    const { kinds, amounts, valued, unvalued } = this.bookings;
    const sums = new Map<BookedKind, { sum: number; valued: number; unvalued: number }>();
    for (const booking of this.bookingsOf(nodes)) {
      const kind = bookedKinds[kinds[booking]!]!;
      const sum = sums.get(kind) ?? { sum: 0, valued: 0, unvalued: 0 };
      sum.sum += amounts[booking]!;
      sum.valued += valued[booking]!;
      sum.unvalued += unvalued[booking]!;
      sums.set(kind, sum);
    }
    return new Map(
      [...sums].map(([kind, of]) => [
        kind,
        { amount: of.valued === 0 ? null : of.sum, entries: of.valued + of.unvalued, unvalued: of.unvalued },
      ]),
    );
  }

  /** The entries behind those sums, of all kinds or of one, by row id. */
  entriesOf(nodes: Uint32Array, kind?: BookedKind): Float64Array {
    const { kinds, entries } = this.bookings;
    const found: number[] = [];
    for (const booking of this.bookingsOf(nodes)) {
      if (kind !== undefined && bookedKinds[kinds[booking]!] !== kind) continue;
      for (let at = entries.starts[booking]!; at < entries.starts[booking + 1]!; at++) found.push(entries.items[at]!);
    }
    return Float64Array.from(found).sort();
  }

  private bookingsOf(nodes: Uint32Array): number[] {
    const { ofNode, counted } = this;
    const question = ++this.questions;
    const found: number[] = [];
    for (const node of nodes) {
      // Past the last node that anything is booked to the bounds are undefined and nothing is found.
      for (let at = ofNode.starts[node]!; at < ofNode.starts[node + 1]!; at++) {
        const booking = ofNode.items[at]!;
        if (counted[booking] === question) continue;
        counted[booking] = question;
        found.push(booking);
      }
    }
    return found;
  }
}

/** Where lists of these lengths begin, and where the last one ends. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let list = 0; list < lengths.length; list++) starts[list + 1] = starts[list]! + lengths[list]!;
  return starts;
}

/** By item, the lists that it is in. */
function turned({ starts, items }: Lists<Uint32Array>): Lists<Uint32Array> {
  const most = items.reduce((greatest, item) => Math.max(greatest, item), -1);
  const lengths = new Uint32Array(most + 1);
  for (const item of items) lengths[item]!++;
  const begins = startsOf(lengths);
  const next = begins.slice();
  const lists = new Uint32Array(items.length);
  for (let list = 0; list + 1 < starts.length; list++)
    for (let at = starts[list]!; at < starts[list + 1]!; at++) lists[next[items[at]!]!++] = list;
  return { starts: begins, items: lists };
}
