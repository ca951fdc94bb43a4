export { Bucket, buckets, terminalBuckets } from './disposition.ts';
export type { DispositionRefresh, RefreshOptions, RefreshProgress } from './disposition.ts';
export { dispositionState } from './disposition-state.ts';
export type { DispositionState } from './disposition-state.ts';
export { refreshDisposition } from './refresh-disposition.ts';
export { withScrapVerdict } from './scrap-verdict.ts';
export { InvalidCursor } from '../query/keyed-cursor.ts';
export type { MarginOfLine, ScopeLot, ScopeShipment, ScopeStock } from './scope-rows/scope-row-queries.ts';
export {
  scopeLots,
  scopeShipments,
  scopeStock,
  streamScopeLots,
  streamScopeShipments,
  streamScopeStock,
} from './scope-rows/scope-rows.ts';
export type { ScopeRowsFilter, ScopeRowsRequest } from './scope-rows/scope-rows.ts';
