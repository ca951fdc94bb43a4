import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../event/extensions.ts';
import type { ReadEvent } from './read-event.ts';

/** The context of EPCIS 2.0, which the standard's own names come from. */
export const standardContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** What was sent is all that is handed on. */
type Sent = Pick<ReadEvent, 'original' | 'context'>;

const isStandard = (context: Json): boolean => typeof context === 'string' && /\/epcis-context\.jsonld$/.test(context);
const isMap = (context: Json): context is { readonly [prefix: string]: Json } =>
  typeof context === 'object' && context !== null && !Array.isArray(context);

/** What the contexts of several events say together; an event whose contexts contradict what is there has to bring its own. */
class SharedContext {
  readonly #prefixes = new Map<string, Json>();
  #links: readonly Json[] | undefined;

  /** Takes up what an event was sent with; false when it cannot stand beside the others. */
  admits(sent: readonly Json[]): boolean {
    const links = sent.filter((one) => !isMap(one) && !isStandard(one));
    const entries = sent.filter(isMap).flatMap((map) => Object.entries(map));
    const meanings = new Map(entries);
    // One prefix with two meanings within one event: the order of its contexts tells.
    if (entries.some(([prefix, uri]) => !isDeepStrictEqual(meanings.get(prefix), uri))) return false;
    if (this.#links !== undefined && !isDeepStrictEqual(this.#links, links)) return false;
    const isNew = ([prefix, uri]: [string, Json]) =>
      !this.#prefixes.has(prefix) || isDeepStrictEqual(this.#prefixes.get(prefix), uri);
    if (!entries.every(isNew)) return false;
    this.#links = links;
    for (const [prefix, uri] of entries) this.#prefixes.set(prefix, uri);
    return true;
  }

  get list(): readonly Json[] {
    const prefixes = this.#prefixes.size > 0 ? [Object.fromEntries(this.#prefixes)] : [];
    return [standardContext, ...(this.#links ?? []), ...prefixes];
  }
}

/** The event with all contexts that its names need, in the place of those that stood in it. */
export function withContext({ original, context }: Sent): string {
  const own = JSON.stringify([standardContext, ...context.sent.filter((one) => !isStandard(one))]);
  if (!original.includes('"@context"')) return original.replace('{', () => `{"@context":${own},`);
  const { '@context': _, ...members } = JSON.parse(original) as Record<string, Json>;
  return JSON.stringify({ '@context': JSON.parse(own) as Json, ...members });
}

/**
 * The answer to a query, as text: every event member by member as it was sent. Prefixes are declared once for all; only where senders mean two
 * things by one prefix, an event declares its own.
 */
export function writeQueryDocument(events: readonly Sent[], queryName: string, createdAt: Date): string {
  const shared = new SharedContext();
  const texts = events.map((event) => (shared.admits(event.context.sent) ? event.original : withContext(event)));
  const head = { '@context': shared.list, type: 'EPCISQueryDocument', schemaVersion: '2.0', creationDate: createdAt };
  const name = JSON.stringify(queryName);
  return `${JSON.stringify(head).slice(0, -1)},"epcisBody":{"queryResults":{"queryName":${name},"resultsBody":{"eventList":[${texts.join(',')}]}}}}`;
}
