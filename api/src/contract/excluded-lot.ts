import { z } from 'zod';
import { ScopeExcluded } from './scope.ts';

/**
 * `GET /api/v1/scope/:scopeId/excluded/:lotId` (R9): one excluded lot with every recorded link that keeps the suspect material out of
 * it. 404 when the lot is not excluded from this scope, 410 when this scope cannot be computed again.
 */
export const ExcludedLot = ScopeExcluded.extend({
  withheld: z.number().int().nonnegative().describe('Links that keep it out too, but name lots of other sites'),
  dataAsOf: z.string().nullable(),
});
export type ExcludedLot = z.infer<typeof ExcludedLot>;
