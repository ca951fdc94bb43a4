import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitOf } from './check-digit.ts';
import { identify } from './identify.ts';

/** One thing in several spellings; the first is the canonical one. */
const spellings: readonly (readonly [string, string, ...string[]])[] = [
  [
    'https://id.gs1.org/01/10614141073464/21/2018',
    'urn:epc:id:sgtin:0614141.107346.2018',
    'https://example.com/some/path/01/10614141073464/21/2018?17=261231',
    'http://id.gs1.org/01/10614141073464/22/2A/10/LOT/21/2018',
    'https://example.com/gtin/10614141073464/ser/2018/lot/LOT',
    'https://id.gs1.org/01/10614141073464?21=2018',
  ],
  [
    'https://id.gs1.org/01/04012345123456/10/998877',
    'urn:epc:class:lgtin:4012345.012345.998877',
    'https://id.gs1.de/01/4012345123456/10/998877',
  ],
  ['https://id.gs1.org/01/04012345987652', 'urn:epc:idpat:sgtin:4012345.098765.*'],
  ['https://id.gs1.org/00/040123450000003338', 'urn:epc:id:sscc:4012345.0000000333'],
  [
    'https://id.gs1.org/414/4012345000115',
    'urn:epc:id:sgln:4012345.00011.0',
    'https://x.example/414/4012345000115/254/0',
  ],
  ['https://id.gs1.org/414/4012345000115/254/987', 'urn:epc:id:sgln:4012345.00011.987'],
  ['https://id.gs1.org/417/4012345002256', 'urn:epc:id:pgln:4012345.00225'],
  ['https://id.gs1.org/8003/0401234566666387', 'urn:epc:id:grai:4012345.66666.87'],
  ['https://id.gs1.org/8003/04012345666663', 'urn:epc:idpat:grai:4012345.66666.*'],
  ['https://id.gs1.org/8004/4000001111', 'urn:epc:id:giai:4000001.111', 'https://example.org/8004/4000001111'],
  ['https://id.gs1.org/8018/061414100000102534', 'urn:epc:id:gsrn:0614141.0000010253'],
  ['https://id.gs1.org/8017/401234500000987658', 'urn:epc:id:gsrnp:4012345.0000098765'],
  ['https://id.gs1.org/253/06141410000121618034', 'urn:epc:id:gdti:0614141.00001.1618034'],
  ['https://id.gs1.org/255/401234599999044', 'urn:epc:id:sgcn:4012345.99999.44'],
  ['https://id.gs1.org/8010/4012345ABC/8011/123', 'urn:epc:id:cpi:4012345.ABC.123'],
  ['https://id.gs1.org/8010/4012345ABC', 'urn:epc:idpat:cpi:4012345.ABC.*'],
  ['https://id.gs1.org/401/4012345333', 'urn:epc:id:ginc:4012345.333'],
  ['https://id.gs1.org/402/40123459999876541', 'urn:epc:id:gsin:4012345.999987654'],
  ['https://id.gs1.org/8006/040123451234560102/21/999', 'urn:epc:id:itip:4012345.012345.01.02.999'],
  ['https://id.gs1.org/8006/040123451234560102', 'urn:epc:idpat:itip:4012345.012345.01.02.*'],
  ['https://id.gs1.org/01/04012345123456/235/AB12', 'urn:epc:id:upui:4012345.012345.AB12'],
  ['https://id.gs1.org/01/10614141073464/21/32a%2Fb', 'urn:epc:id:sgtin:0614141.107346.32a%2fb'],
  ['https://id.gs1.org/01/10614141073464/21/a%2Ab', 'urn:epc:id:sgtin:0614141.107346.a*b'],
  ['https://id.gs1.org/01/10614141073464/21/%2A', 'urn:epc:id:sgtin:0614141.107346.%2a'],
  ['https://id.gs1.org/01/10614141073464/21/a.b%28%21%29', 'urn:epc:id:sgtin:0614141.107346.a.b(!)'],
  ['urn:gdst:example.org:party:processor.1', 'URN:GDST:example.org:party:processor.1'],
  ['https://example.com/Po/1', 'HTTPS://Example.COM/Po/1'],
];

test.each(spellings)('%s is one thing in every spelling', (canonical, ...others) => {
  for (const spelling of [canonical, ...others]) {
    expect(identify(spelling)).toMatchObject({ canonical });
    expect(identify(spelling)).not.toHaveProperty('problem');
  }
});

test.each([
  ['urn:epc:id:sgtin:0614141.107346.2018', 'sgtin', 'instance'],
  ['urn:epc:class:lgtin:4012345.012345.998877', 'lgtin', 'lot-class'],
  ['urn:epc:idpat:sgtin:4012345.098765.*', 'gtin', 'class'],
  ['https://id.gs1.org/01/04012345123456/22/2A', 'gtin', 'class'],
  ['https://id.gs1.org/8006/040123451234560102/10/L1', 'itip', 'lot-class'],
  ['urn:epc:id:sscc:4012345.0000000333', 'sscc', 'instance'],
  ['urn:epc:id:sgln:4012345.00011.987', 'sgln', 'location'],
  ['urn:epc:id:pgln:4012345.00225', 'pgln', 'party'],
  ['urn:epc:id:gdti:0614141.00001.1618034', 'gdti', 'document'],
  ['urn:epc:idpat:gdti:0614141.00001.*', 'gdti', 'class'],
  ['urn:epc:id:gid:95100000.12345.400', 'gid', 'instance'],
  ['urn:epc:id:bic:CSQU3054383', 'bic', 'instance'],
  ['urn:epc:idpat:sgtin:4012345.*.*', 'private', 'class'],
  ['urn:epc:idpat:sgln:4012345.00011.*', 'private', 'class'],
  ['urn:gdst:example.org:product:lot:class:fisherman01.tuna.v1-0122-2022', 'private', 'lot-class'],
  ['urn:gdst:example.org:product:class:fisherman01.tuna', 'private', 'class'],
  ['urn:gdst:example.org:location:loc:importer.123', 'private', 'location'],
  ['urn:gdst:example.org:party:importer.1', 'private', 'party'],
  ['urn:epcglobal:cbv:bt:0614141073467:1152', 'private', 'document'],
  ['https://example.com/epcis/obj/17', 'private', 'instance'],
  ['https://example.com/certificate/ABC12345', 'private', 'unknown'],
  ['urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'private', 'unknown'],
])('%s is a %s, of the kind %s', (uri, scheme, kind) => {
  expect(identify(uri)).toMatchObject({ scheme, kind });
});

test('a serial number is decoded, and what the query says is kept', () => {
  expect(identify('https://id.gs1.org/01/10614141073464/10/L%2F1/21/S?17=261231&linkType=gs1:pip')).toEqual({
    scheme: 'sgtin',
    kind: 'instance',
    canonical: 'https://id.gs1.org/01/10614141073464/21/S',
    parts: { gtin: '10614141073464', lot: 'L/1', serial: 'S' },
    attributes: { '17': '261231' },
  });
});

describe('what breaks the rules of its key stands for itself, with the reason', () => {
  test.each([
    ['https://id.gs1.org/01/10614141073465/21/1', 'the check digit of GTIN 10614141073465 is 4, not 5'],
    ['https://any.example/00/040123450000003339', 'the check digit of SSCC 040123450000003339 is 8, not 9'],
    ['urn:epc:id:sscc:08600031303.0003', 'company prefix and reference of sscc have 17 digits together'],
    ['urn:epc:id:sgtin:0614141.107346', 'has 2 fields instead of 3'],
    ['urn:epc:id:sgtin:0614141.107346.%zz', 'has a percent sign that encodes nothing'],
    ['urn:epc:id:sgtin:0614141.107346.', '(21) may not be ""'],
    ['urn:epc:id:sgtin:0614141.107346.*', 'a lone asterisk stands in patterns only'],
    ['urn:epc:id:lgtin:4012345.012345.998877', 'lots are named by urn:epc:class:lgtin'],
    ['urn:epc:id:unheard:1.2', 'unheard is not a scheme of EPC URNs'],
    ['urn:epc:tag:sgtin-96:3.0614141.112345.400', 'the URI of a tag names what a tag stores'],
    ['https://id.gs1.org/01/10614141073464/10/A?10=B', '(10) is A in the path and B in the query'],
    ['https://id.gs1.org/ARHKVAdpQg4RkA8', 'compressed Digital Links are not read'],
    ['https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2L', 'the check characters of GMN'],
  ])('%s: %s', (uri, problem) => {
    expect(identify(uri)).toMatchObject({
      scheme: 'private',
      canonical: uri,
      problem: expect.stringContaining(problem) as string,
    });
  });

  test('a number on a page of somebody is no key', () => {
    expect(identify('http://transaction.acme.com/po/12345678')).not.toHaveProperty('problem');
    expect(identify('https://shop.example/errors/401/about')).not.toHaveProperty('problem');
  });
});

test.each(['constructor', '__proto__', 'toString'])('the word %s is a word like any other', (word) => {
  const plain = { scheme: 'private', kind: 'unknown' };
  expect(identify(`https://any.example/${word}/x`)).toMatchObject(plain);
  expect(identify(`https://id.gs1.org/01/10614141073464/${word}/x?${word}=1`)).toMatchObject(plain);
  expect(identify(`urn:${word}:x`)).toMatchObject(plain);
  expect(identify(`urn:epc:id:${word.toLowerCase()}:1.2`)).toMatchObject(plain);
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const signs82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const serial = fc.string({ unit: fc.constantFrom(...signs82), minLength: 1, maxLength: 20 });
const itemAndPrefix = fc.tuple(digits(13), fc.integer({ min: 6, max: 12 }));
/** As an EPC URN writes it: what a URN may not say is encoded. */
const inUrn = (text: string): string => text.replace(/["%&/<>?#*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

test('a serial of any signs is the same thing as URN and as Digital Link, whatever the length of the company prefix', () => {
  fc.assert(
    fc.property(itemAndPrefix, serial, ([key, prefix], text) => {
      const urn = `urn:epc:id:sgtin:${key.slice(1, prefix + 1)}.${key[0]}${key.slice(prefix + 1)}.${inUrn(text)}`;
      const gtin = key + checkDigitOf(key);
      const link = `https://brand.example/01/${gtin}/21/${encodeURIComponent(text)}`;
      const one = identify(urn);
      expect(one).not.toHaveProperty('problem');
      expect(one.parts).toEqual({ gtin, serial: text });
      expect(identify(link)).toEqual(one);
      expect(identify(one.canonical)).toEqual(one);
    }),
  );
});

test('no two lots of a trade item have one canonical URI', () => {
  fc.assert(
    fc.property(digits(13), serial, serial, (key, one, other) => {
      const lot = (text: string) =>
        identify(`https://id.gs1.org/01/${key}${checkDigitOf(key)}/10/${encodeURIComponent(text)}`).canonical;
      expect(lot(one) === lot(other)).toBe(one === other);
    }),
  );
});

test('every other digit in the place of the check digit is found', () => {
  fc.assert(
    fc.property(digits(17), fc.integer({ min: 1, max: 9 }), (key, off) => {
      const wrong = (Number(checkDigitOf(key)) + off) % 10;
      expect(identify(`https://id.gs1.org/00/${key}${wrong}`)).toHaveProperty('problem');
    }),
  );
});

test('the canonical URI of anything is its own canonical URI', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (uri) => {
      expect(identify(identify(uri).canonical).canonical).toBe(identify(uri).canonical);
    }),
  );
});
