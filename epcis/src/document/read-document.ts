import type { Json } from '../event/extensions.ts';
import { readDocumentEnvelope, readQueryEnvelope } from './envelope-readers.ts';
import { InvalidDocument } from './invalid-document.ts';
import { elementsOf, type Span, spanAt } from './json-spans.ts';
import { LinkedDataContext } from './linked-data-context.ts';
import { Place, Problems } from './place.ts';
import { isEventType, readEvent, type ReadEvent } from './read-event.ts';

/** A document of EPCIS 2.0, checked. */
export interface ReadDocument {
  readonly events: readonly ReadEvent[];
  /** What the names of the document mean; an event may add to it (its own `context`). */
  readonly context: LinkedDataContext;
  /** The master data of the header as sent, absent when there was none. */
  readonly header?: Json;
}

/** Where the events of a document are, in the object and in its text. */
interface Envelope {
  readonly list: Place;
  readonly path: readonly string[];
  readonly context: LinkedDataContext;
  readonly header?: Json;
}

function decode(text: string | Uint8Array): string {
  if (typeof text === 'string') return text.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    throw new InvalidDocument([{ path: '', reason: 'The text is not UTF-8.' }], null);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : String(error);
    throw new InvalidDocument([{ path: '', reason: `The text is not JSON: ${reason}` }], null);
  }
}

type Envelopes = 'EPCISDocument' | 'EPCISQueryDocument';

/** Checks what stands around the events; null when their list cannot be reached. */
function openEnvelope(root: Place, object: Readonly<Record<string, Json>>, type: Envelopes): Envelope | null {
  const context = root.context.with(object['@context']);
  const place = root.inContext(context);
  const isDocument = type === 'EPCISDocument';
  const { epcisBody: list, epcisHeader: header } = isDocument
    ? readDocumentEnvelope(place, object)
    : readQueryEnvelope(place, object);
  const path = isDocument ? ['epcisBody', 'eventList'] : ['epcisBody', 'queryResults', 'resultsBody', 'eventList'];
  // A required member that is missing has been reported; here it only means that there is no list to go on with.
  return (list as Place | undefined) ? { list, path, context, ...(header === undefined ? {} : { header }) } : null;
}

/** The one who listens to what is wrong with one event, while the document hears it too. */
function readEvents(text: string, envelope: Envelope, problems: Problems): ReadEvent[] {
  const span = spanAt(text, envelope.path);
  const spans: Span[] = span ? elementsOf(text, span) : [];
  const values = envelope.list.value as readonly Json[];
  const events: ReadEvent[] = [];
  values.forEach((value, i) => {
    const before = problems.count;
    const read = readEvent(envelope.list.at(i, value));
    const at = spans[i];
    if (read && at && problems.count === before) events.push({ original: text.slice(at.start, at.end), ...read });
  });
  return events;
}

function readSingleEvent(text: string, root: Place, object: Readonly<Record<string, Json>>): ReadDocument {
  if (object['@context'] === undefined)
    root.refuse('“@context” is missing: an event by itself says what its names mean');
  const read = readEvent(root);
  const events = read ? [{ original: text.trim(), ...read }] : [];
  return { events, context: LinkedDataContext.standard };
}

/**
 * Reads an EPCISDocument, an EPCISQueryDocument or a single event with its own context, as JSON text, with or without a byte order mark.
 * Throws InvalidDocument with all that is wrong.
 */
export function readDocument(source: string | Uint8Array): ReadDocument {
  const text = decode(source);
  const value = parse(text);
  const problems = new Problems();
  const root = new Place(value, LinkedDataContext.standard, problems);
  const document = readRoot(text, root, problems);
  if (problems.count > 0) throw new InvalidDocument(problems.listed, document);
  if (!document) throw new Error('A document was neither read nor refused.');
  return document;
}

/** The document with its right events; null when it is itself wrong. */
function readRoot(text: string, root: Place, problems: Problems): ReadDocument | null {
  const { value } = root;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    root.refuse('must be an EPCISDocument, an EPCISQueryDocument or an event');
    return null;
  }
  const object = value as Readonly<Record<string, Json>>;
  const { type } = object;
  if (type === 'EPCISDocument' || type === 'EPCISQueryDocument') {
    const envelope = openEnvelope(root, object, type);
    const isWhole = problems.count === 0;
    if (!envelope) return null;
    const { context, header } = envelope;
    const events = readEvents(text, envelope, problems);
    return isWhole ? { events, context, ...(header === undefined ? {} : { header }) } : null;
  }
  if (typeof type !== 'string' || !(isEventType(type) || type.includes(':'))) {
    root.refuse('“type” must be EPCISDocument, EPCISQueryDocument or that of an event');
    return null;
  }
  const document = readSingleEvent(text, root, object);
  return problems.count === 0 ? document : null;
}
