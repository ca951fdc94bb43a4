import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { ScopeCustomer } from './scope.ts';
import { ScopeRowsQuery } from './scope-rows.ts';

/**
 * `GET /api/v1/scope/:scopeId/customers?…`: one row per customer and relation (D15), as in the summary; `.csv` has all of them. Of the broad
 * recall, and of what it saves, too. A customer is at none of our sites: none is withheld.
 */
export const ScopeCustomersQuery = PageQuery.extend({
  ...ScopeRowsQuery.pick({
    customerId: true,
    country: true,
    noCountry: true,
    fromPartyId: true,
    relation: true,
    recall: true,
    from: true,
    to: true,
  }).shape,
  nextTier: z
    .literal('unknown')
    .optional()
    .describe('Only parties that ship on and hold some: to whom that goes is not known'),
  contact: z
    .literal('unknown')
    .optional()
    .describe('Only customers with neither a contact for recalls nor an everyday one'),
  q: z.string().max(500).optional().describe('Part of the id or the name of a customer'),
});
export type ScopeCustomersQuery = z.infer<typeof ScopeCustomersQuery>;

export const ScopeCustomerPage = page(ScopeCustomer).extend({
  customers: z.number().int().describe('Customers on all pages; one who is reached in several ways has a row for each'),
});
export type ScopeCustomerPage = z.infer<typeof ScopeCustomerPage>;
