import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { BookedKind, Money } from './quantities.ts';

/** `GET /api/v1/scope/:scopeId/costs?…`: what is booked to lots, cases and operations of the scope, each entry once; `.csv` streams all. */
export const ScopeCostsQuery = PageQuery.extend({
  kind: BookedKind.optional(),
  unvalued: z.literal('true').optional().describe('Only entries in a currency without an exchange rate'),
  q: z.string().max(500).optional().describe('Part of the id of the entry, or of what it is booked to'),
});
export type ScopeCostsQuery = z.infer<typeof ScopeCostsQuery>;

export const ScopeCostRow = z.object({
  costId: z.string().nullable(),
  kind: BookedKind,
  at: z.string().nullable(),
  lotId: z
    .string()
    .nullable()
    .describe('What it is booked to: a lot, else the lots of a case, else the output of an operation'),
  caseId: z.string().nullable(),
  operationId: z.string().nullable(),
  hours: z.number().nullable(),
  amount: z.number().describe('As it was booked'),
  currency: z.string().nullable(),
  value: Money.describe('The same in the currency of the scope, at the rate of the valuation'),
});
export type ScopeCostRow = z.infer<typeof ScopeCostRow>;
export const ScopeCostPage = page(ScopeCostRow);
export type ScopeCostPage = z.infer<typeof ScopeCostPage>;
