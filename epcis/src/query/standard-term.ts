import { type Vocabulary, vocabulary } from '../document/vocabulary.ts';
import { UnreadableValue } from './invalid-query.ts';
import { type Namespaces, valuesOf } from './namespaces.ts';

/** The lists of standard terms that a query may name a term of. */
export type TermList = keyof typeof earlierBeginnings;

/** How whole URIs of the terms began before `https://ref.gs1.org/cbv/…`: in EPCIS 1 and in drafts of EPCIS 2. */
const earlierBeginnings = {
  bizStep: ['urn:epcglobal:cbv:bizstep:', 'https://ns.gs1.org/cbv/BizStep-'],
  disposition: ['urn:epcglobal:cbv:disp:', 'https://ns.gs1.org/cbv/Disp-'],
  bizTransactionType: ['urn:epcglobal:cbv:btt:', 'https://ns.gs1.org/cbv/BTT-'],
  sourceDestinationType: ['urn:epcglobal:cbv:sdt:', 'https://ns.gs1.org/cbv/SDT-'],
  errorReason: ['urn:epcglobal:cbv:er:', 'https://ns.gs1.org/cbv/ER-'],
  measurement: ['http://gs1.org/voc/', 'https://www.gs1.org/voc/'],
} as const;

function shortName(uri: string, { terms, uri: beginning }: Vocabulary, earlier: readonly string[]): string | undefined {
  const start = [beginning, ...earlier].find((one) => uri.startsWith(one)) ?? '';
  const name = uri.slice(start.length);
  return terms.has(name) ? name : undefined;
}

/** A term as checked events say it: standard terms, however they are spelt, by their short name, all others by their whole URI. */
export function readTerm(list: TermList, text: string, namespaces: Namespaces): readonly string[] {
  const terms = vocabulary[list];
  return valuesOf(text, namespaces).map((uri) => {
    const short = shortName(uri, terms, earlierBeginnings[list]);
    if (short !== undefined || uri.includes(':')) return short ?? uri;
    throw new UnreadableValue(
      `${JSON.stringify(text)} is not a ${terms.name} of the Core Business Vocabulary; one of your own must be a URI`,
    );
  });
}
