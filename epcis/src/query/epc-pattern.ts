import { identify } from '../identifier/identify.ts';
import { UnreadableValue } from './invalid-query.ts';

/** What a pattern stands for: regular expressions of canonical identifiers of instances and of classes. */
export interface EpcPattern {
  readonly instances: string;
  readonly classes: string;
}

interface PatternRule {
  /** The canonical path before the key. */
  readonly path: string;
  /** Digits of company prefix and reference together; 0 where the reference is any text. */
  readonly digits: number;
  readonly indicatorFirst?: true;
  readonly checkDigit?: true;
  /** Numbers of two digits between reference and serial number. */
  readonly pieces?: number;
  /** What stands before the serial number in the canonical form; absent where there is none. */
  readonly serial?: string;
}

const gtin = { digits: 13, indicatorFirst: true, checkDigit: true } as const;
const rules = new Map<string, PatternRule>(
  Object.entries({
    sgtin: { path: '01/', ...gtin, serial: '/21/' },
    lgtin: { path: '01/', ...gtin, serial: '/10/' },
    upui: { path: '01/', ...gtin, serial: '/235/' },
    itip: { path: '8006/', ...gtin, pieces: 2, serial: '/21/' },
    sscc: { path: '00/', digits: 17, indicatorFirst: true, checkDigit: true },
    sgln: { path: '414/', digits: 12, checkDigit: true, serial: '/254/' },
    pgln: { path: '417/', digits: 12, checkDigit: true },
    grai: { path: '8003/0', digits: 12, checkDigit: true, serial: '' },
    gdti: { path: '253/', digits: 12, checkDigit: true, serial: '' },
    sgcn: { path: '255/', digits: 12, checkDigit: true, serial: '' },
    gsrn: { path: '8018/', digits: 17, checkDigit: true },
    gsrnp: { path: '8017/', digits: 17, checkDigit: true },
    gsin: { path: '402/', digits: 16, checkDigit: true },
    giai: { path: '8004/', digits: 0 },
    ginc: { path: '401/', digits: 0 },
    cpi: { path: '8010/', digits: 0, serial: '/8011/' },
  }),
);
/** Schemes of other issuers, with as many fields as their URN has. */
const foreign = new Map(Object.entries({ gid: 3, usdod: 2, adi: 3, bic: 1, imovn: 1 }));

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const fieldsOf = (rule: PatternRule): number => 2 + (rule.pieces ?? 0) + (rule.serial === undefined ? 0 : 1);

/** The key itself; the check digit follows from the others, so that any digit in its place is the right one. */
function keyExpression(rule: PatternRule, prefix: string, reference: string, pieces: readonly string[]): string {
  const open = reference === '*';
  const rest = rule.digits - prefix.length;
  const tail = pieces.map((piece) => (piece === '*' ? String.raw`\d\d` : escape(piece))).join('');
  const check = rule.checkDigit ? String.raw`\d` : '';
  if (rule.digits === 0) return prefix === '*' ? '[^/]+' : `${prefix}[^/]+`;
  if (prefix === '*') return String.raw`\d{${rule.digits}}` + check + tail;
  if (!rule.indicatorFirst) return prefix + (open ? String.raw`\d{${rest}}` : reference) + check + tail;
  const key = open ? String.raw`\d${prefix}\d{${rest - 1}}` : reference.charAt(0) + prefix + reference.slice(1);
  return key + check + tail;
}

function checkFields(uri: string, rule: PatternRule, fields: readonly string[]): void {
  const [prefix = '', reference = ''] = fields;
  if (prefix === '*') return;
  if (!/^\d{6,12}$/.test(prefix)) throw new UnreadableValue(`${prefix} is not a company prefix (6 to 12 digits)`);
  const isWhole = /^\d+$/.test(reference) && prefix.length + reference.length === rule.digits;
  if (rule.digits > 0 && reference !== '*' && !isWhole) {
    throw new UnreadableValue(`${uri}: company prefix and reference have ${rule.digits} digits together`);
  }
}

function patternOf(uri: string, rule: PatternRule, fields: readonly string[]): EpcPattern {
  checkFields(uri, rule, fields);
  const [prefix = '', reference = '', ...more] = fields;
  // Only the serial number is open: this is how a class is named.
  const named = reference === '*' ? null : identify(uri.replace('urn:epc:class:', 'urn:epc:idpat:'));
  if (named?.problem !== undefined) throw new UnreadableValue(named.problem);
  const pieces = more.slice(0, rule.pieces ?? 0);
  const isClass = named?.kind === 'class' && named.canonical.startsWith('https://id.gs1.org/');
  const key = isClass
    ? escape(named.canonical)
    : String.raw`https:\/\/id\.gs1\.org\/` + escape(rule.path) + keyExpression(rule, prefix, reference, pieces);
  const serial = rule.serial === undefined ? '' : `${escape(rule.serial)}.+`;
  const isPlace = rule.path === '414/';
  return {
    instances: `^${key}${isPlace ? `(${serial})?` : serial}$`,
    classes: `^(${key}${rule.path === '01/' && rule.serial === '/10/' ? serial : ''}|${narrower(uri)})$`,
  };
}

/** Patterns that leave open less than this one, where an event names a class by a pattern. */
function narrower(uri: string): string {
  const fixed = uri.replace(/(\*\.)*\*$/, '');
  return `${escape(fixed)}[^/]+`;
}

/** `*` stands for whole fields, and all fields behind an open one are open (EPC Tag Data Standard, pure identity patterns). */
function splitPattern(uri: string, body: string, count: number): readonly string[] {
  const parts = body.split('.');
  const fields = [...parts.slice(0, count - 1), parts.slice(count - 1).join('.')];
  const firstOpen = fields.indexOf('*');
  if (parts.length < count) throw new UnreadableValue(`${uri} has ${parts.length} fields instead of ${count}`);
  if (!fields.slice(firstOpen).every((field) => field === '*') || fields.slice(0, firstOpen).join('').includes('*')) {
    throw new UnreadableValue(`${uri}: an asterisk stands for a whole field, and all fields behind it are open, too`);
  }
  return fields;
}

/** What a pure identity pattern (`urn:epc:idpat:sgtin:4012345.*.*`, `urn:epc:class:lgtin:4012345.012345.*`) stands for; null for any other URI. */
export function readPattern(uri: string): EpcPattern | null {
  const [, form = '', scheme = '', body = ''] = /^urn:epc:(idpat|class):([a-z]+):(.+)$/.exec(uri) ?? [];
  if (form === '' || !/(^|\.)\*$/.test(body) || (form === 'class' && scheme !== 'lgtin')) return null;
  const rule = rules.get(scheme);
  if (rule) return patternOf(uri, rule, splitPattern(uri, body, fieldsOf(rule)));
  const count = foreign.get(scheme);
  if (count === undefined) throw new UnreadableValue(`${scheme} is not a scheme of EPC patterns`);
  const fixed = splitPattern(uri, body, count).filter((field) => field !== '*');
  const start = [`urn:epc:id:${scheme}:`, ...fixed.map((field) => `${field}.`)].join('');
  return { instances: `^${escape(start)}.+$`, classes: `^${narrower(uri)}$` };
}

/** What stands between a class and the serial number of an instance of it. */
const serialOfClass = new Map([
  ['gtin', '/(21|235)/'],
  ['itip', '/21/'],
  ['cpi', '/8011/'],
  ['grai', ''],
  ['gdti', ''],
  ['gcn', ''],
]);

/** Instances of the class that a canonical identifier names, as a regular expression. */
export function instancesOf(canonical: string, scheme: string): string | null {
  const before = serialOfClass.get(scheme);
  return before === undefined ? null : `^${escape(canonical)}${before}.+$`;
}
