import { setTimeout as wait } from 'node:timers/promises';
import type { FiguresProgress, Import, ImportAccepted } from '@lotscope/api/contract';
import type { Answer, HttpClient } from './http-client.ts';

/** A running product, spoken to by somebody who holds every scope. */
export interface Loadable {
  readonly admin: HttpClient;
}

/** Uploads a text as a file and waits for the end of its import. */
export async function load(product: Loadable, dataset: string, text: string | Uint8Array, query = ''): Promise<Import> {
  const path = `/api/v1/imports?dataset=${dataset}&name=${dataset}.csv${query}`;
  const accepted: Answer<ImportAccepted> = await product.admin.send('POST', path, { raw: text });
  if (accepted.status !== 202) throw new Error(`The import was not accepted: ${accepted.text}`);
  return ended(product, accepted.body.importId);
}

export async function ended(product: Loadable, importId: string): Promise<Import> {
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await product.admin.get<Import>(`/api/v1/imports/${importId}`);
    if (body.state === 'done' || body.state === 'failed') return body;
  }
  throw new Error(`The import ${importId} did not end within 200 s`);
}

/** Waits until gaps, figures, received lots and exposures are derived from everything that was loaded. */
export async function derived(product: Loadable): Promise<void> {
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await product.admin.get<FiguresProgress>('/api/v1/kpis');
    if (body.behind !== null)
      throw new Error(`The figures were not derived: ${body.behind.reason ?? 'no reason given'}`);
    if (!body.refreshing) return;
  }
  throw new Error('The figures were not derived within 200 s');
}
