import { z } from 'zod';
import { Instant } from './quantities.ts';

/** `GS1-Capture-Error-Behaviour`: nothing of a document with an invalid event is taken, or all but the invalid ones. */
export const CaptureErrorBehaviour = z.enum(['rollback', 'proceed']);
export type CaptureErrorBehaviour = z.infer<typeof CaptureErrorBehaviour>;

/** What was wrong, as the standard has it; `instance` points at it in the document (RFC 6901). */
export const EpcisProblem = z.object({
  type: z.string().describe('`epcisException:…`'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
});

/** `GET /epcis/capture/:id`: an EPCISCaptureJob of EPCIS 2.0, with the numbers of its events. */
export const CaptureJob = z.object({
  captureID: z.string(),
  createdAt: Instant,
  finishedAt: Instant.optional(),
  running: z.boolean(),
  success: z.boolean().describe('False as soon as an event could not be taken'),
  captureErrorBehaviour: CaptureErrorBehaviour,
  errors: z.array(EpcisProblem),
  events: z.number().int().describe('Events of the document that were right'),
  stored: z.number().int().describe('Of those, the ones that were not known before'),
});
export type CaptureJob = z.infer<typeof CaptureJob>;

/** `GET /epcis/capture`: a list of capture jobs, newest first; the address of the next page is in the header `Link`. */
export const CaptureListQuery = z.object({
  perPage: z.coerce.number().int().min(1).max(1000).default(30),
  nextPageToken: z.string().max(500).optional(),
});
export type CaptureListQuery = z.infer<typeof CaptureListQuery>;
export const CaptureJobs = z.array(CaptureJob);
