/** Answers about scopes: where every unit of every affected lot is now, and what precision saves. */
import type { Bucket } from '../disposition/disposition.ts';
import type { LotList } from './core/measure.ts';
import type { BroadPeriod } from './request.ts';
import type { Answered, Certainty, Evidence, ItemKind, MissingEvidence, Money, NodeRef, Quantity } from './result.ts';

/** What a set of rows adds up to. */
export interface Measure {
  readonly lots: number;
  readonly quantities: readonly Quantity[];
  readonly exposure: Money;
}

export interface ScopeTotals {
  readonly roots: number;
  /** Lots affected, roots included, excluded ones not. */
  readonly lots: number;
  readonly operations: number;
  readonly links: number;
  readonly depth: number;
  readonly customers: number;
  readonly certain: number;
  readonly possible: number;
  readonly excluded: number;
  /** Everything made or received, per unit: the sum over all buckets. */
  readonly quantities: readonly Quantity[];
  /**
   * The same without what was consumed, which lives on in its children, and what was scrapped (D14). What is accounted for beyond what
   * was made takes nothing off: it cannot be brought back.
   */
  readonly terminalQuantities: readonly Quantity[];
  readonly exposure: Money;
}

export interface ScopeBucket extends Measure {
  readonly bucket: Bucket;
  /** False for `consumed` and `scrapped`: their exposure is 0 (D14). */
  readonly terminal: boolean;
}

/** What is in one place; `on_hand` by site, location and status, other buckets by site. */
export interface ScopePlace extends Measure {
  readonly bucket: Bucket;
  readonly siteId: string | null;
  readonly location: string | null;
  readonly status: string | null;
}

/** One row per customer and relation (D15). */
export interface ScopeCustomer extends Measure {
  readonly customerId: string;
  readonly relation: 'direct' | 'indirect' | 'second-tier';
  /** The parties that shipped it on (second tier only). */
  readonly through: readonly string[];
  /** It ships on what it gets and still holds some: to whom that goes is not known here. */
  readonly shipsOn: boolean;
}

export interface ScopeItem extends Measure {
  readonly itemId: string | null;
  readonly kind: ItemKind | null;
}

export interface ExcludedLot {
  readonly nodeNo: number;
  readonly lotId: string;
  readonly itemId: string | null;
  readonly siteId: string | null;
  /** Of a summary: the nearest link that keeps it out. Of `excludedEvidence`: all of them. */
  readonly evidence: readonly Evidence[];
}

/** R9: why a lot is out of a scope, on every way that leads to it. */
export interface ExplainedExclusion extends ExcludedLot {
  /** Links that keep it out too, but name lots which the caller may not see. */
  readonly withheld: number;
  readonly dataAsOf: string | null;
}

/** Something the scope cannot know, named and counted (unknown is not zero). */
export interface UnknownFact {
  readonly kind: 'cost' | 'quantity' | 'unit' | 'whereabouts' | 'variance' | 'lot-record' | 'time' | 'next-tier';
  /** Lots; parties for `next-tier`. */
  readonly count: number;
  /** Lot ids, or party ids for `next-tier`; the first ten. */
  readonly examples: readonly string[];
}

export interface ScopeResult extends Answered {
  readonly scopeId: string;
  readonly roots: readonly NodeRef[];
  readonly backThenForward: boolean;
  readonly totals: ScopeTotals;
  readonly buckets: readonly ScopeBucket[];
  readonly places: readonly ScopePlace[];
  readonly customers: readonly ScopeCustomer[];
  readonly items: readonly ScopeItem[];
  /** The first hundred; `computedScope` has them all. */
  readonly excluded: readonly ExcludedLot[];
  readonly unknown: readonly UnknownFact[];
  /** Lots of other sites that the lists of this scope leave out. */
  readonly withheld: number;
}

export interface ScopeLotDetail {
  readonly nodeNo: number;
  readonly lotId: string;
  readonly itemId: string | null;
  readonly kind: ItemKind | null;
  readonly siteId: string | null;
  readonly depth: number;
  readonly certainty: Certainty | 'excluded';
  /** D15: whether shipments of it went to direct customers (a root) or to indirect ones. */
  readonly root: boolean;
  readonly share: number | null;
  readonly missing: readonly MissingEvidence[];
  /** Why it is excluded; empty otherwise. */
  readonly evidence: readonly Evidence[];
  readonly known: boolean;
}

/** A scope that was computed before: the lots whose rows `scopeLots`, `scopeShipments` and `scopeStock` then page. */
export interface ComputedScope {
  readonly scopeId: string;
  readonly dataAsOf: string | null;
  /** What the scope was asked for. */
  roots(): Promise<readonly NodeRef[]>;
  /** All lots by node number, the roots of the question first, the others in the order of their numbers. */
  readonly all: LotList;
  /** Node numbers by certainty (default: certain and possible), nearest first; the order is stable. */
  lots(certainty?: Certainty | 'excluded'): Uint32Array;
  /** Lots that the broad recall takes beside them (R4), by node number. */
  besides(period?: BroadPeriod): Promise<Uint32Array>;
  /** Trace facts of some node numbers, in their order; null for those that nothing leads to. */
  details(nodes: ArrayLike<number>): Promise<ReadonlyArray<ScopeLotDetail | null>>;
  /** Customers of the scope, of the broad recall, or those that only the broad one would reach. */
  customers(recall?: 'broad' | 'saved', period?: BroadPeriod): Promise<readonly ScopeCustomer[]>;
}

export interface RecallSize {
  readonly lots: number;
  readonly customers: number;
  readonly quantities: readonly Quantity[];
  readonly exposure: Money;
}

/** R4: the recall without lot precision beside the traced one, both without what was consumed or scrapped. */
export interface Comparison extends Answered {
  readonly targeted: RecallSize;
  readonly broad: RecallSize;
  /** broad − targeted; quantities per unit. */
  readonly saved: RecallSize;
  /** Items, sites and days that the broad recall takes. */
  readonly broadBy: readonly {
    readonly itemId: string;
    readonly siteIds: readonly (string | null)[];
    readonly from: string | null;
    readonly until: string | null;
  }[];
}

export interface Suspect {
  readonly kind: 'lot' | 'supplier' | 'machine' | 'operator' | 'shift';
  readonly id: string;
  readonly bad: number;
  readonly good: number;
  readonly badShare: number;
  readonly goodShare: number;
  /** Null when infinite or undefined. */
  readonly oddsRatio: number | null;
  readonly pValue: number;
  readonly qValue: number;
}

export interface SuspectsResult extends Answered {
  readonly badLots: number;
  readonly goodLots: number;
  readonly candidates: readonly Suspect[];
}
