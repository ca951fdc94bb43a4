import { z } from 'zod';
import { number, siteParameters, text, time, visibleSites } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import type { Statements } from '../engine/engine.ts';
import { knownOutcome, visible, type Reviews } from './receipt-filter.ts';

const given = z.literal('given').default('given');

const results = defineQuery({
  module: import.meta.url,
  file: './item-results.sql',
  parameters: z.object({
    outcome: given,
    visible: given,
    lot: z.string(),
    item: z.string(),
    until: z.date(),
    compared: z.number().int().positive(),
    saidDeviated: z.array(z.string()),
    saidGood: z.array(z.string()),
    ...siteParameters,
  }),
  row: z.object({
    lotId: z.string(),
    supplierLot: text,
    supplierId: text,
    supplierName: text,
    receivedAt: time,
    outcome: z.enum(['unknown', 'good', 'deviated']),
    characteristic: z.string(),
    unit: text,
    own: number,
    certificate: number,
    lower: number,
    upper: number,
  }),
  times: ['receivedAt'],
  choices: { outcome: { given: knownOutcome }, visible: { given: visible } },
});

/** A characteristic of a lot, in one unit. */
export type ItemResult = Awaited<ReturnType<typeof results>>[number];

export interface ItemResultsRequest {
  readonly lotId: string;
  readonly itemId: string;
  /** Receipt of the lot; only lots that came before it are compared with it, the newest of them. */
  readonly receivedBy: Date;
  readonly sites: readonly string[] | null;
  readonly reviews: Reviews;
}

/** More lots of an item say nothing new about what is usual, and a page waits for them. */
const mostCompared = 500;

/** Incoming results of a lot and of earlier lots of its item, oldest lot first. */
export function itemResults(
  engine: Pick<Statements, 'query'>,
  { lotId, itemId, receivedBy, sites, reviews }: ItemResultsRequest,
): Promise<ItemResult[]> {
  return results(engine, {
    lot: lotId,
    item: itemId,
    until: receivedBy,
    compared: mostCompared + 1,
    saidDeviated: [...reviews.deviated],
    saidGood: [...reviews.good],
    ...visibleSites(sites),
  });
}
