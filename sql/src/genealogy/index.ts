export { InvalidTrace, ScopeGone, UnknownRoots } from './errors.ts';
export { Genealogy } from './genealogy.ts';
export type { GenealogyOptions, GenealogyStatus } from './genealogy.ts';
export type {
  ComparisonRequest,
  Direction,
  IdsRequest,
  Root,
  ScopeRequest,
  SuspectsRequest,
  TraceRequest,
  Visibility,
} from './request.ts';
export type {
  Answered,
  Certainty,
  Evidence,
  IdsResult,
  ItemKind,
  MissingEvidence,
  Money,
  NodeKind,
  NodeRef,
  Quantity,
  TraceLink,
  TraceLot,
  TraceOperation,
  TraceResult,
  TraceTotals,
} from './result.ts';
export type {
  Comparison,
  ComputedScope,
  ExcludedLot,
  ExplainedExclusion,
  Measure,
  RecallSize,
  ScopeBucket,
  ScopeCustomer,
  ScopeItem,
  ScopeLotDetail,
  ScopePlace,
  ScopeResult,
  ScopeTotals,
  Suspect,
  SuspectsResult,
  UnknownFact,
} from './scope-result.ts';
