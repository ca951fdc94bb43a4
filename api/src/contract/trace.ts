import { z } from 'zod';
import { MissingEvidence, NodeRef } from './evidence.ts';
import { Roots } from './roots.ts';

/** siblings: back to every source first, then forward from all of them (R3); it has no depth and no shares. */
export const Direction = z.enum(['backward', 'forward', 'both', 'siblings']);
export type Direction = z.infer<typeof Direction>;

/** certain: every link on the way is dated · possible: evidence is missing, and named (D8). */
export const Certainty = z.enum(['certain', 'possible']);
export type Certainty = z.infer<typeof Certainty>;

const paging = {
  depth: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .optional()
    .describe('Lot generations to follow; all when left out'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(10_000)
    .describe('Lots on a page; totals are always complete'),
  cursor: z.string().max(4000).optional(),
};

/** `GET /api/v1/lots/:lotId/trace?…` */
export const TraceQuery = z.object({ direction: Direction.default('both'), ...paging });
export type TraceQuery = z.infer<typeof TraceQuery>;

/** `POST /api/v1/trace` */
export const TraceRequest = z.object({
  roots: Roots,
  direction: Direction.default('both'),
  select: z.enum(['ids', 'full']).default('full'),
  ...paging,
});
export type TraceRequest = z.infer<typeof TraceRequest>;

export const TraceTotals = z.object({
  lots: z.number().int().describe('Lots reached, roots included'),
  operations: z.number().int(),
  links: z.number().int().describe('Recorded rows between what was reached'),
  depth: z.number().int(),
  certain: z.number().int(),
  possible: z.number().int(),
  excluded: z
    .number()
    .int()
    .nullable()
    .describe('Ruled out by time, quantity or cleaning; null when a depth was given'),
});
export type TraceTotals = z.infer<typeof TraceTotals>;

const way = z.enum(['root', 'backward', 'forward', 'both']);

export const TracedLot = z.object({
  lotId: z.string(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  kind: z.string().nullable().describe("The item's kind: raw, packaging, intermediate, finished, byproduct"),
  siteId: z.string().nullable(),
  direction: way,
  depth: z.number().int().describe('Lot generations from the nearest root'),
  share: z
    .number()
    .nullable()
    .describe('Forward: part of this lot that is root material; backward: part of the root that is this lot (D11)'),
  certainty: Certainty,
  missing: z.array(MissingEvidence).describe('What would make it certain'),
  known: z.boolean().describe('false: only referenced, no row in lots'),
});
export type TracedLot = z.infer<typeof TracedLot>;

export const TracedOperation = z.object({
  operationId: z.string(),
  direction: way,
  depth: z.number().int(),
  certainty: Certainty,
});
export type TracedOperation = z.infer<typeof TracedOperation>;

/** A recorded row. An input line has no child lot and an output line no parent lot: the operation is in their place. */
export const TracedLink = z.object({
  parent: z.string().nullable().describe('Lot id'),
  child: z.string().nullable().describe('Lot id'),
  operationId: z.string().nullable(),
  source: z.enum(['link', 'input', 'output']),
  kind: z.string().describe("The link's kind, or the line's role"),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  from: z.string().nullable().describe('Interval in which it happened; null: unknown'),
  until: z.string().nullable(),
});
export type TracedLink = z.infer<typeof TracedLink>;

const answered = {
  root: z.string().nullable().describe('The lot or operation id when there is exactly one root'),
  roots: z.array(NodeRef),
  direction: Direction,
  nextCursor: z.string().nullable(),
  withheld: z.number().int().describe('Lots of other sites that the reader may not see; counted in totals'),
  dataAsOf: z.string().nullable(),
  computedInMs: z.number(),
};

export const Trace = z.object({
  ...answered,
  totals: TraceTotals,
  lots: z.array(TracedLot),
  operations: z.array(TracedOperation),
  links: z
    .array(TracedLink)
    .describe('Every link is on exactly one page: that of the lot or operation it was walked from'),
});
export type Trace = z.infer<typeof Trace>;

/** The answer to `select: "ids"`: all lots at once, nearest first. */
export const TraceIds = z.object({
  ...answered,
  totals: TraceTotals.pick({ lots: true, operations: true, links: true, depth: true }),
  lots: z.array(z.object({ lotId: z.string() })),
});
export type TraceIds = z.infer<typeof TraceIds>;
