import { describe, expect, test } from 'vitest';
import { identify } from '../identifier/identify.ts';
import { instancesOf, readPattern } from './epc-pattern.ts';

const isInstance = (pattern: string, uri: string): boolean =>
  new RegExp(readPattern(pattern)?.instances ?? '$^').test(identify(uri).canonical);
const isClass = (pattern: string, uri: string): boolean =>
  new RegExp(readPattern(pattern)?.classes ?? '$^').test(identify(uri).canonical);

/** One thing of each scheme, in both spellings where it has two, and what of it patterns leave open. */
const things: readonly [urn: string, link: string | null, patterns: readonly string[]][] = [
  [
    'sgtin:4012345.011122.25',
    'https://id.gs1.org/01/04012345111224/21/25',
    ['4012345.011122.*', '4012345.*.*', '*.*.*'],
  ],
  ['sscc:4012345.0000000333', 'https://id.gs1.org/00/040123450000003338', ['4012345.*', '*.*']],
  ['sgln:4012345.00005.7', 'https://id.gs1.org/414/4012345000054/254/7', ['4012345.00005.*', '4012345.*.*', '*.*.*']],
  ['pgln:4012345.00225', 'https://id.gs1.org/417/4012345002256', ['4012345.*', '*.*']],
  ['grai:4012345.55555.987', 'https://id.gs1.org/8003/04012345555554987', ['4012345.55555.*', '4012345.*.*']],
  ['giai:4000001.111', 'https://id.gs1.org/8004/4000001111', ['4000001.*', '*.*']],
  ['gsrn:4012345.9876540000', null, ['4012345.*']],
  ['gsrnp:4012345.0000098765', null, ['4012345.*']],
  ['gdti:4012345.55555.98', null, ['4012345.55555.*', '4012345.*.*']],
  ['sgcn:4012345.99999.44', null, ['4012345.99999.*', '4012345.*.*']],
  ['cpi:4012345.ABC.123', null, ['4012345.ABC.*', '4012345.*.*']],
  ['ginc:4012345.333', null, ['4012345.*']],
  ['gsin:4012345.999987654', null, ['4012345.*']],
  ['itip:4012345.012345.01.02.999', null, ['4012345.012345.01.02.*', '4012345.012345.*.*.*', '4012345.*.*.*.*']],
  ['upui:4012345.012345.AB12', null, ['4012345.012345.*', '4012345.*.*']],
  ['gid:95100000.12345.400', null, ['95100000.12345.*', '95100000.*.*']],
];
const cases = things.flatMap(([urn, link, patterns]) => patterns.map((open) => ({ urn, link, open })));

describe('patterns of EPCs', () => {
  test.each(cases)('$open is met by $urn in every spelling', ({ urn, link, open }) => {
    const pattern = `urn:epc:idpat:${urn.split(':')[0]}:${open}`;
    expect(identify(`urn:epc:id:${urn}`).problem).toBeUndefined();
    expect(isInstance(pattern, `urn:epc:id:${urn}`)).toBe(true);
    if (link !== null) expect(isInstance(pattern, link)).toBe(true);
  });

  test.each(cases.filter(({ open }) => !open.startsWith('*')))('$open of another company is not met by $urn', (one) => {
    const [scheme = ''] = one.urn.split(':');
    const other = one.open.replace(/^\d+/, (prefix) => prefix.replace(/^./, (digit) => String(9 - Number(digit))));
    expect(isInstance(`urn:epc:idpat:${scheme}:${other}`, `urn:epc:id:${one.urn}`)).toBe(false);
  });

  test('a class is met by itself, not by its lots, and not as an instance', () => {
    const gtin = 'https://id.gs1.org/01/04012345666663';
    expect(isClass('urn:epc:idpat:sgtin:4012345.066666.*', gtin)).toBe(true);
    expect(isClass('urn:epc:idpat:sgtin:4012345.*.*', gtin)).toBe(true);
    expect(isClass('urn:epc:idpat:sgtin:4012345.*.*', `${gtin}/10/L1`)).toBe(false);
    expect(isInstance('urn:epc:idpat:sgtin:4012345.066666.*', gtin)).toBe(false);
  });

  test('a pattern is met by a narrower one, not by a wider one', () => {
    expect(isClass('urn:epc:idpat:sgtin:4012345.*.*', 'urn:epc:idpat:sgtin:4012345.066666.*')).toBe(true);
    expect(isClass('urn:epc:idpat:sgtin:*.*.*', 'urn:epc:idpat:sgtin:4012345.*.*')).toBe(true);
    expect(isClass('urn:epc:idpat:sgtin:4012345.*.*', 'urn:epc:idpat:sgtin:*.*.*')).toBe(false);
  });

  test('an open lot number is met by every lot of the item and no other', () => {
    const pattern = 'urn:epc:class:lgtin:4012345.066666.*';
    expect(isClass(pattern, 'urn:epc:class:lgtin:4012345.066666.L-1')).toBe(true);
    expect(isClass(pattern, 'https://example.com/01/04012345666663/10/L-1')).toBe(true);
    expect(isClass(pattern, 'urn:epc:class:lgtin:4012345.012345.L-1')).toBe(false);
    expect(isClass(pattern, 'https://id.gs1.org/01/04012345666663')).toBe(false);
  });

  test.each([
    ['urn:epc:idpat:sgtin:*.066666.*', 'a reference without its company'],
    ['urn:epc:idpat:sgtin:4012345.0666*.*', 'part of a field'],
    ['urn:epc:idpat:sgtin:4012345.*', 'too few fields'],
    ['urn:epc:idpat:sgtin:40123456.066666.*', 'too many digits'],
    ['urn:epc:idpat:sgtin:FOO.*.*', 'a company prefix of letters'],
    ['urn:epc:idpat:nothing:4012345.*', 'an unknown scheme'],
    ['urn:epc:idpat:constructor:4012345.*', 'a name that only looks known'],
  ])('%s is refused: %s', (pattern) => {
    expect(() => readPattern(pattern)).toThrow();
  });

  test('what has no open field is no pattern', () => {
    expect(readPattern('urn:epc:id:sgtin:4012345.011122.25')).toBeNull();
    expect(readPattern('https://id.gs1.org/01/04012345111224/21/25')).toBeNull();
    expect(readPattern('urn:example:thing:*')).toBeNull();
  });
});

test('a class named by its key stands for its instances', () => {
  const { canonical, scheme } = identify('https://example.com/01/04012345111224');
  const pattern = new RegExp(instancesOf(canonical, scheme) ?? '$^');
  expect(pattern.test(identify('urn:epc:id:sgtin:4012345.011122.25').canonical)).toBe(true);
  expect(pattern.test(identify('urn:epc:id:sgtin:4012345.011123.25').canonical)).toBe(false);
  expect(instancesOf('urn:example:thing', 'private')).toBeNull();
});
