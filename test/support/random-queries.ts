import fc from 'fast-check';
import { bizSteps, classes, dispositions, extensionTexts, instances, places, times, units } from './random-events.ts';

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const numbers = oneOf(['0', '1', '1.5', '-2', '20', '0.1', '1e-7', '3']);
const comparator = oneOf(['EQ', 'GT', 'GE', 'LT', 'LE']);
const scope = oneOf([
  '',
  'ILMD_',
  'ERROR_DECLARATION_',
  'SENSORELEMENT_',
  'SENSORMETADATA_',
  'SENSORREPORT_',
  'readPoint_',
  'bizLocation_',
]);
const extension = oneOf(['ex:a', 'ex:b', 'http://ex.example/a']);
const patterns = [
  'urn:epc:idpat:sgtin:4012345.*.*',
  'urn:epc:idpat:sgtin:4012345.066666.*',
  'urn:epc:idpat:sscc:4012345.*',
  'https://id.gs1.org/01/04012345111224',
  'urn:epc:class:lgtin:4012345.012345.*',
];

type Parameter = readonly [name: string, value: string];
const named = (names: readonly string[], values: fc.Arbitrary<string>): fc.Arbitrary<Parameter> =>
  fc.tuple(oneOf(names), values);
const some = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 2 }).map((list) => list.join('|'));
const fromAndBefore = (...members: readonly string[]) => members.flatMap((member) => [`GE_${member}`, `LT_${member}`]);

const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  named(
    ['eventType'],
    some(['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent']),
  ),
  named(
    fromAndBefore('eventTime', 'recordTime', 'errorDeclarationTime', 'time', 'startTime'),
    oneOf([...times, '2026-05-06T07:08:09.010Z']),
  ),
  named(['EQ_action'], some(['ADD', 'OBSERVE', 'DELETE'])),
  named(['EQ_bizStep', 'HASATTR_bizStep'], some(bizSteps)),
  named(['EQ_disposition', 'EQ_persistentDisposition_set', 'EQ_persistentDisposition_unset'], some(dispositions)),
  named(
    ['EQ_readPoint', 'EQ_bizLocation', 'WD_readPoint', 'WD_bizLocation', 'EQ_uriValue'],
    some([...places, 'urn:example:place:loc:region']),
  ),
  named(['EQ_source_location', 'EQ_source_owning_party', 'EQ_destination_location'], some(places)),
  named(['EQ_bizTransaction_po', 'EQ_bizTransaction_inv'], some(['urn:example:bt:1', 'urn:example:bt:2'])),
  named(['EQ_transformationID'], some(['urn:example:xform:1', 'urn:example:xform:2'])),
  named(
    ['MATCH_epc', 'MATCH_parentID', 'MATCH_inputEPC', 'MATCH_outputEPC', 'MATCH_anyEPC'],
    some([...instances, ...patterns]),
  ),
  named(
    ['MATCH_epcClass', 'MATCH_inputEPCClass', 'MATCH_outputEPCClass', 'MATCH_anyEPCClass'],
    some([...classes, ...patterns]),
  ),
  named(
    ['EQ', 'GT', 'GE', 'LT', 'LE'].flatMap((by) => [`${by}_quantity`, `${by}_quantity_KGM`, `${by}_percRank`]),
    numbers,
  ),
  fc
    .tuple(comparator, oneOf(['value', 'minValue']), oneOf(units), numbers)
    .map(([by, member, unit, value]): Parameter => [`${by}_${member}_${unit}`, value]),
  named(['EQ_eventID'], some(['urn:example:event:twin-1', 'URN:EXAMPLE:event:twin-2'])),
  named(['EQ_correctiveEventID'], some(['urn:example:event:1', 'urn:example:event:2'])),
  named(['EXISTS_errorDeclaration', 'EXISTS_sensorElementList'], fc.constant('true')),
  named(['EQ_errorReason'], fc.constant('incorrect_data')),
  named(['EQ_type'], some(['Temperature', 'https://example.org/Smell'])),
  named(['EQ_deviceID'], fc.constant('urn:epc:id:giai:4000001.111')),
  named(['EQ_stringValue'], some(['open', 'shut|open', 'Open'])),
  named(['EQ_hexBinaryValue'], some(['f0', '0A'])),
  named(['EQ_booleanValue'], oneOf(['true', 'false'])),
  named(
    ['HASATTR_readPoint', 'HASATTR_bizLocation', 'HASATTR_epcClass', 'HASATTR_source'],
    some(['urn:example:mda:colour', 'urn:example:mda:size']),
  ),
  named(['EQATTR_readPoint_urn:example:mda:colour', 'EQATTR_epcClass_urn:example:mda:colour'], some(['red', 'blue'])),
  fc
    .tuple(comparator, oneOf(['', 'INNER_']), scope, extension, oneOf([...extensionTexts, 'true']))
    .map(([by, inner, where, name, value]): Parameter => [
      `${by}_${inner}${where}${name}`,
      by === 'EQ' || /^[\d-]/.test(value) ? value : '1',
    ]),
  fc
    .tuple(oneOf(['', 'INNER_']), scope, extension)
    .map(([inner, where, name]): Parameter => [`EXISTS_${inner}${where}${name}`, '']),
);
const order = fc.tuple(oneOf(['eventTime', 'recordTime', 'ex:a', 'ex:b']), oneOf(['ASC', 'DESC']));

/** The parameters of any query that the standard knows, about what random events say; names may be given once only. */
export const anyQuery: fc.Arbitrary<URLSearchParams> = fc
  .tuple(fc.uniqueArray(parameter, { minLength: 0, maxLength: 3, selector: ([name]) => name }), fc.option(order))
  .map(([parameters, by]) => {
    const sent = parameters.map(([name, value]): [string, string] => [name, value]);
    return new URLSearchParams(by ? [...sent, ['orderBy', by[0]], ['orderDirection', by[1]]] : sent);
  });
