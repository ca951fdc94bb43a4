import { identifierOf, isPrimaryKey, qualifiersOf } from './gs1-key.ts';
import { BrokenIdentifier, type Identifier } from './identifier.ts';

/** The words that the first editions of the standard allowed instead of application identifiers. */
const words = new Map(
  Object.entries({
    gtin: '01',
    cpv: '22',
    lot: '10',
    ser: '21',
    itip: '8006',
    gmn: '8013',
    cpid: '8010',
    cpsn: '8011',
    gln: '414',
    glnx: '254',
    party: '417',
    gsrnp: '8017',
    gsrn: '8018',
    srin: '8019',
    gcn: '255',
    sscc: '00',
    gdti: '253',
    ginc: '401',
    gsin: '402',
    grai: '8003',
    giai: '8004',
  }),
);

interface Found {
  readonly ai: string;
  readonly value: string;
  readonly qualifiers: Record<string, string>;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BrokenIdentifier(`${segment} has a percent sign that encodes nothing`);
  }
}

/** The key that begins at the segment, when all that follows qualifies it. */
function keyAt(segments: readonly string[], start: number): Found | null {
  const rest = segments.slice(start);
  if (rest.length % 2 !== 0) return null;
  const ais = rest.filter((_, i) => i % 2 === 0).map((name) => words.get(name) ?? name);
  const [ai = '', ...others] = ais;
  if (!isPrimaryKey(ai) || !others.every((other) => qualifiersOf(ai).includes(other))) return null;
  if (new Set(others).size < others.length) throw new BrokenIdentifier('a qualifier stands twice');
  const values = rest.filter((_, i) => i % 2 === 1).map(decode);
  const qualifiers = Object.fromEntries(others.map((other, i) => [other, values[i + 1] ?? '']));
  return { ai, value: values[0] ?? '', qualifiers };
}

/** Splits what the query says into qualifiers of the key, which the path did not say, and other attributes. */
function withQuery(found: Found, query: URLSearchParams): Identifier {
  const qualifiers = { ...found.qualifiers };
  const attributes: Record<string, string> = {};
  for (const [name, value] of query) {
    const ai = words.get(name) ?? name;
    if (!/^\d{2,4}$/.test(ai)) continue;
    if (!qualifiersOf(found.ai).includes(ai)) attributes[ai] = value;
    else if (qualifiers[ai] !== undefined && qualifiers[ai] !== value) {
      throw new BrokenIdentifier(`(${ai}) is ${qualifiers[ai]} in the path and ${value} in the query`);
    } else qualifiers[ai] = value;
  }
  return identifierOf({ ...found, qualifiers }, attributes);
}

/** Whether the last segment looks like application identifiers compressed into base 64 (GS1 Digital Link 1.1: Compression). */
function looksCompressed(url: URL, segments: readonly string[]): boolean {
  const last = segments.at(-1) ?? '';
  return url.hostname === 'id.gs1.org' && segments.length % 2 === 1 && /^[A-Za-z0-9_-]{10,}$/.test(last);
}

/** On a domain of its own `/401/…` may mean anything: only what begins like a number of GS1 is judged as one. */
const claimsToBeKey = (url: URL, value: string): boolean => url.hostname === 'id.gs1.org' || /^\d{8}/.test(value);

/** What a GS1 Digital Link of any domain identifies, null when the URL is none. Throws BrokenIdentifier when it is one that breaks the rules. */
export function identifyDigitalLink(url: URL): Identifier | null {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  let broken: BrokenIdentifier | null = null;
  for (let start = 0; start + 1 < segments.length; start++) {
    try {
      const found = keyAt(segments, start);
      if (found) return withQuery(found, url.searchParams);
    } catch (error) {
      if (!(error instanceof BrokenIdentifier)) throw error;
      if (claimsToBeKey(url, segments[start + 1] ?? '')) broken ??= error;
    }
  }
  if (looksCompressed(url, segments))
    throw new BrokenIdentifier('compressed Digital Links are not read: send it uncompressed');
  if (broken) throw broken;
  return null;
}
