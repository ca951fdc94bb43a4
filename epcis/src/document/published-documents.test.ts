import { describe, expect, test } from 'vitest';
import { areThere, invalid, textOf, valid } from '../testing/published-documents.ts';
import { problemsOf } from '../testing/problems-of.ts';
import { readDocument } from './read-document.ts';

/** The events as the sender wrote them. */
function sentEvents(text: string): unknown[] {
  const { epcisBody } = JSON.parse(text) as {
    epcisBody: { eventList?: unknown[]; queryResults?: { resultsBody: { eventList: unknown[] } } };
  };
  return epcisBody.eventList ?? epcisBody.queryResults?.resultsBody.eventList ?? [];
}

/** What each of the invalid documents is meant to show: every problem of it, and no other. */
const meant: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Combination_of_events_with_missing_mandatory_fields: [
    ['/epcisBody/eventList/0', '“action” is missing'],
    ['/epcisBody/eventList/1', '“eventTimeZoneOffset” is missing'],
    ['/epcisBody/eventList/1', '“action” is missing'],
  ],
  Combination_of_non_standard_bizStep_and_disposition: [
    ['/epcisBody/eventList/0/bizStep', '"transforming" is not a business step'],
    ['/epcisBody/eventList/1/disposition', '"in_transport" is not a disposition'],
  ],
  ObjectEvent_with_ilmd_field_without_namespace: [['/epcisBody/eventList/0/ilmd/materialType', 'have a namespace']],
  ObjectEvent_with_invalid_certificationInfo: [
    ['/epcisBody/eventList/0/certificationInfo/0', 'must be a URI'],
    ['/epcisBody/eventList/0/certificationInfo/1', 'must be a URI'],
  ],
  ObjectEvent_with_non_standard_bizStep: [['/epcisBody/eventList/0/bizStep', '"transforming" is not a business step']],
  ObjectEvent_with_non_standard_disposition: [
    ['/epcisBody/eventList/0/disposition', '"in_transport" is not a disposition'],
  ],
  ObjectEvent_with_unknown_field_in_quantityList: [
    ['/epcisBody/eventList/0/quantityList/0/weight', '“weight” is not a member that may stand here'],
  ],
  ObjectEvent_without_identifier_list: [['/epcisBody/eventList/0', 'an ObjectEvent names its objects']],
};

describe.skipIf(!areThere)('the published documents', () => {
  test.each(valid)('%s is read, and every event of it is kept as it was sent', (name) => {
    const text = textOf(name);
    const { events } = readDocument(text);
    expect(events.map((event) => JSON.parse(event.original) as unknown)).toEqual(sentEvents(text));
    expect(events.length).toBeGreaterThan(0);
    for (const { original } of events) expect(text).toContain(original);
  });

  test('all of the invalid documents are looked at', () => {
    expect(invalid.map((name) => name.replace(/^invalid\/|\.json$/g, '')).sort()).toEqual(Object.keys(meant).sort());
  });

  test.each(Object.entries(meant))('%s is refused with the reason that is meant', (name, reasons) => {
    expect(problemsOf(textOf(`invalid/${name}.json`))).toEqual(
      reasons.map(([path, reason]) => ({ path, reason: expect.stringContaining(reason) as string })),
    );
  });

  test('the whole chain has its events of all types, its master data and its own words', () => {
    const { events, header } = readDocument(textOf('wholechain.jsonld'));
    expect(new Set(events.map(({ event }) => event.type))).toEqual(
      new Set(['ObjectEvent', 'TransformationEvent', 'AggregationEvent']),
    );
    expect(header).toHaveProperty('epcisMasterData');
    expect(events[0]?.event).toMatchObject({
      eventID: 'urn:uuid:495851c5-ca96-4f05-b9f7-8fa705a41c3a',
      eventTime: '2021-10-05T11:10:00.000Z',
      bizStep: 'commissioning',
      bizLocation: 'urn:gdst:example.org:location:loc:feedmill.1',
      ilmd: { 'urn:epcglobal:cbv:mda:lotNumber': 'FF11252021' },
    });
  });
});
