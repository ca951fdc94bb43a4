import type { Comparator } from './event-query.ts';

/** What of an event a parameter looks at. `.inner` are the members nested within the extensions of that name. */
export type Field =
  | 'eventType'
  | 'eventTime'
  | 'recordTime'
  | 'action'
  | 'bizStep'
  | 'disposition'
  | 'persistentDisposition.set'
  | 'persistentDisposition.unset'
  | 'readPoint'
  | 'bizLocation'
  | 'transformationID'
  | 'eventID'
  | 'bizTransaction'
  | 'source'
  | 'destination'
  | 'quantity'
  | `errorDeclaration${'' | '.time' | '.reason' | '.correctiveEventID'}`
  | EpcField
  | EpcClassField
  | SensorField
  | ExtensionField;

export type EpcField = 'epc' | 'parentID' | 'inputEPC' | 'outputEPC' | 'anyEPC';
export type EpcClassField = 'epcClass' | 'inputEPCClass' | 'outputEPCClass' | 'anyEPCClass';
export type SensorField = 'sensorElement' | `sensor.${SensorMember}`;
export type SensorMember = (typeof sensorTimes)[number] | SensorUri | SensorMeasure | 'type' | 'percRank' | SensorValue;
type SensorUri = (typeof sensorUris)[number];
type SensorMeasure = (typeof sensorMeasures)[number];
type SensorValue = 'stringValue' | 'booleanValue' | 'hexBinaryValue';
export type ExtensionScope = (typeof extensionScopes)[number]['scope'];
export type ExtensionField = `extension.${ExtensionScope}` | `extension.${ExtensionScope}.inner`;

/** How the values of a parameter are read. Lists may be repeated or separated; all others are given once. */
export type ValueForm =
  | 'eventTypes'
  | 'actions'
  | 'bizSteps'
  | 'dispositions'
  | 'errorReasons'
  | 'measurementTypes'
  | 'uris'
  | 'epcs'
  | 'epcClasses'
  | 'places'
  | 'texts'
  | 'hexBinaries'
  | 'numbers'
  | 'number'
  | 'time'
  | 'boolean'
  | 'presence'
  | 'openValues'
  | 'openBound'
  | 'attributes'
  | 'attributeValues';

/** What the end of a parameter's name says. */
export type NameEnd =
  'unit' | 'bizTransactionType' | 'sourceDestinationType' | 'extension' | 'described' | 'describedAttribute';

/** One parameter, or with `end` a family of them. */
export interface Parameter {
  /** The whole name, or with `end` how it begins. */
  readonly name: string;
  readonly end?: NameEnd;
  readonly field: Field;
  readonly by: Comparator;
  readonly form: ValueForm;
}

const sensorTimes = ['time', 'startTime', 'endTime'] as const;
const sensorUris = [
  'deviceID',
  'dataProcessingMethod',
  'microorganism',
  'chemicalSubstance',
  'bizRules',
  'uriValue',
] as const;
const sensorMeasures = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'] as const;
const extensionScopes = [
  { scope: 'event', prefix: '' },
  { scope: 'ilmd', prefix: 'ILMD_' },
  { scope: 'errorDeclaration', prefix: 'ERROR_DECLARATION_' },
  { scope: 'sensorElement', prefix: 'SENSORELEMENT_' },
  { scope: 'sensorMetadata', prefix: 'SENSORMETADATA_' },
  { scope: 'sensorReport', prefix: 'SENSORREPORT_' },
  { scope: 'readPoint', prefix: 'readPoint_' },
  { scope: 'bizLocation', prefix: 'bizLocation_' },
] as const;
const comparators = ['EQ', 'GT', 'GE', 'LT', 'LE'] as const;
const epcFields = ['epc', 'parentID', 'inputEPC', 'outputEPC', 'anyEPC'] as const;
const epcClassFields = ['epcClass', 'inputEPCClass', 'outputEPCClass', 'anyEPCClass'] as const;

/** A parameter that asks whether a member is one of the values. */
function equal(member: string, form: ValueForm, field: string = member): Parameter {
  return { name: `EQ_${member}`, field: field as Field, by: 'EQ', form };
}

/** From (`GE_`) and before (`LT_`): how all times are asked for. */
function between(member: string, field: Field): readonly Parameter[] {
  return (['GE', 'LT'] as const).map((by) => ({ name: `${by}_${member}`, field, by, form: 'time' }));
}

function compared(member: string, field: Field, end?: 'unit'): readonly Parameter[] {
  return comparators.map((by) => ({
    name: `${by}_${member}${end ? '_' : ''}`,
    field,
    by,
    form: by === 'EQ' ? 'numbers' : 'number',
    ...(end ? { end } : {}),
  }));
}

function extensions(prefix: string, field: ExtensionField): readonly Parameter[] {
  const end = 'extension';
  return [
    ...comparators.map((by): Parameter => ({
      name: `${by}_${prefix}`,
      end,
      field,
      by,
      form: by === 'EQ' ? 'openValues' : 'openBound',
    })),
    { name: `EXISTS_${prefix}`, end, field, by: 'EQ', form: 'presence' },
  ];
}

/** The parameters of SimpleEventQuery (EPCIS 2.0, 8.2.7.1) that limit which events are answered. */
export const parameters: readonly Parameter[] = [
  { name: 'eventType', field: 'eventType', by: 'EQ', form: 'eventTypes' },
  ...between('eventTime', 'eventTime'),
  ...between('recordTime', 'recordTime'),
  equal('action', 'actions'),
  equal('bizStep', 'bizSteps'),
  equal('disposition', 'dispositions'),
  equal('persistentDisposition_set', 'dispositions', 'persistentDisposition.set'),
  equal('persistentDisposition_unset', 'dispositions', 'persistentDisposition.unset'),
  equal('readPoint', 'uris'),
  { name: 'WD_readPoint', field: 'readPoint', by: 'EQ', form: 'places' },
  equal('bizLocation', 'uris'),
  { name: 'WD_bizLocation', field: 'bizLocation', by: 'EQ', form: 'places' },
  { name: 'EQ_bizTransaction_', end: 'bizTransactionType', field: 'bizTransaction', by: 'EQ', form: 'uris' },
  { name: 'EQ_source_', end: 'sourceDestinationType', field: 'source', by: 'EQ', form: 'uris' },
  { name: 'EQ_destination_', end: 'sourceDestinationType', field: 'destination', by: 'EQ', form: 'uris' },
  equal('transformationID', 'uris'),
  ...epcFields.map((field): Parameter => ({ name: `MATCH_${field}`, field, by: 'EQ', form: 'epcs' })),
  ...epcClassFields.map((field): Parameter => ({ name: `MATCH_${field}`, field, by: 'EQ', form: 'epcClasses' })),
  ...compared('quantity', 'quantity'),
  ...compared('quantity', 'quantity', 'unit'),
  equal('eventID', 'uris'),
  { name: 'EXISTS_errorDeclaration', field: 'errorDeclaration', by: 'EQ', form: 'presence' },
  ...between('errorDeclarationTime', 'errorDeclaration.time'),
  // So spelt by the schema of queries, which goes with the standard.
  ...between('errorDeclaration_Time', 'errorDeclaration.time'),
  equal('errorReason', 'errorReasons', 'errorDeclaration.reason'),
  equal('correctiveEventID', 'uris', 'errorDeclaration.correctiveEventID'),
  { name: 'EXISTS_sensorElementList', field: 'sensorElement', by: 'EQ', form: 'presence' },
  ...sensorTimes.flatMap((member) => between(member, `sensor.${member}`)),
  equal('type', 'measurementTypes', 'sensor.type'),
  ...sensorUris.map((member) => equal(member, 'uris', `sensor.${member}`)),
  equal('stringValue', 'texts', 'sensor.stringValue'),
  equal('booleanValue', 'boolean', 'sensor.booleanValue'),
  equal('hexBinaryValue', 'hexBinaries', 'sensor.hexBinaryValue'),
  ...compared('percRank', 'sensor.percRank'),
  ...sensorMeasures.flatMap((member) => compared(member, `sensor.${member}`, 'unit')),
  ...extensionScopes.flatMap(({ scope, prefix }) => [
    ...extensions(prefix, `extension.${scope}`),
    ...extensions(`INNER_${prefix}`, `extension.${scope}.inner`),
  ]),
  // The rest of the name says which member is meant.
  { name: 'HASATTR_', end: 'described', field: 'extension.event', by: 'EQ', form: 'attributes' },
  { name: 'EQATTR_', end: 'describedAttribute', field: 'extension.event', by: 'EQ', form: 'attributeValues' },
];

/** The parameters that say how much is answered, and in what order. */
export const answerParameters = [
  'orderBy',
  'orderDirection',
  'eventCountLimit',
  'maxEventCount',
  'perPage',
  'nextPageToken',
] as const;
export type AnswerParameter = (typeof answerParameters)[number];
