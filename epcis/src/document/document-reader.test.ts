import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areThere, invalid, textOf, valid } from '../testing/published-documents.ts';
import { DocumentReader } from './document-reader.ts';
import { DocumentScanner } from './document-scanner.ts';
import { InvalidDocument } from './invalid-document.ts';
import { readDocument } from './read-document.ts';

/** What reading a text as a whole and event by event answers, in one form. */
interface Reading {
  readonly originals: readonly string[];
  readonly problems: readonly unknown[];
}

function atOnce(bytes: Uint8Array): Reading {
  try {
    return { originals: readDocument(bytes).events.map(({ original }) => original), problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    const { problems, withoutInvalidEvents } = error;
    return { originals: withoutInvalidEvents?.events.map(({ original }) => original) ?? [], problems };
  }
}

function inPieces(bytes: Uint8Array, sizes: readonly number[]): Reading {
  try {
    const scanner = new DocumentScanner();
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      scanner.push(Buffer.from(bytes.subarray(at, at + size)));
      at += size;
    }
    const reader = new DocumentReader(scanner.end());
    const { spans, single } = reader;
    const read = Array.from({ length: spans.length / 2 }, (_, i) =>
      reader.read(i, bytes.subarray(spans[2 * i], spans[2 * i + 1])),
    );
    const events = [...(single ? [single] : []), ...read.filter((event) => event !== undefined)];
    return { originals: reader.isWhole ? events.map(({ original }) => original) : [], problems: reader.problems };
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    return { originals: [], problems: error.problems };
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });

describe.skipIf(!areThere)('a published document', () => {
  test.each([...valid, ...invalid])('%s reads the same in pieces as at once', (name) => {
    const bytes = Buffer.from(textOf(name));
    const whole = atOnce(bytes);
    fc.assert(
      fc.property(sizes, (pieces) => {
        expect(inPieces(bytes, pieces)).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });
});

const event = {
  type: 'ObjectEvent',
  eventTime: '2026-01-02T03:04:05Z',
  eventTimeZoneOffset: '+00:00',
  action: 'OBSERVE',
  epcList: ['urn:epc:id:sgtin:4012345.011111.1'],
};
const awkward = fc.constantFrom('\\', '"', '[', ']}', '{', 'ä', '😀', ',', 'null', 'eventList', ' \t\n');
const texts = fc.array(awkward, { maxLength: 6 }).map((parts) => parts.join(''));
const elements = fc.oneof(
  texts.map((text) => ({ ...event, 'urn:x:note': text })),
  fc.constantFrom({ ...event, action: 'NONE' }, 17, 'text with ] and ,', null, [[]], { type: 'ObjectEvent' }),
);

/** Documents in any order of their members, with what looks like events elsewhere. */
const documents = fc
  .tuple(fc.array(elements, { maxLength: 5 }), fc.boolean(), fc.boolean(), fc.constantFrom(undefined, 1, '\t'))
  .map(([events, contextLast, isQuery, indent]) => {
    const eventList = events;
    const body = isQuery
      ? { queryResults: { queryName: 'q', resultsBody: { eventList } } }
      : { 'urn:x:eventList': [{ eventList: [1] }], eventList };
    const context = { '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { x: 'urn:x:' }] };
    const type = isQuery ? 'EPCISQueryDocument' : 'EPCISDocument';
    const rest = { epcisBody: body, schemaVersion: '2.0', creationDate: '2026-01-02T03:04:05Z', type };
    return JSON.stringify(contextLast ? { ...rest, ...context } : { ...context, ...rest }, null, indent);
  });

test('any document reads the same in pieces as at once, whatever stands in its texts and around its events', () => {
  fc.assert(
    fc.property(documents, sizes, fc.boolean(), (text, pieces, hasMark) => {
      const bytes = Buffer.from((hasMark ? '\uFEFF' : '') + text);
      expect(inPieces(bytes, pieces)).toEqual(atOnce(bytes));
    }),
  );
});

test('what is no JSON is refused as a whole, wherever it breaks', () => {
  const text = JSON.stringify({
    '@context': [],
    type: 'EPCISDocument',
    epcisBody: { eventList: [event, event] },
  });
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('', '}', ']', '"', '{', ','), (at, sign) => {
      const bytes = Buffer.from(text.slice(0, at) + sign + text.slice(at + 1));
      fc.pre(!isJson(bytes.toString()));
      expect(inPieces(bytes, [7])).toEqual({
        originals: [],
        problems: [{ path: '', reason: expect.stringContaining('The text is not JSON') as string }],
      });
    }),
  );
});

test('of two lists of one name the later counts, as everywhere in JSON', () => {
  const one = JSON.stringify(event);
  const text = `{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument",
    "schemaVersion":"2.0","creationDate":"2026-01-02T03:04:05Z","epcisBody":{"eventList":[${one},${one}],"eventList":[ ${one} ]}}`;
  expect(inPieces(Buffer.from(text), [64])).toEqual({ originals: [one], problems: [] });
});

test('bytes that are no UTF-8 are refused, in an event and around it', () => {
  const text = JSON.stringify({ type: 'EPCISDocument', epcisBody: { eventList: [{ ...event, 'urn:x:n': 'é' }] } });
  for (const broken of [text, text.replace('EPCISDocument', 'é')]) {
    const bytes = Buffer.from(broken);
    bytes[bytes.indexOf(0xc3) + 1] = 0x20;
    expect(inPieces(bytes, [9]).problems).toContainEqual({ path: '', reason: 'The text is not UTF-8.' });
  }
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
