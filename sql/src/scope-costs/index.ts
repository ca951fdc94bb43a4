export { ScopeCosts } from './scope-costs.ts';
export type { CostsOfScope } from './scope-costs.ts';
export type { BookedCost, BookedKind } from './booked-costs.ts';
export { costEntries, streamCostEntries } from './cost-entries.ts';
export type { CostEntriesFilter, CostEntry } from './cost-entries.ts';
