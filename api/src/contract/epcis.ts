import { z } from 'zod';

/** A trace of a lot class, an instance or a container, in any spelling; without `perPage` the whole of it, up to 10,000 events. */
export const EpcisTraceQuery = z.strictObject({
  epc: z.string().min(1).max(2000),
  perPage: z.coerce.number().int().min(1).max(10_000).default(10_000),
  nextPageToken: z.string().min(1).optional(),
});
export type EpcisTraceQuery = z.infer<typeof EpcisTraceQuery>;
