import type {
  AggregationEvent,
  AssociationEvent,
  ExtendedEvent,
  ObjectEvent,
  TransactionEvent,
  TransformationEvent,
} from '../event/event.ts';
import { readContext } from './context-reader.ts';
import {
  readBizTransaction,
  readCertification,
  readDestination,
  readErrorDeclaration,
  readIlmd,
  readLocation,
  readPersistentDisposition,
  readQuantity,
  readSource,
} from './event-member-readers.ts';
import { list, objectAt, readExtensions, readMembers, readRest } from './members.ts';
import type { Place } from './place.ts';
import { oneOf, textLike } from './scalars.ts';
import { readSensorElement } from './sensor-readers.ts';
import { termOf } from './term.ts';
import { readTime } from './time.ts';
import { readUri } from './uri.ts';
import { vocabulary } from './vocabulary.ts';

/** An event that may have been sent without an ID. */
export type WithoutId<Event> = Event extends { eventID: string }
  ? Omit<Event, 'eventID'> & { eventID?: string }
  : never;

const commonReaders = {
  '@context': readContext,
  type: readBefore,
  eventTime: readTime,
  recordTime: readTime,
  eventTimeZoneOffset: textLike(/^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/, 'an offset from UTC (+02:00)'),
  eventID: readUri,
  certificationInfo: readCertification,
  errorDeclaration: readErrorDeclaration,
};

/** What kind of event it is was seen before its members are read. */
function readBefore(): undefined {
  return undefined;
}

const placeAndPurpose = {
  bizStep: termOf(vocabulary.bizStep),
  disposition: termOf(vocabulary.disposition),
  readPoint: readLocation,
  bizLocation: readLocation,
  sourceList: list(readSource),
  destinationList: list(readDestination),
  sensorElementList: list(readSensorElement),
};

const action = oneOf(['OBSERVE', 'ADD', 'DELETE']);
const always = ['eventTime', 'eventTimeZoneOffset'] as const;
const nothingSaid = {
  certificationInfo: [],
  bizTransactionList: [],
  sourceList: [],
  destinationList: [],
  sensorElementList: [],
};

const has = (listed: readonly unknown[] | undefined, atLeast = 1): boolean => (listed?.length ?? -1) >= atLeast;

const objectReaders = {
  ...commonReaders,
  ...placeAndPurpose,
  action,
  epcList: list(readUri, { unique: true }),
  quantityList: list(readQuantity),
  bizTransactionList: list(readBizTransaction),
  persistentDisposition: readPersistentDisposition,
  ilmd: readIlmd,
};

export function readObjectEvent(place: Place): WithoutId<ObjectEvent> | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, objectReaders);
  const read = readMembers(place, object, objectReaders, [...always, 'action']);
  const isSensed = has(read.sensorElementList) && read.readPoint !== undefined;
  if (!has(read.epcList, 0) && !has(read.quantityList) && !isSensed) {
    place.refuse('an ObjectEvent names its objects (epcList, quantityList) or the place of its sensors (readPoint)');
  }
  if ('ilmd' in object && read.action !== 'ADD')
    place.at('ilmd', object['ilmd'] ?? null).refuse('stands with action ADD only');
  return { ...nothingSaid, epcList: [], quantityList: [], ilmd: {}, ...read, type: 'ObjectEvent', extensions };
}

const childrenReaders = {
  ...commonReaders,
  ...placeAndPurpose,
  action,
  parentID: readUri,
  childEPCs: list(readUri),
  childQuantityList: list(readQuantity),
  bizTransactionList: list(readBizTransaction),
};
const noChildren = { ...nothingSaid, childEPCs: [], childQuantityList: [] };

/** What aggregation and association say alike; a DELETE without children is of all of them. */
function readChildren(place: Place) {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, childrenReaders);
  const read = readMembers(place, object, childrenReaders, [...always, 'action']);
  if (!has(read.childEPCs) && !has(read.childQuantityList) && read.action !== 'DELETE') {
    place.refuse('names no children (childEPCs, childQuantityList)');
  }
  return { object, event: { ...noChildren, ...read, extensions } };
}

export function readAggregationEvent(place: Place): WithoutId<AggregationEvent> | undefined {
  const read = readChildren(place);
  return read && { ...read.event, type: 'AggregationEvent' };
}

export function readAssociationEvent(place: Place): WithoutId<AssociationEvent> | undefined {
  const read = readChildren(place);
  if (!read) return undefined;
  const { parentID } = read.event;
  if (parentID !== undefined) return { ...read.event, type: 'AssociationEvent', parentID };
  return 'parentID' in read.object ? undefined : place.refuse('“parentID” is missing');
}

const transactionReaders = {
  ...commonReaders,
  ...placeAndPurpose,
  action,
  parentID: readUri,
  epcList: list(readUri),
  quantityList: list(readQuantity),
  bizTransactionList: list(readBizTransaction, { min: 1 }),
};

export function readTransactionEvent(place: Place): WithoutId<TransactionEvent> | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, transactionReaders);
  const read = readMembers(place, object, transactionReaders, [...always, 'action', 'bizTransactionList']);
  if (!has(read.epcList, 0) && !has(read.quantityList) && read.action !== 'DELETE') {
    place.refuse('a TransactionEvent names its objects (epcList, quantityList)');
  }
  return { ...nothingSaid, epcList: [], quantityList: [], ...read, type: 'TransactionEvent', extensions };
}

/** An empty ID, which the schema refuses but partners send, ties the event to no other: it is as if not said. */
function readTransformationId(place: Place): string | undefined {
  return place.value === '' ? undefined : readUri(place);
}

const transformationReaders = {
  ...commonReaders,
  ...placeAndPurpose,
  transformationID: readTransformationId,
  inputEPCList: list(readUri, { unique: true }),
  inputQuantityList: list(readQuantity),
  outputEPCList: list(readUri, { unique: true }),
  outputQuantityList: list(readQuantity),
  bizTransactionList: list(readBizTransaction),
  persistentDisposition: readPersistentDisposition,
  ilmd: readIlmd,
};
const nothingTransformed = { inputEPCList: [], inputQuantityList: [], outputEPCList: [], outputQuantityList: [] };

export function readTransformationEvent(place: Place): WithoutId<TransformationEvent> | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, transformationReaders);
  const read = readMembers(place, object, transformationReaders, always);
  const hasInput = has(read.inputEPCList) || has(read.inputQuantityList);
  const hasOutput = has(read.outputEPCList) || has(read.outputQuantityList);
  if (read.transformationID === undefined && !(hasInput && hasOutput)) {
    place.refuse(
      'a TransformationEvent names inputs and outputs, unless a transformationID ties several events together',
    );
  }
  if (!hasInput && !hasOutput) place.refuse('a TransformationEvent names an input or an output');
  return { ...nothingSaid, ...nothingTransformed, ilmd: {}, ...read, type: 'TransformationEvent', extensions };
}

/** An event of a type of the sender's own: what it must say is what all events say. */
export function readExtendedEvent(place: Place): WithoutId<ExtendedEvent> | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extendedType = readUri(place.at('type', object['type'] ?? null));
  const read = readMembers(place, object, commonReaders, always);
  const extensions = readRest(place, object, commonReaders);
  if (extendedType === undefined) return undefined;
  return { ...nothingSaid, ...read, type: 'ExtendedEvent', extendedType, extensions };
}
