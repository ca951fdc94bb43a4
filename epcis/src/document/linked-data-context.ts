import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../event/extensions.ts';

/** Prefixes that the context of EPCIS 2.0 itself defines. */
const standardPrefixes: Readonly<Record<string, string>> = {
  epcis: 'https://ref.gs1.org/epcis/',
  cbv: 'https://ref.gs1.org/cbv/',
  cbvmda: 'urn:epcglobal:cbv:mda:',
  gs1: 'https://gs1.org/voc/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcterms: 'http://purl.org/dc/terms/',
};

/** What the `@context` of a document and of an event say names mean: their prefixes, later ones before earlier ones. */
export class LinkedDataContext {
  /** The contexts as sent, in the order in which they hold; the links are not followed. */
  readonly sent: readonly Json[];
  private readonly prefixes: ReadonlyMap<string, string>;

  constructor(sent: readonly Json[], prefixes: ReadonlyMap<string, string>) {
    this.sent = sent;
    this.prefixes = prefixes;
  }

  /** The context of EPCIS alone. */
  static readonly standard = new LinkedDataContext([], new Map(Object.entries(standardPrefixes)));

  /** This context with what a `@context` (a link, a map of prefixes, or a list of both) adds. */
  with(context: Json | undefined): LinkedDataContext {
    if (context === undefined) return this;
    const added = Array.isArray(context) ? (context as readonly Json[]) : [context];
    const prefixes = new Map(this.prefixes);
    for (const map of added) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) continue;
      for (const [prefix, meaning] of Object.entries(map)) {
        const uri = typeof meaning === 'object' && meaning !== null && '@id' in meaning ? meaning['@id'] : meaning;
        if (typeof uri === 'string') prefixes.set(prefix, uri);
      }
    }
    // A list of contexts must not say one twice: of two alike the later holds.
    const earlier = this.sent.filter((one) => !added.some((other) => isDeepStrictEqual(one, other)));
    return new LinkedDataContext([...earlier, ...added], prefixes);
  }

  /** The whole URI that a name with a prefix stands for; any other name as it is. */
  expand(name: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return this.prefixes.get(name) ?? name;
    // `scheme://` is never a prefix (JSON-LD 1.1, IRI expansion).
    if (name.startsWith('//', colon + 1)) return name;
    const meaning = this.prefixes.get(name.slice(0, colon));
    return meaning === undefined ? name : meaning + name.slice(colon + 1);
  }
}
