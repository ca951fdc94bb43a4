import { checkDigitOf } from './check-digit.ts';
import type { Gs1Key } from './gs1-key.ts';
import { BrokenIdentifier } from './identifier.ts';

/** Fields of an EPC URN, decoded; without the last where a pattern leaves the serial number open. */
type Fields = readonly string[];

interface UrnRule {
  /** How many digits company prefix and reference have together; the check digit is not among them. */
  readonly digits: number;
  readonly fields: number;
  readonly key: (prefix: string, rest: Fields) => Gs1Key;
}

const withCheckDigit = (digits: string): string => digits + checkDigitOf(digits);
const only = (ai: string, value: string): Gs1Key => ({ ai, value, qualifiers: {} });
const qualified = (ai: string, value: string, qualifier: string, by: string | undefined): Gs1Key => ({
  ai,
  value,
  qualifiers: by === undefined ? {} : { [qualifier]: by },
});

/** The indicator (or extension digit) stands before the company prefix in the key, behind it in the URN. */
const indicatorFirst = (prefix: string, reference: string): string =>
  withCheckDigit(reference.charAt(0) + prefix + reference.slice(1));

const ruleByScheme: Readonly<Record<string, UrnRule>> = {
  sgtin: { digits: 13, fields: 3, key: (p, [r = '', s]) => qualified('01', indicatorFirst(p, r), '21', s) },
  lgtin: { digits: 13, fields: 3, key: (p, [r = '', l]) => qualified('01', indicatorFirst(p, r), '10', l) },
  upui: { digits: 13, fields: 3, key: (p, [r = '', s]) => qualified('01', indicatorFirst(p, r), '235', s) },
  itip: {
    digits: 13,
    fields: 5,
    key: (p, [r = '', piece = '', pieces = '', s]) => qualified('8006', indicatorFirst(p, r) + piece + pieces, '21', s),
  },
  sscc: { digits: 17, fields: 2, key: (p, [r = '']) => only('00', indicatorFirst(p, r)) },
  sgln: { digits: 12, fields: 3, key: (p, [r = '', e]) => qualified('414', withCheckDigit(p + r), '254', e) },
  pgln: { digits: 12, fields: 2, key: (p, [r = '']) => only('417', withCheckDigit(p + r)) },
  grai: { digits: 12, fields: 3, key: (p, [r = '', s = '']) => only('8003', `0${withCheckDigit(p + r)}${s}`) },
  gdti: { digits: 12, fields: 3, key: (p, [r = '', s = '']) => only('253', withCheckDigit(p + r) + s) },
  sgcn: { digits: 12, fields: 3, key: (p, [r = '', s = '']) => only('255', withCheckDigit(p + r) + s) },
  gsrn: { digits: 17, fields: 2, key: (p, [r = '']) => only('8018', withCheckDigit(p + r)) },
  gsrnp: { digits: 17, fields: 2, key: (p, [r = '']) => only('8017', withCheckDigit(p + r)) },
  gsin: { digits: 16, fields: 2, key: (p, [r = '']) => only('402', withCheckDigit(p + r)) },
  // Of these the reference may be any text: only the company prefix is of digits.
  giai: { digits: 0, fields: 2, key: (p, [r = '']) => only('8004', p + r) },
  ginc: { digits: 0, fields: 2, key: (p, [r = '']) => only('401', p + r) },
  cpi: { digits: 0, fields: 3, key: (p, [r = '', s]) => qualified('8010', p + r, '8011', s) },
};

const rules = new Map(Object.entries(ruleByScheme));

/** Splits at the first dots: the last field, a serial number or a lot, may have dots of its own. */
function splitFields(body: string, count: number): Fields {
  const fields = body.split('.');
  const last = fields.slice(count - 1).join('.');
  if (fields.length < count) throw new BrokenIdentifier(`${body} has ${fields.length} fields instead of ${count}`);
  try {
    return [...fields.slice(0, count - 1), last].map(decodeURIComponent);
  } catch {
    throw new BrokenIdentifier(`${body} has a percent sign that encodes nothing`);
  }
}

/** The schemes whose EPC URN says a key of GS1. */
export const isGs1UrnScheme = (scheme: string): boolean => rules.has(scheme);

/** The key that `urn:epc:id:SCHEME:BODY`, a class or an `idpat` with an open serial number says (EPC Tag Data Standard 2.0, 6.3). */
export function keyOfUrn(scheme: string, body: string, isPattern = false): Gs1Key {
  const rule = rules.get(scheme);
  if (!rule) throw new BrokenIdentifier(`${scheme} has no key of GS1`);
  const fields = splitFields(body, rule.fields);
  const [prefix = '', ...rest] = isPattern ? fields.slice(0, -1) : fields;
  if (!/^\d{6,12}$/.test(prefix)) throw new BrokenIdentifier(`${prefix} is not a company prefix (6 to 12 digits)`);
  const reference = rest[0] ?? '';
  if (rule.digits > 0 && (!/^\d*$/.test(reference) || prefix.length + reference.length !== rule.digits)) {
    throw new BrokenIdentifier(
      `company prefix and reference of ${scheme} have ${rule.digits} digits together, ${prefix}.${reference} has not`,
    );
  }
  return rule.key(prefix, rest);
}
