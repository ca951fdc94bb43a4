import { z } from 'zod';
import { page } from './paging.ts';
import { Instant } from './quantities.ts';

export const WebhookEvent = z.enum(['alert.raised', 'alert.closed', 'model.promoted']);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** One attempt to deliver an event, or what became of it in the end. */
export const WebhookDelivery = z.object({
  id: z.string(),
  event: z.enum([...WebhookEvent.options, 'webhook.test']).describe('webhook.test: somebody asked for it'),
  state: z.enum(['pending', 'delivered', 'failed']).describe('failed: given up after every attempt'),
  attempts: z.number().int().nonnegative(),
  status: z.number().int().nullable().describe('HTTP status of the last answer; null: there was none'),
  error: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** `GET /api/v1/webhooks`: addresses that are told of events. */
export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  createdAt: Instant,
  createdBy: z.string(),
  lastDelivery: WebhookDelivery.nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookPage = page(Webhook);
export type WebhookPage = z.infer<typeof WebhookPage>;

/**
 * `POST /api/v1/webhooks` → 201 `IssuedWebhook`. Each delivery is a POST with `lotscope-signature: t=<unix seconds>,v1=<hex>`, where v1 is
 * the HMAC-SHA256 of `<t>.<body>` with the secret.
 */
export const NewWebhook = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z
    .array(WebhookEvent)
    .min(1)
    .transform((events) => [...new Set(events)]),
});
export type NewWebhook = z.infer<typeof NewWebhook>;

/** The secret is shown this once. */
export const IssuedWebhook = Webhook.extend({ secret: z.string() });
export type IssuedWebhook = z.infer<typeof IssuedWebhook>;

/** `GET /api/v1/webhooks/:id/deliveries`, the newest first. `POST /api/v1/webhooks/:id/test` → 202 `WebhookDelivery`: one more is on its way. */
export const WebhookDeliveryPage = page(WebhookDelivery);
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>;
