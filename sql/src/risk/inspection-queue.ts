import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { flag, number, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { knownOutcome, type Reviews } from './receipt-filter.ts';

const given = z.literal('given').default('given');
const reviewed = { outcome: given, saidDeviated: z.array(z.string()), saidGood: z.array(z.string()) };
const choices = { outcome: { given: knownOutcome } };

const recent = defineQuery({
  module: import.meta.url,
  file: './recent-receipts.sql',
  parameters: z.object({ ...reviewed, now: z.date(), days: z.number().int().positive() }),
  row: z.object({ lotId: z.string(), probability: number, open: flag, receivedFrom: time, receivedUntil: time }),
  times: ['receivedFrom', 'receivedUntil'],
  choices,
});

const catches = defineQuery({
  module: import.meta.url,
  file: './queue-catches.sql',
  parameters: z.object({
    ...reviewed,
    from: z.array(z.date()),
    until: z.array(z.date()),
    chosen: z.array(z.date()),
    queued: z.array(z.string()),
    random: z.array(z.string()),
  }),
  row: z.object({
    receipts: z.number(),
    deviating: z.number(),
    caught: z.number(),
    inspected: z.number(),
    randomKnown: z.number(),
    randomDeviating: z.number(),
  }),
  choices,
});

const valuesOf = ({ deviated, good }: Reviews) => ({ saidDeviated: [...deviated], saidGood: [...good] });

export type RecentReceipt = Awaited<ReturnType<typeof recent>>[number];
export type QueueCatches = Awaited<ReturnType<typeof catches>>[number];

/** Lots received in the `days` before the newest receipt, by id; what is chosen for inspection is chosen from the open ones. */
export function recentReceipts(
  engine: Pick<Statements, 'query'>,
  { now, days, reviews }: { now: Date; days: number; reviews: Reviews },
): Promise<RecentReceipt[]> {
  return recent(engine, { ...valuesOf(reviews), now, days });
}

/** A queue of the past: when it was chosen, and from which receipts. */
export interface PastQueue {
  readonly chosenAt: Date;
  readonly receivedFrom: Date;
  readonly receivedUntil: Date;
}

/** What became of the receipts that were open to these queues, and of the lots in them. */
export async function queueCatches(
  engine: Pick<Statements, 'query'>,
  queues: readonly PastQueue[],
  lots: { readonly queued: readonly string[]; readonly random: readonly string[]; readonly reviews: Reviews },
): Promise<QueueCatches> {
  const [counted] = await catches(engine, {
    ...valuesOf(lots.reviews),
    from: queues.map(({ receivedFrom }) => receivedFrom),
    until: queues.map(({ receivedUntil }) => receivedUntil),
    chosen: queues.map(({ chosenAt }) => chosenAt),
    queued: [...lots.queued],
    random: [...lots.random],
  });
  if (counted === undefined) throw new Error('The catches of the queues were not counted');
  return counted;
}
