import type { CaptureJob } from '@lotscope/api/contract';
import { expect } from 'vitest';
import type { Answer } from '../../support/http-client.ts';
import type { TestProduct } from '../../support/product.ts';

export const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'];

/** An event that says little: something was seen. */
export const seen = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-01-02T03:04:05Z',
  eventTimeZoneOffset: '+00:00',
  epcList: ['https://id.gs1.org/01/09521234543213/21/1'],
};

export const documentOf = (event: object) => ({
  '@context': context,
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-01-02T03:04:05Z',
  epcisBody: { eventList: [event] },
});

/** Sends events, and waits until all that were sent have been taken in. */
export async function captured(
  { admin }: TestProduct,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const answer = await admin.send('POST', path, { body, headers });
  const open = async () => (await admin.get<CaptureJob[]>('/epcis/capture')).body.filter((job) => job.running);
  await expect.poll(open).toEqual([]);
  return answer;
}
