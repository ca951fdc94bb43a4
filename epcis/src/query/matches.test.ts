import { describe, expect, test } from 'vitest';
import { readDocument } from '../document/read-document.ts';
import type { ReadEvent } from '../document/read-event.ts';
import { answer } from './answer.ts';
import { matches } from './matches.ts';
import { readQuery } from './read-query.ts';

const basic = {
  type: 'ObjectEvent',
  eventTime: '2026-03-01T10:00:00.1237+02:00',
  eventTimeZoneOffset: '+02:00',
  action: 'OBSERVE',
  epcList: ['urn:epc:id:sgtin:4012345.011122.25'],
};
function event(members: object = {}): ReadEvent {
  const context = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'http://ex.example/' }];
  const { events } = readDocument(JSON.stringify({ '@context': context, ...basic, ...members }));
  return events[0]!;
}
const namespaces = new Map([['ex', ['http://ex.example/']]]);
const ask = (query: string) => readQuery(new URLSearchParams(query), namespaces);
const meets = (query: string, members?: object): boolean => matches(ask(query), event(members));

describe('time', () => {
  test.each([
    ['GE_eventTime=2026-03-01T08:00:00.123Z', true],
    ['GE_eventTime=2026-03-01T08:00:00.1235Z', true],
    ['GE_eventTime=2026-03-01T08:00:00.124Z', false],
    ['LT_eventTime=2026-03-01T08:00:00.123Z', false],
    ['LT_eventTime=2026-03-01T03:00:00.124-05:00', true],
    ['LT_eventTime=2026-03-01T10:00:00Z', true],
    ['GE_eventTime=2026-03-01T10:00:00Z', false],
  ])('%s of an event at 10:00:00.1237 two hours east of UTC: %s', (query, met) => {
    expect(meets(query)).toBe(met);
  });

  test('an event that no repository has taken in has no time of record', () => {
    expect(meets('GE_recordTime=1970-01-01T00:00:00Z')).toBe(false);
    expect(meets('LT_recordTime=9999-01-01T00:00:00Z')).toBe(false);
  });
});

describe('what an event does not say meets nothing', () => {
  test.each([
    'EQ_bizStep=shipping',
    'EQ_disposition=active',
    'EQ_readPoint=urn:example:x',
    'WD_bizLocation=urn:example:x',
    'EQ_transformationID=urn:example:x',
    'MATCH_parentID=urn:example:x',
    'MATCH_anyEPCClass=urn:example:x',
    'LT_quantity=1000',
    'EXISTS_errorDeclaration',
    'EXISTS_sensorElementList',
    'LT_value_CEL=1000',
    'EXISTS_ex:a',
    'EXISTS_ILMD_ex:a',
    'LT_ex:a=1000',
    'HASATTR_readPoint=name',
  ])('%s', (query) => {
    expect(meets(query)).toBe(false);
  });

  test('nor does null, or a list of nothing', () => {
    expect(meets('EXISTS_ex:a', { 'ex:a': null })).toBe(false);
    expect(meets('EXISTS_ex:a', { 'ex:a': [] })).toBe(false);
    expect(meets('EXISTS_ex:a', { 'ex:a': [0] })).toBe(true);
  });
});

describe('quantities and measures', () => {
  const quantityList = [
    { epcClass: 'urn:example:class:a', quantity: 12, uom: 'KGM' },
    { epcClass: 'urn:example:class:b', quantity: 3 },
    { epcClass: 'urn:example:class:c', uom: 'GRM' },
  ];
  test.each([
    ['EQ_quantity=3', true],
    ['EQ_quantity=3.0,99', true],
    ['EQ_quantity_KGM=3', false],
    ['GE_quantity_KGM=12', true],
    ['GT_quantity_KGM=12', false],
    ['LE_quantity_GRM=100000', false],
    ['GE_quantity=10&LT_quantity=5', true],
  ])('%s (D5: only within a unit; an unknown quantity is not zero): %s', (query, met) => {
    expect(meets(query, { quantityList })).toBe(met);
  });
});

describe('extensions', () => {
  test.each([
    [{ 'ex:a': '007' }, 'EQ_ex:a=7', false],
    [{ 'ex:a': '7.0' }, 'EQ_ex:a=7', true],
    [{ 'ex:a': 7 }, 'EQ_ex:a=7.00', true],
    [{ 'ex:a': true }, 'EQ_ex:a=true', true],
    [{ 'ex:a': '10' }, 'GT_ex:a=9', true],
    [{ 'ex:a': 'ten' }, 'GT_ex:a=9', false],
    [{ 'ex:a': '2026-01-01T00:00:00+01:00' }, 'EQ_ex:a=2025-12-31T23:00:00Z', true],
    [{ 'ex:a': '2026-01-01T00:00:00+01:00' }, 'LT_ex:a=2026-01-01T00:00:00Z', true],
    [{ 'ex:a': { 'ex:b': '1' } }, 'EQ_ex:b=1', false],
    [{ 'ex:a': { 'ex:b': '1' } }, 'EQ_INNER_ex:b=1', true],
    [{ 'ex:a': '1' }, 'EQ_INNER_ex:a=1', false],
    [{ 'ex:a': [{ 'ex:b': ['0', '1'] }] }, 'EQ_INNER_ex:b=1', true],
    [{ readPoint: { id: 'urn:example:dock', 'ex:gate': '4' } }, 'EQ_readPoint_ex:gate=4', true],
    [{ readPoint: { id: 'urn:example:dock', 'ex:gate': '4' } }, 'EQ_bizLocation_ex:gate=4', false],
    [{ bizLocation: { id: 'urn:example:dock', 'ex:a': { 'ex:b': '4' } } }, 'EQ_INNER_bizLocation_ex:b=4', true],
    [{ readPoint: { id: 'urn:example:dock' } }, 'EXISTS_readPoint_ex:id', false],
  ])('%j and %s: %s', (members, query, met) => {
    expect(meets(query, members)).toBe(met);
  });
});

test('events of a type of the sender are asked for by its URI', () => {
  const custom = { type: 'http://ex.example/CleaningEvent', action: undefined, epcList: undefined };
  expect(meets('eventType=ex:CleaningEvent', custom)).toBe(true);
  expect(meets('eventType=ex:CleaningEvent,ObjectEvent')).toBe(true);
  expect(meets('eventType=ObjectEvent', custom)).toBe(false);
});

test('a GLN contains the places that its extensions name, and they do not contain it', () => {
  const inside = { readPoint: { id: 'urn:epc:id:sgln:4012345.00005.7' } };
  const whole = { readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' } };
  const gln = 'https://id.gs1.org/414/4012345000054';
  expect(meets(`WD_readPoint=${gln}`, inside)).toBe(true);
  expect(meets(`WD_readPoint=${gln}`, whole)).toBe(true);
  expect(meets(`EQ_readPoint=${gln}`, inside)).toBe(false);
  expect(meets(`EQ_readPoint=${gln}`, whole)).toBe(true);
  expect(meets('WD_readPoint=urn:epc:id:sgln:4012345.00005.7', whole)).toBe(false);
});

test('an order by an extension: numbers, then instants, then texts by their code points, then events without', () => {
  const values = ['\u{1F41F}', '\uFFFD', 'b', 'B', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00', '10', 9];
  const events = [event(), ...values.map((value) => event({ 'ex:a': value }))];
  const inOrder = (direction: string) =>
    answer(ask(`orderBy=ex:a&orderDirection=${direction}`), events).map(
      ({ original }) => (JSON.parse(original) as Record<string, unknown>)['ex:a'],
    );
  const ascending = [9, '10', '2026-01-01T00:00:00+01:00', '2026-01-01T00:00:00Z', 'B', 'b', '\uFFFD', '\u{1F41F}'];
  expect(inOrder('ASC')).toEqual([...ascending, undefined]);
  expect(inOrder('DESC')).toEqual([...ascending.toReversed(), undefined]);
});
