import type { ReadEvent } from '../document/read-event.ts';
import type { QuantityElement } from '../event/event-members.ts';
import type { EpcisEvent } from '../event/event.ts';
import type { Extensions, Json } from '../event/extensions.ts';
import type { SensorElement, SensorMetadata, SensorReport } from '../event/sensor-element.ts';
import type { Subject } from './event-query.ts';
import type { ExtensionField, ExtensionScope, Field, SensorMember } from './parameter-table.ts';
import { placeExtensions } from './place-extensions.ts';

type Values = readonly Json[];

const list = (...values: readonly (Json | undefined)[]): Values => values.filter((value) => value !== undefined);

function epcsOf(event: EpcisEvent): readonly string[] {
  if ('epcList' in event) return event.epcList;
  return 'childEPCs' in event ? event.childEPCs : [];
}

function quantitiesOf(event: EpcisEvent): readonly QuantityElement[] {
  if ('quantityList' in event) return event.quantityList;
  return 'childQuantityList' in event ? event.childQuantityList : [];
}

const parentOf = (event: EpcisEvent): Values => list('parentID' in event ? event.parentID : undefined);
const inputs = (event: EpcisEvent): readonly string[] => ('inputEPCList' in event ? event.inputEPCList : []);
const outputs = (event: EpcisEvent): readonly string[] => ('outputEPCList' in event ? event.outputEPCList : []);
const inputQuantities = (event: EpcisEvent): readonly QuantityElement[] =>
  'inputQuantityList' in event ? event.inputQuantityList : [];
const outputQuantities = (event: EpcisEvent): readonly QuantityElement[] =>
  'outputQuantityList' in event ? event.outputQuantityList : [];
const allQuantities = (event: EpcisEvent): readonly QuantityElement[] => [
  ...quantitiesOf(event),
  ...inputQuantities(event),
  ...outputQuantities(event),
];
const classesOf = (quantities: readonly QuantityElement[]): Values => quantities.map(({ epcClass }) => epcClass);

type PlainField = Exclude<Field, `sensor.${string}` | `extension.${string}`>;
const plainFields: Readonly<Record<PlainField, (event: EpcisEvent, subject: Subject) => Values>> = {
  eventType: (event) => list(event.type === 'ExtendedEvent' ? event.extendedType : event.type),
  eventTime: (event) => list(event.eventTime),
  recordTime: (event) => list(event.recordTime),
  action: (event) => list('action' in event ? event.action : undefined),
  bizStep: (event) => list(event.bizStep),
  disposition: (event) => list(event.disposition),
  'persistentDisposition.set': (event) => ('persistentDisposition' in event ? event.persistentDisposition.set : []),
  'persistentDisposition.unset': (event) => ('persistentDisposition' in event ? event.persistentDisposition.unset : []),
  readPoint: (event) => list(event.readPoint),
  bizLocation: (event) => list(event.bizLocation),
  transformationID: (event) => list('transformationID' in event ? event.transformationID : undefined),
  eventID: (event) => list(event.eventID),
  bizTransaction: (event, { types }) =>
    event.bizTransactionList
      .filter(({ type }) => types === undefined || (type !== undefined && types.includes(type)))
      .map(({ bizTransaction }) => bizTransaction),
  source: (event, { types }) =>
    event.sourceList.filter(({ type }) => types?.includes(type) ?? true).map(({ source }) => source),
  destination: (event, { types }) =>
    event.destinationList.filter(({ type }) => types?.includes(type) ?? true).map(({ destination }) => destination),
  // Without a unit in the name any unit will do, and pieces, which have none.
  quantity: (event, { unit }) =>
    list(
      ...allQuantities(event)
        .filter(({ uom }) => unit === undefined || uom === unit)
        .map(({ quantity }) => quantity),
    ),
  errorDeclaration: (event) => list(event.errorDeclaration?.declarationTime),
  'errorDeclaration.time': (event) => list(event.errorDeclaration?.declarationTime),
  'errorDeclaration.reason': (event) => list(event.errorDeclaration?.reason),
  'errorDeclaration.correctiveEventID': (event) => event.errorDeclaration?.correctiveEventIDs ?? [],
  epc: epcsOf,
  parentID: parentOf,
  inputEPC: inputs,
  outputEPC: outputs,
  anyEPC: (event) => [...epcsOf(event), ...parentOf(event), ...inputs(event), ...outputs(event)],
  epcClass: (event) => classesOf(quantitiesOf(event)),
  inputEPCClass: (event) => classesOf(inputQuantities(event)),
  outputEPCClass: (event) => classesOf(outputQuantities(event)),
  anyEPCClass: (event) => classesOf(allQuantities(event)),
  sensorElement: (event) => event.sensorElementList.map(() => true),
};

/** A member stands in the metadata, in a report or in both: any of them counts. */
function sensorValues({ sensorElementList }: EpcisEvent, member: SensorMember, unit: string | undefined): Values {
  const parts = sensorElementList.flatMap(({ sensorMetadata, sensorReport }): (SensorMetadata | SensorReport)[] =>
    sensorMetadata ? [sensorMetadata, ...sensorReport] : [...sensorReport],
  );
  const measured = unit === undefined ? parts : parts.filter((part) => 'uom' in part && part.uom === unit);
  return list(...measured.map((part) => (part as Readonly<Partial<Record<SensorMember, Json>>>)[member]));
}

function perSensorElement(event: EpcisEvent, pick: (element: SensorElement) => readonly Extensions[]) {
  return event.sensorElementList.flatMap(pick);
}

const scopes: Readonly<Record<ExtensionScope, (read: ReadEvent) => readonly Extensions[]>> = {
  event: ({ event }) => [event.extensions],
  ilmd: ({ event }) => ('ilmd' in event ? [event.ilmd] : []),
  errorDeclaration: ({ event }) => (event.errorDeclaration ? [event.errorDeclaration.extensions] : []),
  sensorElement: ({ event }) => perSensorElement(event, ({ extensions }) => [extensions]),
  sensorMetadata: ({ event }) =>
    perSensorElement(event, ({ sensorMetadata }) => (sensorMetadata ? [sensorMetadata.extensions] : [])),
  sensorReport: ({ event }) =>
    perSensorElement(event, ({ sensorReport }) => sensorReport.map(({ extensions }) => extensions)),
  readPoint: (read) => [placeExtensions(read, 'readPoint')],
  bizLocation: (read) => [placeExtensions(read, 'bizLocation')],
};

/** A list stands for each of its members, null for nothing said (JSON-LD). */
function single(json: Json): Values {
  if (Array.isArray(json)) return json.flatMap((one: Json) => single(one));
  return json === null ? [] : [json];
}

function nested(json: Json, names: readonly string[]): Values {
  if (Array.isArray(json)) return json.flatMap((one: Json) => nested(one, names));
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]: [string, Json]) => [
    ...(names.includes(name) ? single(value) : []),
    ...nested(value, names),
  ]);
}

function extensionValues(read: ReadEvent, scope: ExtensionScope, inner: boolean, names: readonly string[]): Values {
  return scopes[scope](read).flatMap((extensions) =>
    inner
      ? Object.values(extensions).flatMap((value) => nested(value, names))
      : names.flatMap((name) => (Object.hasOwn(extensions, name) ? single(extensions[name] ?? null) : [])),
  );
}

/** One value of an extension: a member of its scope, or with `.inner` one nested within the members. */
export interface ExtensionValue {
  readonly field: ExtensionField;
  readonly name: string;
  readonly value: Exclude<Json, null | readonly Json[]>;
}

const valuesNamed = (field: ExtensionField, name: string, json: Json): readonly ExtensionValue[] =>
  single(json).map((value) => ({ field, name, value: value as ExtensionValue['value'] }));

function nestedValues(field: ExtensionField, json: Json): readonly ExtensionValue[] {
  if (Array.isArray(json)) return json.flatMap((one: Json) => nestedValues(field, one));
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]: [string, Json]) => [
    ...valuesNamed(field, name, value),
    ...nestedValues(field, value),
  ]);
}

/** All values of all extensions of an event, in the order in which `valuesIn` answers those of one name. */
export function extensionsIn(read: ReadEvent): readonly ExtensionValue[] {
  return Object.entries(scopes).flatMap(([scope, extensionsOf]) =>
    extensionsOf(read).flatMap((extensions) =>
      Object.entries(extensions).flatMap(([name, value]) => [
        ...valuesNamed(`extension.${scope as ExtensionScope}`, name, value),
        ...nestedValues(`extension.${scope as ExtensionScope}.inner`, value),
      ]),
    ),
  );
}

/** All values that an event has for a subject; none where it does not say. */
export function valuesIn(read: ReadEvent, subject: Subject): Values {
  const [kind, part = '', inner] = subject.field.split('.');
  if (kind === 'sensor') return sensorValues(read.event, part as SensorMember, subject.unit);
  if (kind === 'extension') {
    return extensionValues(read, part as ExtensionScope, inner === 'inner', subject.names ?? []);
  }
  return plainFields[subject.field as PlainField](read.event, subject);
}
