import type { Json } from '../event/extensions.ts';
import { decode, type ScannedDocument } from './document-scanner.ts';
import { isEnvelopeType, openEnvelope } from './envelope.ts';
import { InvalidDocument, type Problem } from './invalid-document.ts';
import { LinkedDataContext } from './linked-data-context.ts';
import { Place, Problems } from './place.ts';
import { isOfEvent, parse, readSingleEvent } from './read-document.ts';
import { readEvent, type ReadEvent } from './read-event.ts';

/**
 * Reads a document of any size event by event, as `readDocument` reads one as a whole: `DocumentScanner` has found where its events stand.
 * What is wrong adds up in `problems`.
 */
export class DocumentReader {
  /** From where to where each event stands in the document, in bytes: start, end, start, end … Empty for a single event. */
  readonly spans: readonly number[];
  /** The event that is a document by itself. */
  readonly single: ReadEvent | undefined;
  /** What stands around the events is right: without it none of them can be taken. */
  readonly isWhole: boolean;
  readonly #list: Place | undefined;
  readonly #problems = new Problems();

  /** Throws InvalidDocument when the events cannot be reached. */
  constructor({ envelope: text, spans }: ScannedDocument) {
    const value = parse(text);
    const root = new Place(value, LinkedDataContext.standard, this.#problems);
    this.spans = [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      root.refuse('must be an EPCISDocument, an EPCISQueryDocument or an event');
    } else this.#list = this.#openList(root, value as Readonly<Record<string, Json>>);
    if (this.#list !== undefined) {
      this.spans = spans[(value as { type: 'EPCISDocument' | 'EPCISQueryDocument' }).type];
      if (this.spans.length !== 2 * (this.#list.value as readonly Json[]).length)
        throw new Error('The events of a document were found in another place than its list.');
    } else if (this.#problems.count === 0) [this.single] = readSingleEvent(text, root, value as never).events;
    this.isWhole = this.#problems.count === 0;
    if (!this.isWhole && this.#list === undefined) throw new InvalidDocument(this.#problems.listed, null);
  }

  /** What is wrong so far, the envelope first. */
  get problems(): readonly Problem[] {
    return this.#problems.listed;
  }

  /** Where an event stands in the document (RFC 6901). */
  pointerOf(index: number): string {
    return this.#list?.at(index, null).path ?? '';
  }

  /** The event at a position of the list, of its bytes; undefined when it is not right. Throws InvalidDocument when it is no JSON. */
  read(index: number, bytes: Uint8Array): ReadEvent | undefined {
    if (this.#list === undefined) throw new Error('A single event has no list.');
    const before = this.#problems.count;
    const original = decode(bytes);
    const read = readEvent(this.#list.at(index, parse(original)));
    return read && this.#problems.count === before ? { original, ...read } : undefined;
  }

  #openList(root: Place, object: Readonly<Record<string, Json>>): Place | undefined {
    const { type } = object;
    if (!isEnvelopeType(type)) {
      isOfEvent(root, type);
      return undefined;
    }
    return openEnvelope(root, object, type)?.list;
  }
}
