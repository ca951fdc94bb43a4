import type { FastifyReply, FastifyRequest } from 'fastify';

/** What an answer says beside its events: where it goes on, and how much the reader may not see. */
export interface PageHead {
  readonly nextPageToken?: string;
  readonly withheld: number;
}

/** `Link: <…>; rel="next"` with the same question, and `Lotscope-Withheld-Events`, when there are any. */
export function headOfPage(request: FastifyRequest, reply: FastifyReply, { nextPageToken, withheld }: PageHead): void {
  if (withheld > 0) void reply.header('lotscope-withheld-events', String(withheld));
  if (nextPageToken === undefined) return;
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  url.searchParams.set('nextPageToken', nextPageToken);
  void reply.header('link', `<${url.href}>; rel="next"`);
}

/** The parameters of a request as they were sent, each of them as often. */
export const parametersOf = (request: FastifyRequest): URLSearchParams => {
  const mark = request.url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
};
