import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { PER_STATEMENT } from '../query/ask-in-parts.ts';
import { flag, number, siteParameters, text, time, visibleSites } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { type KeyedPage, keyedPage, type KeyedPageRequest, type KeyedRows, keyedStream } from '../query/keyed-pages.ts';
import { BookedKind } from './booked-costs.ts';

const findCostEntries = defineQuery({
  module: import.meta.url,
  file: './cost-entries.sql',
  parameters: z.object({
    entries: z.array(z.number().int()),
    unvalued: z.number().int(),
    q: z.string(),
    ...siteParameters,
  }),
  row: z.object({
    costId: text,
    kind: BookedKind,
    lotId: text,
    caseId: text,
    operationId: text,
    /** As booked, in its own currency. */
    amount: z.number(),
    currency: text,
    hours: number,
    at: time,
    /** Base currency; null: its currency has no rate. */
    value: number,
    hidden: flag,
  }),
  times: ['at'],
});
type FoundEntry = Awaited<ReturnType<typeof findCostEntries>>[number];
export type CostEntry = Omit<FoundEntry, 'hidden'>;

export interface CostEntriesFilter {
  /** Row ids, as `ScopeCosts` names them; entries come in this order. */
  readonly entries: Float64Array;
  /** Sites that the reader may see; null: all. */
  readonly sites: readonly string[] | null;
  /** Only entries whose currency has no rate. */
  readonly unvalued?: boolean | undefined;
  /** Part of the id of the entry, or of what it is booked to. */
  readonly q?: string | undefined;
}

/** One page of cost entries. Throws `InvalidCursor`. */
export function costEntries(
  statements: Statements,
  request: CostEntriesFilter & KeyedPageRequest,
): Promise<KeyedPage<CostEntry>> {
  return keyedPage(rowsOf(statements, request, request.limit), request);
}

/** All cost entries, in batches. */
export function streamCostEntries(statements: Statements, filter: CostEntriesFilter): AsyncIterable<CostEntry[]> {
  return keyedStream(rowsOf(statements, filter));
}

function rowsOf(
  statements: Statements,
  { entries, sites, unvalued = false, q = '' }: CostEntriesFilter,
  limit = PER_STATEMENT,
): KeyedRows<CostEntry> {
  const parameters = (start: number, end: number) => ({
    entries: [...entries.subarray(start, end)],
    unvalued: Number(unvalued),
    q,
    ...visibleSites(sites),
  });
  return {
    keys: entries.length,
    step: unvalued || q !== '' ? PER_STATEMENT : limit,
    read: async (start, end) => {
      const rows = await findCostEntries(statements, parameters(start, end));
      return rows.filter((row) => !row.hidden).map(({ hidden: _, ...row }) => row);
    },
    count: (start, end) => findCostEntries.count(statements, parameters(start, end)),
  };
}
