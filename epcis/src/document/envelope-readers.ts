import type { Json } from '../event/extensions.ts';
import { readContext } from './context-reader.ts';
import { list, objectAt, readMembers, type Reader, refuseOthers } from './members.ts';
import type { Place } from './place.ts';
import { readText, textLike } from './scalars.ts';
import { readTime } from './time.ts';
import { isUri, readUri } from './uri.ts';

const asItStands = (place: Place): Json => place.value;

/** Refuses members that are neither of the standard nor of a namespace. */
function refuseNamesWithoutNamespace(place: Place, object: Readonly<Record<string, Json>>, known: object): void {
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => !isUri(name)));
  refuseOthers(place, others, known as Readonly<Record<string, Reader<unknown>>>);
}

/** What a vocabulary element says of one of its attributes. */
function readAttributeValue(place: Place): Json | undefined {
  const { value } = place;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject || typeof value === 'string' || typeof value === 'number') return value;
  return place.refuse('must be a text, a number or an object');
}

/** An object of which only some members are of interest; the others are free. */
function open<R extends Readonly<Record<string, Reader<unknown>>>>(
  readers: R,
  required: readonly (keyof R & string)[],
): Reader<Json> {
  return (place) => {
    const object = objectAt(place);
    if (!object) return undefined;
    readMembers(place, object, readers, required);
    return object;
  };
}

const readAttribute = open({ id: readUri, attribute: readAttributeValue }, ['id']);
const readVocabularyElement = open({ id: readUri, attributes: list(readAttribute), children: list(readUri) }, ['id']);
const readVocabulary = open({ type: readUri, vocabularyElementList: list(readVocabularyElement) }, ['type']);
const readMasterData = open({ vocabularyList: list(readVocabulary) }, []);

/** The header of a document: master data, as it stands. */
export function readHeader(place: Place): Json | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const readers = { epcisMasterData: readMasterData };
  refuseNamesWithoutNamespace(place, object, readers);
  readMembers(place, object, readers, []);
  return object;
}

/** The place of the list of events. */
function readEventList(place: Place): Place | undefined {
  return Array.isArray(place.value) ? place : place.refuse('must be a list');
}

function readBody(place: Place): Place | undefined {
  const object = objectAt(place);
  return object && readMembers(place, object, { eventList: readEventList }, ['eventList']).eventList;
}

const resultsBodyReaders = { eventList: readEventList, vocabularyList: list(readVocabulary) };

function readResultsBody(place: Place): Place | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseNamesWithoutNamespace(place, object, resultsBodyReaders);
  return readMembers(place, object, resultsBodyReaders, ['eventList']).eventList;
}

const queryResultsReaders = { queryName: readText, subscriptionID: readText, resultsBody: readResultsBody };

function readQueryResults(place: Place): Place | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseNamesWithoutNamespace(place, object, queryResultsReaders);
  return readMembers(place, object, queryResultsReaders, ['queryName', 'resultsBody']).resultsBody;
}

const queryBodyReaders = { queryResults: readQueryResults };

function readQueryBody(place: Place): Place | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  refuseNamesWithoutNamespace(place, object, queryBodyReaders);
  return readMembers(place, object, queryBodyReaders, ['queryResults']).queryResults;
}

const everyDocument = {
  '@context': readContext,
  type: asItStands,
  id: readUri,
  schemaVersion: textLike(/^\d+(\.\d+)*$/, 'a version'),
  creationDate: readTime,
  // The schema knows the header in an EPCISDocument only, but partners send answers of queries with their master data.
  epcisHeader: readHeader,
};

const documentReaders = {
  ...everyDocument,
  instanceIdentifier: readText,
  sender: readText,
  receiver: readText,
  epcisBody: readBody,
};

const queryDocumentReaders = { ...everyDocument, epcisBody: readQueryBody };

/** What the envelope of events says, and the place of their list; `undefined` where it is wrong. */
export function readDocumentEnvelope(place: Place, object: Readonly<Record<string, Json>>) {
  refuseNamesWithoutNamespace(place, object, documentReaders);
  return readMembers(place, object, documentReaders, ['@context', 'schemaVersion', 'creationDate', 'epcisBody']);
}

/** The same of the answer of a query. */
export function readQueryEnvelope(place: Place, object: Readonly<Record<string, Json>>) {
  refuseNamesWithoutNamespace(place, object, queryDocumentReaders);
  return readMembers(place, object, queryDocumentReaders, ['@context', 'epcisBody']);
}
