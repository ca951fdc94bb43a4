import { describe, expect, test } from 'vitest';
import type { Condition } from './event-query.ts';
import { InvalidQuery } from './invalid-query.ts';
import type { Namespaces } from './namespaces.ts';
import { readQuery } from './read-query.ts';

const namespaces: Namespaces = new Map([
  ['ex', ['http://ns.example.com/epcis/']],
  ['two', ['http://one.example/', 'http://two.example/']],
]);
const read = (query: string) => readQuery(new URLSearchParams(query), namespaces);
function only(query: string): Condition {
  const { conditions } = read(query);
  expect(conditions).toHaveLength(1);
  return conditions[0]!;
}
function problemsOf(query: string): readonly string[] {
  try {
    read(query);
  } catch (error) {
    if (error instanceof InvalidQuery) return error.problems.map(({ parameter, reason }) => `${parameter} ${reason}`);
    throw error;
  }
  return [];
}

/** The names of the standard's table (8.2.7.1) and of its schema of queries, with a value that each may have. */
const standard: Readonly<Record<string, readonly string[]>> = {
  ObjectEvent: ['eventType'],
  '2026-01-01T00:00:00Z': [
    ...['eventTime', 'recordTime', 'errorDeclarationTime', 'errorDeclaration_Time', 'time', 'startTime', 'endTime'],
  ].flatMap((name) => [`GE_${name}`, `LT_${name}`]),
  ADD: ['EQ_action'],
  shipping: ['EQ_bizStep'],
  in_transit: ['EQ_disposition', 'EQ_persistentDisposition_set', 'EQ_persistentDisposition_unset'],
  'urn:example:x': [
    ...['EQ_readPoint', 'WD_readPoint', 'EQ_bizLocation', 'WD_bizLocation', 'EQ_transformationID', 'EQ_eventID'],
    ...['EQ_correctiveEventID', 'EQ_bizTransaction_po', 'EQ_source_location', 'EQ_destination_owning_party'],
    ...['epc', 'parentID', 'inputEPC', 'outputEPC', 'anyEPC'].map((name) => `MATCH_${name}`),
    ...['epcClass', 'inputEPCClass', 'outputEPCClass', 'anyEPCClass'].map((name) => `MATCH_${name}`),
    ...['deviceID', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules', 'uriValue'].map(
      (name) => `EQ_${name}`,
    ),
  ],
  did_not_occur: ['EQ_errorReason'],
  Temperature: ['EQ_type'],
  some: ['EQ_stringValue', 'HASATTR_bizLocation', 'HASATTR_ex:field', 'EQATTR_readPoint_urn:epcglobal:cbv:mda:name'],
  true: [
    ...['EXISTS_errorDeclaration', 'EXISTS_sensorElementList', 'EQ_booleanValue', 'EXISTS_ex:a', 'EXISTS_INNER_ex:a'],
    ...['EXISTS_ILMD_ex:a', 'EXISTS_INNER_ILMD_ex:a', 'EXISTS_ERROR_DECLARATION_ex:a', 'EXISTS_SENSORELEMENT_ex:a'],
    ...['EXISTS_INNER_ERROR_DECLARATION_ex:a', 'EXISTS_SENSORMETADATA_ex:a', 'EXISTS_SENSORREPORT_ex:a'],
  ],
  F0: ['EQ_hexBinaryValue'],
  '12.5': ['EQ', 'GT', 'GE', 'LT', 'LE'].flatMap((by) => [
    ...['quantity', 'quantity_KGM', 'percRank', 'ex:a', 'INNER_ex:a'].map((name) => `${by}_${name}`),
    ...['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'].map((name) => `${by}_${name}_CEL`),
    ...['ILMD', 'ERROR_DECLARATION', 'SENSORELEMENT', 'SENSORMETADATA', 'SENSORREPORT'].flatMap((scope) => [
      `${by}_${scope}_ex:a`,
      `${by}_INNER_${scope}_ex:a`,
    ]),
    ...(by === 'EQ' ? ['readPoint', 'bizLocation'].flatMap((at) => [`EQ_${at}_ex:a`, `EQ_INNER_${at}_ex:a`]) : []),
  ]),
};
const named = Object.entries(standard).flatMap(([value, names]) => names.map((name) => ({ name, value })));

describe('the parameters of the standard', () => {
  test.each(named)('$name may be $value', ({ name, value }) => {
    expect(only(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`).parameter).toBe(name);
  });

  test.each(named)('$name is not called so with another ending or in other letters', ({ name, value }) => {
    const sent = encodeURIComponent(value);
    expect(problemsOf(`${encodeURIComponent(name.toLowerCase())}=${sent}`)).not.toEqual([]);
    expect(problemsOf(`X${encodeURIComponent(name)}=${sent}`)).toHaveLength(1);
  });

  test.each([
    'EQ_',
    'EQ_foo',
    'GT_eventTime',
    'EQ_eventTime',
    'MATCH_',
    'MATCH_foo',
    'EQ_bizTransaction_',
    'GE_value',
    'GE_value_kgm',
    'EQ_quantity_',
    'EQ_ILMD_',
    'EQ_ILMD_lotNumber',
    'EXISTS_',
    'HASATTR_',
    'HASATTR_colour',
    'EQATTR_bizLocation',
    'EQATTR_bizLocation_',
    'WD_epc',
    'eventtype',
    'constructor',
    '__proto__',
    'HASATTR_constructor',
  ])('%s is refused as unknown', (name) => {
    expect(problemsOf(`${name}=1`)).toEqual([`${name} is not a parameter of a query of EPCIS 2.0`]);
  });

  test('no parameter asks for every event', () => {
    expect(read('')).toEqual({ conditions: [] });
  });
});

describe('values of a list', () => {
  const shippingOrReceiving = { is: 'oneOf', values: ['shipping', 'receiving'] };
  test.each([
    'EQ_bizStep=shipping&EQ_bizStep=receiving',
    'EQ_bizStep=shipping,receiving',
    'EQ_bizStep=shipping|receiving',
    'EQ_bizStep=shipping%7Creceiving',
    'EQ_bizStep=shipping%2C%20receiving',
    'EQ_bizStep=shipping|receiving&EQ_bizStep=shipping',
    'EQ_bizStep=https://ref.gs1.org/cbv/BizStep-shipping,cbv:BizStep-receiving',
    'EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping|urn%3Aepcglobal%3Acbv%3Abizstep%3Areceiving',
  ])('%s asks for shipping or receiving', (query) => {
    expect(only(query).test).toEqual(shippingOrReceiving);
  });

  test('terms of the sender are whole URIs or have a declared prefix', () => {
    expect(only('EQ_bizStep=ex:drying,two:salting').test).toEqual({
      is: 'oneOf',
      values: ['http://ns.example.com/epcis/drying', 'http://one.example/salting', 'http://two.example/salting'],
    });
  });

  test('a comma within an identifier or a text does not end it', () => {
    const commas = only('MATCH_epc=urn:epc:id:sgtin:4012345.011122.A,B,urn:epc:id:sgtin:4012345.011122.C').test;
    expect(commas).toEqual({
      is: 'identified',
      as: ['https://id.gs1.org/01/04012345111224/21/A%2CB', 'https://id.gs1.org/01/04012345111224/21/C'],
      patterns: [],
    });
    expect(only('EQ_stringValue=Cologne, Germany').test).toEqual({ is: 'oneOf', values: ['Cologne, Germany'] });
    expect(only('EQ_stringValue=a|b').test).toEqual({ is: 'oneOf', values: ['a', 'b', 'a|b'] });
  });

  test('percent-encoding is of the address, and what an identifier encodes by itself stays', () => {
    const one = 'https://id.gs1.org/01/04012345111224/21/A%2FB';
    expect(only(`MATCH_epc=${encodeURIComponent(one)}`).test).toMatchObject({ as: [one] });
    expect(only('MATCH_epc=urn:epc:id:sgtin:4012345.011122.A%252FB').test).toMatchObject({ as: [one] });
  });

  test('a plus sign that was sent plainly is not a space', () => {
    const time = { is: 'time', by: 'GE', time: '2022-06-30T03:15:47.000Z' };
    expect(only('GE_eventTime=2022-06-30T05:15:47.000+02:00').test).toEqual(time);
    expect(only('GE_eventTime=2022-06-30T05:15:47.000%2B02:00').test).toEqual(time);
    expect(only('MATCH_epc=urn:epc:id:sgtin:4012345.011122.A+B').test).toMatchObject({
      as: ['https://id.gs1.org/01/04012345111224/21/A%2BB'],
    });
  });

  test('numbers', () => {
    expect(only('EQ_quantity=10,20&EQ_quantity=30.5|-4e2').test).toMatchObject({ numbers: [10, 20, 30.5, -400] });
  });
});

describe('names of extensions', () => {
  test.each([
    ['EQ_ex:lot', ['http://ns.example.com/epcis/lot']],
    ['EQ_two:lot', ['http://one.example/lot', 'http://two.example/lot']],
    ['EQ_http%3A%2F%2Fns.example.com%2Fepcis%2Flot', ['http://ns.example.com/epcis/lot']],
    ['EQ_cbvmda:lotNumber', ['urn:epcglobal:cbv:mda:lotNumber']],
    ['EQ_urn:example:ns:lot', ['urn:example:ns:lot']],
  ])('%s asks for %j', (name, names) => {
    expect(only(`${name}=1`).subject).toEqual({ field: 'extension.event', names });
  });

  test('the name that EPCIS for XML writes with a # is understood, too', () => {
    const { subject } = only(`EQ_ILMD_${encodeURIComponent('urn:epcglobal:cbv:mda#lotNumber')}=1`);
    expect(subject.field).toBe('extension.ilmd');
    expect(subject.names).toContain('urn:epcglobal:cbv:mda:lotNumber');
    const { names } = only(`EQ_${encodeURIComponent('http://ns.example.com/epcis/#lot')}=1`).subject;
    expect(names).toContain('http://ns.example.com/epcis/lot');
  });

  test('a prefix that nobody declared is refused with the way out', () => {
    expect(problemsOf('EQ_nobody:lot=1')).toEqual([
      'EQ_nobody:lot the prefix nobody is not declared; declare it or send the whole URI of the name',
    ]);
    expect(problemsOf('orderBy=nobody:lot')).toHaveLength(1);
  });

  test('within extensions a name may have no namespace', () => {
    expect(only('EQ_INNER_tag1=1').subject).toEqual({ field: 'extension.event.inner', names: ['tag1'] });
    expect(problemsOf('EQ_tag1=1')).toHaveLength(1);
  });
});

describe('values that cannot be read', () => {
  test.each([
    ['GE_eventTime=2022-06-30', 'offset'],
    ['GE_eventTime=2022-06-30T00:00:00', 'offset'],
    ['GE_eventTime=', 'has no value'],
    ['EQ_action=add', '"add" is none of ADD, OBSERVE, DELETE'],
    ['EQ_action=ADD,STOP', '"STOP"'],
    ['eventType=QuantityEvent', '"QuantityEvent"'],
    ['EQ_bizStep=flying', 'of the Core Business Vocabulary'],
    ['EQ_disposition=shipping', 'of the Core Business Vocabulary'],
    ['EQ_bizTransaction_foo=urn:example:1', 'of the Core Business Vocabulary'],
    ['EQ_readPoint=dock 5', '"dock+5" is not a URI'],
    ['MATCH_epc=*', 'is not a URI'],
    ['MATCH_epc=urn:epc:idpat:sgtin:*.066666.*', 'asterisk'],
    ['EQ_quantity=many', 'is not a number'],
    ['GE_quantity=0x10', 'is not a number'],
    ['GE_quantity=1e999', 'is not a number'],
    ['GE_quantity=1,2', 'is not a number'],
    ['EQ_booleanValue=yes', 'neither true nor false'],
    ['EQ_hexBinaryValue=xyz', 'is not hexadecimal'],
    ['EXISTS_errorDeclaration=perhaps', 'neither true nor false'],
    ['GT_ex:a=high', 'neither a number nor a timestamp'],
    ['orderBy=quantity', 'none of eventTime'],
    ['orderBy=eventTime&orderDirection=desc', 'neither ASC nor DESC'],
    ['perPage=0', '1 or more'],
    ['perPage=1.5', '1 or more'],
    ['perPage=-3', '1 or more'],
    ['maxEventCount=99999999999999999999', '1 or more'],
    ['nextPageToken=', 'has no value'],
  ])('%s: %s', (query, reason) => {
    const problems = problemsOf(query);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reason);
    expect(problems[0]).toContain(query.split(/[=&]/)[query.startsWith('orderBy=eventTime') ? 2 : 0]);
  });

  test('all problems are named at once', () => {
    expect(problemsOf('foo=1&EQ_action=x&GE_eventTime=y&EQ_bizStep=shipping')).toHaveLength(3);
  });
});

describe('parameters that contradict each other', () => {
  test.each([
    ['orderBy=eventTime&eventCountLimit=1&maxEventCount=5', 'maxEventCount'],
    ['eventCountLimit=1', 'eventCountLimit'],
    ['GE_eventTime=2026-01-01T00:00:00Z&GE_eventTime=2026-01-02T00:00:00Z', 'GE_eventTime'],
    ['GE_quantity=1&GE_quantity=1', 'GE_quantity'],
    ['perPage=1&perPage=2', 'perPage'],
    ['GE_eventTime=2026-01-02T00:00:00Z&LT_eventTime=2026-01-01T23:30:00-01:00', ''],
    ['GE_eventTime=2026-01-02T00:00:00Z&LT_eventTime=2026-01-01T00:00:00Z', 'LT_eventTime'],
    ['GE_errorDeclarationTime=2026-01-02T00:00:00Z&LT_errorDeclaration_Time=2026-01-01T00:00:00Z', 'LT_errorDecl'],
  ])('%s', (query, parameter) => {
    const problems = problemsOf(query);
    expect(problems).toHaveLength(parameter === '' ? 0 : 1);
    if (parameter !== '') expect(problems[0]).toContain(parameter);
  });

  test('an empty period that a poller asks for, and limits that different values can meet, are none', () => {
    expect(problemsOf('GE_eventTime=2026-01-01T00:00:00Z&LT_eventTime=2026-01-01T01:00:00%2B01:00')).toEqual([]);
    expect(problemsOf('GE_quantity=10&LT_quantity=5')).toEqual([]);
    expect(problemsOf('GE_time=2026-01-02T00:00:00Z&LT_time=2026-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('what is answered', () => {
  test('order, limits and pages', () => {
    expect(read('orderBy=eventTime&eventCountLimit=3&perPage=2&nextPageToken=abc%3D')).toEqual({
      conditions: [],
      order: { by: { field: 'eventTime' }, direction: 'DESC' },
      eventCountLimit: 3,
      perPage: 2,
      nextPageToken: 'abc=',
    });
    expect(read('orderBy=ex:lot&orderDirection=ASC').order).toEqual({
      by: { field: 'extension.event', names: ['http://ns.example.com/epcis/lot'] },
      direction: 'ASC',
    });
    expect(read('maxEventCount=7').maxEventCount).toBe(7);
  });

  test('EXISTS_ asks with true, with nothing, and not with false', () => {
    expect(read('EXISTS_errorDeclaration=true').conditions).toHaveLength(1);
    expect(read('EXISTS_errorDeclaration').conditions).toHaveLength(1);
    expect(read('EXISTS_ex:a=null').conditions).toHaveLength(1);
    expect(read('EXISTS_errorDeclaration=false').conditions).toHaveLength(0);
  });
});
