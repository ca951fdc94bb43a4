import type { MarginOfLine } from '../disposition/scope-rows/scope-row-queries.ts';
import type { Statements } from '../engine/engine.ts';
import { BookedCosts, type BookedCost, type BookedKind } from './booked-costs.ts';
import { LotMargins, type MarginOfLots } from './lot-margins.ts';

/** What is known of a scope's exposure beside its stock (D14). */
export interface CostsOfScope {
  readonly booked: ReadonlyMap<BookedKind, BookedCost>;
  readonly margin: MarginOfLots;
}

/** Booked costs and margins of every lot, in memory: a scope may have a million lots. */
export class ScopeCosts {
  private readonly booked: BookedCosts;
  private readonly margins: LotMargins;

  private constructor(booked: BookedCosts, margins: LotMargins) {
    this.booked = booked;
    this.margins = margins;
  }

  static async load(statements: Pick<Statements, 'bytes' | 'query'>): Promise<ScopeCosts> {
    return new ScopeCosts(...(await Promise.all([BookedCosts.load(statements), LotMargins.load(statements)])));
  }

  /** Of lots by node number, each once. */
  of(lots: Uint32Array): CostsOfScope {
    return { booked: this.booked.of(lots), margin: this.margins.of(lots) };
  }

  /** The booked entries, of all kinds or of one, by row id: what `costEntries` pages. */
  entriesOf(lots: Uint32Array, kind?: BookedKind): Float64Array {
    return this.booked.entriesOf(lots, kind);
  }

  /** Those of these lots that margin is made of, or would be if it were known. */
  shipped(lots: Uint32Array, which: MarginOfLine): Uint32Array {
    return this.margins.shipped(lots, which);
  }
}
