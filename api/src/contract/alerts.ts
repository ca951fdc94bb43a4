import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { Instant } from './quantities.ts';

export const AlertKind = z.enum(['supplier-lot-risk', 'expiry-risk', 'model-drift', 'training-failed']);
export type AlertKind = z.infer<typeof AlertKind>;

export const AlertState = z.enum(['open', 'acknowledged', 'snoozed', 'closed']);
export type AlertState = z.infer<typeof AlertState>;

const text = z.string().trim().min(1).max(1000);

/** One matter that somebody should act on: `GET /api/v1/alerts`, `GET` and `PATCH /api/v1/alerts/:id`. */
export const Alert = z.object({
  id: z.string(),
  kind: AlertKind,
  label: z.string().describe('The kind in words'),
  subject: z.string().describe('What it is about: the id of a lot, the name of a family of models'),
  siteId: z.string().nullable().describe('null: it concerns every site, or its site is not known'),
  title: z.string(),
  severity: z.number().min(0).max(1),
  severityMeans: z.string().describe('What the severity of this kind measures'),
  detail: z.record(z.string(), z.unknown()).describe('The evidence'),
  state: AlertState.describe('A snooze that is over is open again'),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueAt: Instant.nullable(),
  snoozedUntil: Instant.nullable(),
  acknowledged: z.object({ at: Instant, by: z.string() }).nullable(),
  closed: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  reopened: z.number().int().nonnegative().describe('How often it got worse after it had been closed'),
  createdAt: Instant,
  updatedAt: Instant.describe('When the matter was found last'),
});
export type Alert = z.infer<typeof Alert>;

export const AlertQuery = PageQuery.extend({
  state: AlertState.optional(),
  kind: AlertKind.optional(),
  owner: z.union([z.enum(['me', 'nobody']), z.uuid()]).optional(),
});
export type AlertQuery = z.infer<typeof AlertQuery>;
export const AlertPage = page(Alert);
export type AlertPage = z.infer<typeof AlertPage>;

/** `GET /api/v1/alerts/:id/owners`: those whom the alert can be given to. */
export const AlertOwners = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });
export type AlertOwners = z.infer<typeof AlertOwners>;

/** Body of `PATCH /api/v1/alerts/:id`. The same change again changes nothing. */
export const AlertChange = z.discriminatedUnion('action', [
  z.object({ action: z.literal('acknowledge') }),
  z.object({
    action: z.literal('assign'),
    ownerId: z.uuid().nullable().describe('null: nobody'),
    dueAt: Instant.nullable().optional().describe('Left out: as it was'),
  }),
  z.object({ action: z.literal('snooze'), until: Instant.describe('In the future, at most a year from now') }),
  z.object({ action: z.literal('close'), reason: text }),
]);
export type AlertChange = z.infer<typeof AlertChange>;
