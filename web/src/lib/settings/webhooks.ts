import {
  IssuedWebhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  type NewWebhook,
} from '@lotscope/api/contract';
import { apiPath, command, queryString, request } from '#lib/api/request.ts';
import { formatCount } from '#lib/format/figures.ts';
import type { Tone } from '#lib/ui/tone.ts';

interface Asked {
  readonly limit: number;
  readonly cursor: string | null;
}

export const eventNames: Readonly<Record<WebhookDelivery['event'], string>> = {
  'alert.raised': 'Alert raised',
  'alert.closed': 'Alert closed',
  'model.promoted': 'Model promoted',
  'webhook.test': 'Test',
};

export function loadWebhooks({ limit, cursor }: Asked, signal: AbortSignal): Promise<WebhookPage> {
  return request(WebhookPage, '/api/v1/webhooks' + queryString({ limit, cursor }), { signal });
}

export function addWebhook(webhook: NewWebhook): Promise<IssuedWebhook> {
  return request(IssuedWebhook, '/api/v1/webhooks', { method: 'POST', body: webhook });
}

export function testWebhook(id: string): Promise<WebhookDelivery> {
  return request(WebhookDelivery, apiPath`/webhooks/${id}/test`, { method: 'POST' });
}

export function deleteWebhook(id: string): Promise<void> {
  return command(apiPath`/webhooks/${id}`, { method: 'DELETE' });
}

export function loadDeliveries(
  id: string,
  { limit, cursor }: Asked,
  signal: AbortSignal,
): Promise<WebhookDeliveryPage> {
  return request(WebhookDeliveryPage, apiPath`/webhooks/${id}/deliveries` + queryString({ limit, cursor }), { signal });
}

type Progress = Pick<WebhookDelivery, 'state' | 'attempts' | 'status' | 'error'>;

/** Where a delivery stands: it is tried again until it is given up. */
export function deliveryState({ state, attempts }: Progress): { label: string; tone: Tone } {
  if (state === 'delivered') return { label: 'Delivered', tone: 'good' };
  if (state === 'failed') return { label: 'Given up', tone: 'bad' };
  return attempts === 0 ? { label: 'On its way', tone: 'info' } : { label: 'Is tried again', tone: 'warn' };
}

/** How often it was tried, and what came back. */
export function deliveryText({ attempts, status, error }: Progress): string {
  const tried = attempts === 1 ? '1 attempt' : `${formatCount(attempts)} attempts`;
  // An answer that was not taken for a success is in the error already.
  const came = error ?? (status === null ? null : `HTTP ${status}`);
  return came === null ? tried : `${tried}, ${came}`;
}
