import { expect, test } from 'vitest';
import type { Json } from '../event/extensions.ts';
import { readDocument } from './read-document.ts';
import type { ReadEvent } from './read-event.ts';
import { withContext, writeQueryDocument } from './write-query-document.ts';

const standard = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const event = (context: Json, more: object = {}): ReadEvent =>
  readDocument(
    JSON.stringify({
      '@context': context,
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-01-01T00:00:00Z',
      epcisBody: {
        eventList: [
          {
            type: 'ObjectEvent',
            eventID: 'urn:uuid:1',
            eventTime: '2026-01-01T00:00:00Z',
            eventTimeZoneOffset: '+00:00',
            action: 'OBSERVE',
            epcList: ['urn:x:y'],
            'a:b': 1,
            ...more,
          },
        ],
      },
    }),
  ).events[0]!;

test('every event comes as it was sent and means what it meant, whatever prefixes its sender used', () => {
  const events = [
    event([standard, { a: 'http://one.example/' }]),
    event([standard, { a: 'http://one.example/', c: 'http://three.example/' }], { 'c:d': { 'a:x': [] } }),
    event([standard, { a: 'http://two.example/' }]),
    event([standard, { a: 'http://one.example/' }], { '@context': { a: 'http://four.example/' } }),
    event([standard, 'https://five.example/context.jsonld', { a: 'http://one.example/' }]),
  ];
  const text = writeQueryDocument(events, 'SimpleEventQuery', new Date(0));
  const back = readDocument(text).events;
  expect(back.map((read) => read.event)).toEqual(events.map((read) => read.event));
  const members = ({ original }: ReadEvent) => {
    const { '@context': _, ...rest } = JSON.parse(original) as Record<string, Json>;
    return rest;
  };
  expect(back.map(members)).toEqual(events.map(members));
  // Only who contradicts the others brings a context of its own.
  expect(back.map(({ original }) => original.includes('@context'))).toEqual([false, false, true, true, true]);
  expect(back[0]!.original).toBe(events[0]!.original);
});

test('no event is an answer, too', () => {
  expect(readDocument(writeQueryDocument([], 'SimpleEventQuery', new Date(0))).events).toEqual([]);
});

test('an event by itself says what its names mean', () => {
  const one = event([standard, { a: 'http://one.example/' }], { '@context': { a: 'http://four.example/' } });
  expect(readDocument(withContext(one)).events[0]!.event).toEqual(one.event);
});
