import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../document/read-document.ts';
import { answer } from './answer.ts';
import { InvalidQuery } from './invalid-query.ts';
import { answerParameters, parameters } from './parameter-table.ts';
import { readQuery } from './read-query.ts';

const { events } = readDocument(
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'http://ex.example/' }],
    type: 'ObjectEvent',
    eventTime: '2026-03-01T10:00:00.1237+02:00',
    eventTimeZoneOffset: '+02:00',
    action: 'OBSERVE',
    epcList: ['urn:epc:id:sgtin:4012345.011122.25'],
    quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.011122.A', quantity: 3, uom: 'KGM' }],
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.7', 'ex:gate': [1, '2026-01-01T00:00:00Z', { 'ex:b': null }] },
    'ex:a': ['1', { 'ex:b': 'x' }],
  }),
);
const namespaces = new Map([['ex', ['http://ex.example/']]]);

const names = [...parameters.map(({ name }) => name), ...answerParameters];
const endings = ['', 'KGM', 'po', 'ex:a', 'ex:b', 'nobody:a', 'http://ex.example/a', 'bizLocation_name', '_', ':', '%'];
const values = [
  ...[
    '',
    ' ',
    'true',
    'ASC',
    'eventTime',
    'shipping',
    'ObjectEvent',
    'Temperature',
    'ex:a',
    '1',
    '-0.5e3',
    'F0',
    ',|,',
    '%',
  ],
  ...['urn:epc:idpat:sgtin:4012345.*.*', 'urn:epc:idpat:sgln:*', 'urn:epc:idpat:x:*', 'urn:epc:id:sgtin:4012345.*.1'],
  ...['urn:epc:class:lgtin:4012345.011122.(', 'https://id.gs1.org/01/04012345111224', '2026-01-01T00:00:00+01:00'],
];
const parameter = fc.tuple(
  fc.oneof(
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...endings)).map((parts) => parts.join('')),
    fc.string(),
  ),
  fc.oneof(fc.constantFrom(...values), fc.string()),
);

test('whatever is sent is either answered or refused with a reason for every parameter that is wrong', () => {
  const outcomes = { answered: 0, refused: 0 };
  const property = fc.property(fc.array(parameter, { minLength: 1, maxLength: 4 }), (sent) => {
    try {
      const query = readQuery(new URLSearchParams(sent), namespaces);
      // What is read is plain data: it may be stored, sent to a job and asked again.
      expect(JSON.parse(JSON.stringify(query))).toEqual(query);
      expect(answer(query, events).length).toBeLessThanOrEqual(events.length);
      outcomes.answered += 1;
    } catch (error) {
      if (!(error instanceof InvalidQuery)) throw error;
      expect(error.problems.every(({ reason }) => reason !== '')).toBe(true);
      expect(sent.map(([name]) => name)).toEqual(expect.arrayContaining(error.problems.map((one) => one.parameter)));
      outcomes.refused += 1;
    }
  });
  fc.assert(property, { numRuns: 3000 });
  expect(outcomes.answered).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
});
