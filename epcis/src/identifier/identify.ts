import { identifyDigitalLink } from './digital-link.ts';
import { isGs1UrnScheme, keyOfUrn } from './epc-urn.ts';
import { identifierOf } from './gs1-key.ts';
import { BrokenIdentifier, type Identifier, type IdentifierScheme } from './identifier.ts';
import { kindOfPrivateUri, normalizeUri } from './private-uri.ts';

/** EPC schemes of other issuers than GS1: their URN is the only spelling that they have. */
const foreignSchemes: readonly IdentifierScheme[] = ['gid', 'usdod', 'adi', 'bic', 'imovn'];

/** The schemes that have serial numbers within a class (all extensions of a GLN are none). */
const classPatterns: readonly string[] = ['sgtin', 'upui', 'itip', 'grai', 'gdti', 'sgcn', 'cpi'];

function asItStands(uri: string, problem?: string): Identifier {
  return {
    scheme: 'private',
    kind: kindOfPrivateUri(uri),
    canonical: normalizeUri(uri),
    parts: {},
    attributes: {},
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A pattern with more left open than the serial number names no class that things could be of. */
function identifyPattern(uri: string, scheme: string, body: string): Identifier {
  const fields = body.split('.');
  const isClass = fields.at(-1) === '*' && !fields.slice(0, -1).some((field) => /^\*$|^\[/.test(field));
  if (isClass && classPatterns.includes(scheme)) return identifierOf(keyOfUrn(scheme, body, true));
  return { ...asItStands(uri), kind: 'class' };
}

function identifyEpcUrn(uri: string, form: string, scheme: string, body: string): Identifier {
  if (form === 'tag' || form === 'raw') {
    throw new BrokenIdentifier('the URI of a tag names what a tag stores, events name what it is on (urn:epc:id:…)');
  }
  if (form === 'idpat') return identifyPattern(uri, scheme, body);
  if (form === 'class' && scheme !== 'lgtin') throw new BrokenIdentifier(`${scheme} is not a scheme of classes`);
  if (form === 'id' && scheme === 'lgtin') throw new BrokenIdentifier('lots are named by urn:epc:class:lgtin:…');
  // A serial number may have an asterisk among other signs (Tag Data Standard 2.0, table of GS3A3); alone it is a pattern by mistake.
  if (/(^|\.)\*$/.test(body)) throw new BrokenIdentifier('a lone asterisk stands in patterns only (urn:epc:idpat:…)');
  if (isGs1UrnScheme(scheme)) return identifierOf(keyOfUrn(scheme, body));
  const foreign = foreignSchemes.find((known) => known === scheme);
  if (foreign === undefined) throw new BrokenIdentifier(`${scheme} is not a scheme of EPC URNs`);
  return { ...asItStands(uri), scheme: foreign, kind: 'instance' };
}

function identifyStrictly(uri: string): Identifier {
  const urn = /^urn:epc:(id|class|idpat|tag|raw):([a-z0-9-]+):(.*)$/i.exec(uri);
  if (urn) return identifyEpcUrn(uri, (urn[1] ?? '').toLowerCase(), (urn[2] ?? '').toLowerCase(), urn[3] ?? '');
  const link = /^https?:\/\//i.test(uri) && URL.canParse(uri) ? identifyDigitalLink(new URL(uri)) : null;
  return link ?? asItStands(uri);
}

/**
 * What a URI identifies: EPC URN, EPC class URN, pattern of a class, GS1 Digital Link of any domain, or a private URI. Never throws: what
 * breaks the rules of the key that it claims to be is identified by the URI as it stands, and `problem` says why.
 */
export function identify(uri: string): Identifier {
  try {
    return identifyStrictly(uri);
  } catch (error) {
    if (error instanceof BrokenIdentifier) return asItStands(uri, error.message);
    throw error;
  }
}
