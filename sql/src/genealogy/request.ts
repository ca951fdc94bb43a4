/** What a caller may ask of the genealogy. Optional fields accept `undefined` so that parsed query strings pass through. */

/** `siblings`: back to every source first, then forward from all of them (R3). */
export type Direction = 'backward' | 'forward' | 'both' | 'siblings';

/**
 * Where a trace starts: a lot, or an operation. Everything else that stands for lots is resolved by `resolveRoots` first.
 * `from` / `to` (ISO 8601) say when the operation was at fault: what was drawn before `from` stays out (D8).
 */
export type Root =
  | string
  | { readonly lotId: string }
  | { readonly operation: string; readonly from?: string | undefined; readonly to?: string | undefined };

/** Sites whose rows the caller may see; undefined or null means all. Totals are complete either way. */
export interface Visibility {
  readonly visibleSites?: readonly string[] | null | undefined;
}

export interface TraceRequest extends Visibility {
  readonly roots: readonly Root[];
  readonly direction: Direction;
  /** Furthest lot generation to walk to; undefined means all of them. */
  readonly depth?: number | undefined;
  /** Lots per page, default 10,000. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Compute the dilution share of each lot (T5), default true. */
  readonly shares?: boolean | undefined;
  /** Follow every recorded link, even where its time shows that nothing can have passed. Default false (D8). */
  readonly ignoreTime?: boolean | undefined;
}

export type IdsRequest = Omit<TraceRequest, 'limit' | 'cursor' | 'shares'>;

export interface ScopeRequest extends Visibility {
  readonly roots: readonly Root[];
  /** R3: first back to everything the roots came from, then forward from all of that. */
  readonly backThenForward?: boolean | undefined;
  /** Follow every recorded link, even where its time shows that nothing can have passed. Default false (D8). */
  readonly ignoreTime?: boolean | undefined;
}

/** Period of a broad recall (ISO 8601); default: first to last day of the affected lots, item by item. */
export interface BroadPeriod {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type ComparisonRequest = ScopeRequest & BroadPeriod;

export interface SuspectsRequest {
  readonly badLots: readonly string[];
  /** Default: the lots of the same items made in the same period that are not bad. */
  readonly goodLots?: readonly string[] | undefined;
}
