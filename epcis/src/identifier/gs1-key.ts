import { checkPairOf, withRightCheckDigit } from './check-digit.ts';
import { BrokenIdentifier, type Identifier } from './identifier.ts';

type Kind = Identifier['kind'];
type Parts = { -readonly [name in keyof Identifier['parts']]: string };

/** A key as its element string says it: the application identifier and value of the key, and those of its qualifiers. */
export interface Gs1Key {
  readonly ai: string;
  readonly value: string;
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** What a key means: its parts, and the element string that all spellings of the same thing have in common. */
type Meaning = Pick<Identifier, 'scheme' | 'kind'> & { parts: Parts; elements: readonly (readonly [string, string])[] };

interface KeyRule {
  /** The shape of the value, with a name for each part. */
  readonly shape: RegExp;
  readonly name: string;
  readonly qualifiers: readonly string[];
  readonly mean: (value: string, found: Readonly<Record<string, string>>, groups: Record<string, string>) => Meaning;
}

const signs = `[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]`;
const qualifierShapes: Readonly<Record<string, RegExp>> = {
  '10': new RegExp(`^${signs}{1,20}$`),
  '21': new RegExp(`^${signs}{1,20}$`),
  '22': new RegExp(`^${signs}{1,20}$`),
  '235': new RegExp(`^${signs}{1,28}$`),
  '254': new RegExp(`^${signs}{1,20}$`),
  '8011': /^(0|[1-9]\d{0,11})$/,
  '8019': /^\d{1,10}$/,
};

const some = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [name]: value };

/** A trade item, its pieces or its units: a serial number tells one apart alone, then a lot its lot. */
function tradeItem(ai: '01' | '8006', value: string, found: Readonly<Record<string, string>>, parts: Parts): Meaning {
  const known: Parts = { ...parts, ...some('variant', found['22']), ...some('lot', found['10']) };
  const bare = ai === '01' ? ({ instance: 'sgtin', lot: 'lgtin', class: 'gtin' } as const) : null;
  const third = found['235'];
  if (third !== undefined && ai === '01') {
    const elements = [[ai, value] as const, ['235', third] as const];
    return { scheme: 'upui', kind: 'instance', parts: { ...known, thirdPartySerial: third }, elements };
  }
  const serial = found['21'];
  if (serial !== undefined) {
    const elements = [[ai, value] as const, ['21', serial] as const];
    return { scheme: bare?.instance ?? 'itip', kind: 'instance', parts: { ...known, serial }, elements };
  }
  const lot = found['10'];
  if (lot !== undefined) {
    const elements = [[ai, value] as const, ['10', lot] as const];
    return { scheme: bare?.lot ?? 'itip', kind: 'lot-class', parts: known, elements };
  }
  const variant = found['22'];
  const elements = [[ai, value] as const, ...(variant === undefined ? [] : [['22', variant] as const])];
  return { scheme: bare?.class ?? 'itip', kind: 'class', parts: known, elements };
}

/** A key that is of one kind whatever qualifies it. */
function plain(scheme: Identifier['scheme'], kind: Kind, ai: string, value: string, parts: Parts): Meaning {
  return { scheme, kind, parts, elements: [[ai, value]] };
}

/** A key whose serial number, within its value, tells one of the type apart. */
function serialised(scheme: Identifier['scheme'], kind: Kind, ai: string, value: string, parts: Parts): Meaning {
  return plain(scheme, parts.serial === undefined ? 'class' : kind, ai, value, parts);
}

function serviceRelation(scheme: 'gsrn' | 'gsrnp', ai: string, value: string, instance: string | undefined): Meaning {
  const elements = [[ai, value] as const, ...(instance === undefined ? [] : [['8019', instance] as const])];
  const parts: Parts = { serviceRelation: value, ...some('serviceInstance', instance) };
  return { scheme, kind: 'party', parts, elements };
}

const ruleByAi: Readonly<Record<string, KeyRule>> = {
  '00': {
    name: 'SSCC',
    shape: /^\d{18}$/,
    qualifiers: [],
    mean: (value) => plain('sscc', 'instance', '00', withRightCheckDigit(value, 'SSCC'), { sscc: value }),
  },
  '01': {
    name: 'GTIN',
    shape: /^(\d{8}|\d{12,14})$/,
    qualifiers: ['22', '10', '21', '235'],
    mean: (value, found) => {
      const gtin = withRightCheckDigit(value.padStart(14, '0'), 'GTIN');
      return tradeItem('01', gtin, found, { gtin });
    },
  },
  '253': {
    name: 'GDTI',
    shape: new RegExp(`^(?<type>\\d{13})(?<serial>${signs}{1,17})?$`),
    qualifiers: [],
    mean: (value, _found, { type = '', serial }) =>
      serialised('gdti', 'document', '253', value, {
        documentType: withRightCheckDigit(type, 'GDTI'),
        ...some('serial', serial),
      }),
  },
  '255': {
    name: 'GCN',
    shape: /^(?<type>\d{13})(?<serial>\d{1,12})?$/,
    qualifiers: [],
    mean: (value, _found, { type = '', serial }) =>
      serialised('gcn', 'document', '255', value, {
        coupon: withRightCheckDigit(type, 'GCN'),
        ...some('serial', serial),
      }),
  },
  '401': {
    name: 'GINC',
    shape: new RegExp(`^(?=\\d{4})${signs}{4,30}$`),
    qualifiers: [],
    mean: (value) => plain('ginc', 'document', '401', value, { consignment: value }),
  },
  '402': {
    name: 'GSIN',
    shape: /^\d{17}$/,
    qualifiers: [],
    mean: (value) => plain('gsin', 'document', '402', withRightCheckDigit(value, 'GSIN'), { shipment: value }),
  },
  '414': {
    name: 'GLN',
    shape: /^\d{13}$/,
    qualifiers: ['254'],
    mean: (value, found) => {
      // Extension 0 is the GLN without an extension (EPC Tag Data Standard, SGLN).
      const extension = found['254'] === '0' ? undefined : found['254'];
      const gln = withRightCheckDigit(value, 'GLN');
      const elements = [['414', gln] as const, ...(extension === undefined ? [] : [['254', extension] as const])];
      return { scheme: 'sgln', kind: 'location', parts: { gln, ...some('extension', extension) }, elements };
    },
  },
  '417': {
    name: 'party GLN',
    shape: /^\d{13}$/,
    qualifiers: [],
    mean: (value) => plain('pgln', 'party', '417', withRightCheckDigit(value, 'GLN'), { gln: value }),
  },
  '8003': {
    name: 'GRAI',
    shape: new RegExp(`^0(?<type>\\d{13})(?<serial>${signs}{1,16})?$`),
    qualifiers: [],
    mean: (value, _found, { type = '', serial }) =>
      serialised('grai', 'instance', '8003', value, {
        assetType: withRightCheckDigit(type, 'GRAI'),
        ...some('serial', serial),
      }),
  },
  '8004': {
    name: 'GIAI',
    shape: new RegExp(`^(?=\\d{4})${signs}{4,30}$`),
    qualifiers: [],
    mean: (value) => plain('giai', 'instance', '8004', value, { asset: value }),
  },
  '8006': {
    name: 'ITIP',
    shape: /^(?<gtin>\d{14})(?<piece>\d\d)(?<pieces>\d\d)$/,
    qualifiers: ['22', '10', '21'],
    mean: (value, found, { gtin = '', piece = '', pieces = '' }) =>
      tradeItem('8006', value, found, { gtin: withRightCheckDigit(gtin, 'GTIN'), piece, pieces }),
  },
  '8010': {
    name: 'CPID',
    shape: /^(?=\d{4})[0-9A-Z#/-]{4,30}$/,
    qualifiers: ['8011'],
    mean: (value, found) => {
      const serial = found['8011'];
      const parts: Parts = { componentPart: value, ...some('serial', serial) };
      if (serial === undefined) return plain('cpi', 'class', '8010', value, parts);
      return {
        scheme: 'cpi',
        kind: 'instance',
        parts,
        elements: [
          ['8010', value],
          ['8011', serial],
        ],
      };
    },
  },
  '8013': {
    name: 'GMN',
    shape: new RegExp(`^(?=\\d{4})${signs}{6,25}$`),
    qualifiers: [],
    mean: (value) => {
      const expected = checkPairOf(value.slice(0, -2));
      if (!value.endsWith(expected)) throw new BrokenIdentifier(`the check characters of GMN ${value} are ${expected}`);
      return plain('gmn', 'class', '8013', value, { model: value });
    },
  },
  '8017': {
    name: 'GSRN-P',
    shape: /^\d{18}$/,
    qualifiers: ['8019'],
    mean: (value, found) => serviceRelation('gsrnp', '8017', withRightCheckDigit(value, 'GSRN-P'), found['8019']),
  },
  '8018': {
    name: 'GSRN',
    shape: /^\d{18}$/,
    qualifiers: ['8019'],
    mean: (value, found) => serviceRelation('gsrn', '8018', withRightCheckDigit(value, 'GSRN'), found['8019']),
  },
};

// A segment of a URL may be any word, also one that every object has (`constructor`).
const rules = new Map(Object.entries(ruleByAi));

/** Whether this application identifier is a key that a Digital Link may begin with. */
export const isPrimaryKey = (ai: string): boolean => rules.has(ai);

/** The application identifiers that may qualify a key. */
export const qualifiersOf = (ai: string): readonly string[] => rules.get(ai)?.qualifiers ?? [];

/** Percent-encodes what a path of a Digital Link may not say plainly (all of the 82 signs but letters, digits, `-._`). */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What a key identifies; throws BrokenIdentifier where it breaks the rules of GS1. */
export function identifierOf(key: Gs1Key, attributes: Readonly<Record<string, string>> = {}): Identifier {
  const rule = rules.get(key.ai);
  if (!rule) throw new BrokenIdentifier(`${key.ai} is not the application identifier of a key`);
  const match = rule.shape.exec(key.value);
  if (!match) throw new BrokenIdentifier(`${key.value} does not have the form of a ${rule.name}`);
  for (const [ai, value] of Object.entries(key.qualifiers)) {
    if (!rule.qualifiers.includes(ai)) throw new BrokenIdentifier(`(${ai}) does not qualify a ${rule.name}`);
    if (!qualifierShapes[ai]?.test(value)) throw new BrokenIdentifier(`(${ai}) may not be ${JSON.stringify(value)}`);
  }
  const { scheme, kind, parts, elements } = rule.mean(key.value, key.qualifiers, match.groups ?? {});
  const path = elements.map(([ai, value]) => `${ai}/${encode(value)}`).join('/');
  return { scheme, kind, canonical: `https://id.gs1.org/${path}`, parts, attributes };
}
