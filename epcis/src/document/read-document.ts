import type { Json } from '../event/extensions.ts';
import { decode } from './document-scanner.ts';
import { isEnvelopeType, openEnvelope, type Envelope } from './envelope.ts';
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

/** Throws InvalidDocument for what is no JSON. */
export function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : String(error);
    throw new InvalidDocument([{ path: '', reason: `The text is not JSON: ${reason}` }], null);
  }
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

/** An event that is a document by itself. */
export function readSingleEvent(text: string, root: Place, object: Readonly<Record<string, Json>>): ReadDocument {
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
  const text = typeof source === 'string' ? source.replace(/^\uFEFF/, '') : decode(source);
  const value = parse(text);
  const problems = new Problems();
  const root = new Place(value, LinkedDataContext.standard, problems);
  const document = readRoot(text, root, problems);
  if (problems.count > 0) throw new InvalidDocument(problems.listed, document);
  if (!document) throw new Error('A document was neither read nor refused.');
  return document;
}

/** Whether a document that is no envelope may be an event; says so when it is neither. */
export function isOfEvent(root: Place, type: Json | undefined): boolean {
  if (typeof type === 'string' && (isEventType(type) || type.includes(':'))) return true;
  root.refuse('“type” must be EPCISDocument, EPCISQueryDocument or that of an event');
  return false;
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
  if (isEnvelopeType(type)) {
    const envelope = openEnvelope(root, object, type);
    const isWhole = problems.count === 0;
    if (!envelope) return null;
    const { context, header } = envelope;
    const events = readEvents(text, envelope, problems);
    return isWhole ? { events, context, ...(header === undefined ? {} : { header }) } : null;
  }
  if (!isOfEvent(root, type)) return null;
  const document = readSingleEvent(text, root, object);
  return problems.count === 0 ? document : null;
}
