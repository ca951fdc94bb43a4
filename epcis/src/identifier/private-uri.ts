import type { IdentifierKind } from './identifier.ts';

/** The words by which private URIs say what they identify (CBV 2.0, chapter 8: `urn:NAMESPACE:…:class:ID`, `https://DOMAIN/…/obj/ID`). */
const kinds: Readonly<Record<string, IdentifierKind>> = {
  obj: 'instance',
  class: 'class',
  lot: 'lot-class',
  loc: 'location',
  location: 'location',
  party: 'party',
  bt: 'document',
  xform: 'document',
};

/** What a private URI says it identifies: `lot:class` and `class:lot` are lots, otherwise the last of the words tells. */
export function kindOfPrivateUri(uri: string): IdentifierKind {
  const separator = /^urn:/i.test(uri) ? ':' : '/';
  const words = uri.split(separator).slice(1, -1);
  if (words.includes('class') && words.includes('lot')) return 'lot-class';
  for (const word of words.toReversed()) {
    const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    if (kind !== undefined) return kind;
  }
  return 'unknown';
}

/** The URI as it stands, but with what RFC 3986 and RFC 8141 call the same written the same: lower case where case says nothing. */
export function normalizeUri(uri: string): string {
  const encoded = uri.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return encoded.replace(/^(urn:[^:]+:|[a-z][a-z0-9+.-]*:(\/\/[^/?#]*)?)/i, (start) => start.toLowerCase());
}
