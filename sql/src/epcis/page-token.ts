import { createHash } from 'node:crypto';
import { type EventQuery, InvalidQuery } from '@lotscope/epcis';
import { z } from 'zod';

/** Where a page ended: behind which event, of the events that were there when the first page was asked for, after how many. */
const pageEnd = z.object({
  query: z.string(),
  until: z.number().int(),
  given: z.number().int().nonnegative(),
  after: z.array(z.union([z.string(), z.number()])),
});
export type PageEnd = z.infer<typeof pageEnd>;

/** What tells queries apart, whatever the length of their pages. */
export function fingerprint({ perPage: _perPage, nextPageToken: _token, ...query }: EventQuery): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);
}

export const writeToken = (end: PageEnd): string => Buffer.from(JSON.stringify(end)).toString('base64url');

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The end of the page before; null for the first page. Throws InvalidQuery for a token that is none of ours or of another question. */
export function endOfPage(token: string | undefined, query: string, keys: number): PageEnd | null {
  if (token === undefined) return null;
  const { data } = pageEnd.safeParse(parse(token));
  const refuse = (reason: string) => new InvalidQuery([{ parameter: 'nextPageToken', reason }]);
  if (data?.after.length !== keys) throw refuse('is not a token of a page that was answered');
  if (data.query !== query) throw refuse('belongs to another query: ask the same again with it');
  return data;
}
