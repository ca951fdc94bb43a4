import { z } from 'zod';
import { defineQuery } from '../query/define-query.ts';
import type { Statements } from '../engine/engine.ts';

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

const findBookedCosts = defineQuery({
  module: import.meta.url,
  file: './booked-costs.sql',
  parameters: z.object({ kinds: z.array(BookedKind) }),
  row: z.object({
    kind: BookedKind,
    nodes: z.array(z.number()),
    amount: z.number(),
    valued: z.number(),
    unvalued: z.number(),
    entries: z.array(z.number()),
  }),
});
type Booking = Awaited<ReturnType<typeof findBookedCosts>>[number];

/** Every cost of quality that is booked to lots, cases or operations, found by the lots that it belongs to. */
export class BookedCosts {
  private readonly bookings: readonly Booking[];
  /** Where the bookings of a node begin in `bookingOf`; one more than there are nodes. */
  private readonly starts: Uint32Array;
  private readonly bookingOf: Uint32Array;
  /** By booking: the question that counted it last. */
  private readonly counted: Float64Array;
  private questions = 0;

  private constructor(bookings: readonly Booking[]) {
    this.bookings = bookings;
    this.counted = new Float64Array(bookings.length);
    this.starts = startsOf(bookings);
    this.bookingOf = new Uint32Array(this.starts.at(-1)!);
    const next = this.starts.slice();
    for (const [index, { nodes }] of bookings.entries())
      for (const node of nodes) this.bookingOf[next[node]!++] = index;
  }

  static async load(statements: Pick<Statements, 'query'>): Promise<BookedCosts> {
    return new BookedCosts(await findBookedCosts(statements, { kinds: [...bookedKinds] }));
  }

  /** What is booked to any of these lots (node numbers), each entry once; kinds without an entry are left out. */
  of(nodes: Uint32Array): Map<BookedKind, BookedCost> {
    const sums = new Map<BookedKind, { sum: number; valued: number; unvalued: number }>();
    for (const { kind, amount, valued, unvalued } of this.bookingsOf(nodes)) {
      const sum = sums.get(kind) ?? { sum: 0, valued: 0, unvalued: 0 };
      sum.sum += amount;
      sum.valued += valued;
      sum.unvalued += unvalued;
      sums.set(kind, sum);
    }
    return new Map(
      [...sums].map(([kind, { sum, valued, unvalued }]) => [
        kind,
        { amount: valued === 0 ? null : sum, entries: valued + unvalued, unvalued },
      ]),
    );
  }

  /** The entries behind those sums, of all kinds or of one, by row id. */
  entriesOf(nodes: Uint32Array, kind?: BookedKind): Float64Array {
    const bookings = this.bookingsOf(nodes).filter((booking) => kind === undefined || booking.kind === kind);
    return Float64Array.from(bookings.flatMap(({ entries }) => entries)).sort();
  }

  private bookingsOf(nodes: Uint32Array): Booking[] {
    const { bookings, starts, bookingOf, counted } = this;
    const question = ++this.questions;
    const found: Booking[] = [];
    for (const node of nodes) {
      // Past the last node that anything is booked to the bounds are undefined and nothing is found.
      for (let at = starts[node]!; at < starts[node + 1]!; at++) {
        const index = bookingOf[at]!;
        if (counted[index] === question) continue;
        counted[index] = question;
        found.push(bookings[index]!);
      }
    }
    return found;
  }
}

function startsOf(bookings: readonly Booking[]): Uint32Array {
  const last = bookings.reduce((most, { nodes }) => nodes.reduce((max, node) => Math.max(max, node), most), -1);
  const starts = new Uint32Array(last + 2);
  for (const { nodes } of bookings) for (const node of nodes) starts[node + 1]!++;
  for (let node = 0; node <= last; node++) starts[node + 1]! += starts[node]!;
  return starts;
}
