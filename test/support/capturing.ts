import { setTimeout as wait } from 'node:timers/promises';
import type { CaptureJob } from '@lotscope/api/contract';
import type { Answer } from './http-client.ts';
import type { Loadable } from './loading.ts';

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** A document of events as a sender would write it. */
export const documentOf = (events: readonly object[], more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    '@context': [context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-05-06T07:08:09Z',
    epcisBody: { eventList: events },
    ...more,
  });

/** Sends a document and waits until its events are taken in. */
export async function capture(
  product: Loadable,
  raw: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<CaptureJob> {
  const answer = await product.admin.send('POST', '/epcis/capture', { raw, headers });
  if (answer.status !== 202) throw new Error(`The document was not accepted: ${answer.text}`);
  return captured(product, answer);
}

/** Waits for the end of the capture that an answer names. */
export async function captured(product: Loadable, { headers }: Pick<Answer, 'headers'>): Promise<CaptureJob> {
  const location = headers.get('location') ?? '';
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await product.admin.get<CaptureJob>(location);
    if (!body.running) return body;
  }
  throw new Error(`The capture ${location} did not end within 200 s`);
}
