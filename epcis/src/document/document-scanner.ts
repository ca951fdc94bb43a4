import { InvalidDocument } from './invalid-document.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Where lists of events lie in a document, by the names of the members that lead to them. */
export const eventListPaths = {
  EPCISDocument: ['epcisBody', 'eventList'],
  EPCISQueryDocument: ['epcisBody', 'queryResults', 'resultsBody', 'eventList'],
} as const;

export type EnvelopeType = keyof typeof eventListPaths;

/** What stands around events may be master data of many things; more than this is none. */
const largestEnvelope = 64 * 1024 ** 2;

/** From where to where each element of a list stands, in bytes of the document: start, end, start, end … */
type Spans = number[];

/** A document taken apart. */
export interface ScannedDocument {
  /** The document with `null` in the place of each event, however many there were. */
  readonly envelope: string;
  /** Where the events of the last list of each kind stand. */
  readonly spans: Readonly<Record<EnvelopeType, readonly number[]>>;
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** An object or a list that is open outside of events. */
interface Level {
  readonly isObject: boolean;
  /** The member whose value stands here. */
  key: string;
  /** The next text is the name of a member. */
  isNameNext: boolean;
}

/**
 * Finds the events of a document of any size while its bytes pass, in the memory of what stands around them. What is no JSON shows when its
 * parts are parsed: the envelope, and each event.
 */
export class DocumentScanner {
  readonly #levels: Level[] = [];
  readonly #spans: Record<EnvelopeType, Spans> = { EPCISDocument: [], EPCISQueryDocument: [] };
  #envelope = Buffer.alloc(65_536);
  #size = 0;
  #offset = 0;
  /** The list that is open, its depth is that of `#levels`. */
  #list: Spans | null = null;
  /** Within a text: after the opening quote. */
  #inText = false;
  #isEscaped = false;
  #textStart = 0;
  /** Within an event: its depth; 0 also for a bare value. */
  #depth = 0;
  #eventStart = -1;
  #isBare = false;

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#eventStart >= 0) at = this.#passEvent(chunk, at);
      else this.#passEnvelope(chunk, at++);
    }
    this.#offset += chunk.length;
  }

  end(): ScannedDocument {
    if (this.#eventStart >= 0)
      throw new InvalidDocument([{ path: '', reason: 'The text is not JSON: it ends within an event' }], null);
    return { envelope: decode(this.#envelope.subarray(0, this.#size)), spans: this.#spans };
  }

  /** Goes on to the end of the event; answers where the next byte of the envelope is. */
  #passEvent(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) {
          this.#inText = false;
          if (this.#depth === 0) return this.#endEvent(at + 1);
        }
      } else if (byte === QUOTE) this.#inText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
      else if (this.#isBare && (byte === COMMA || byte === CLOSE_LIST || isBlank(byte))) return this.#endEvent(at);
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && !this.#isBare && --this.#depth === 0)
        return this.#endEvent(at + 1);
    }
    return chunk.length;
  }

  #endEvent(end: number): number {
    this.#list?.push(this.#eventStart, this.#offset + end);
    this.#eventStart = -1;
    return end;
  }

  #beginEvent(byte: number, at: number): void {
    this.#eventStart = this.#offset + at;
    this.#isBare = byte !== OPEN_OBJECT && byte !== OPEN_LIST && byte !== QUOTE;
    this.#inText = byte === QUOTE;
    this.#depth = byte === OPEN_OBJECT || byte === OPEN_LIST ? 1 : 0;
    for (const sign of nothing) this.#keep(sign);
  }

  #passEnvelope(chunk: Buffer, at: number): void {
    const byte = chunk[at]!;
    if (this.#inText) return this.#passText(byte);
    const level = this.#levels.at(-1);
    if (this.#list !== null && level?.isObject === false && byte !== CLOSE_LIST && byte !== COMMA && !isBlank(byte))
      return this.#beginEvent(byte, at);
    this.#keep(byte);
    if (byte === QUOTE) {
      this.#inText = true;
      this.#textStart = this.#size - 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#open(byte === OPEN_OBJECT);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      this.#list = null;
      this.#levels.pop();
    } else if (level !== undefined && byte === COMMA) level.isNameNext = level.isObject;
    else if (level !== undefined && byte === COLON) level.isNameNext = false;
  }

  #passText(byte: number): void {
    this.#keep(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#inText = false;
      const level = this.#levels.at(-1);
      if (level?.isNameNext) level.key = nameIn(this.#envelope.subarray(this.#textStart, this.#size));
    }
  }

  #open(isObject: boolean): void {
    const kind = isObject ? undefined : this.#listAt();
    this.#levels.push({ isObject, key: '', isNameNext: isObject });
    if (kind === undefined) return;
    // Of two members of one name the later counts.
    this.#spans[kind] = [];
    this.#list = this.#spans[kind];
  }

  #listAt(): EnvelopeType | undefined {
    const path = this.#levels.map(({ isObject, key }) => (isObject ? key : null));
    return (Object.keys(eventListPaths) as EnvelopeType[]).find((kind) => {
      const wanted = eventListPaths[kind];
      return wanted.length === path.length && wanted.every((name, i) => path[i] === name);
    });
  }

  #keep(byte: number): void {
    if (this.#size === this.#envelope.length) this.#grow();
    this.#envelope[this.#size++] = byte;
  }

  #grow(): void {
    if (this.#size >= largestEnvelope) {
      const reason = `More than ${largestEnvelope / 1024 ** 2} MB stand around the events, or are one event.`;
      throw new InvalidDocument([{ path: '', reason }], null);
    }
    const grown = Buffer.alloc(2 * this.#size);
    this.#envelope.copy(grown);
    this.#envelope = grown;
  }
}

const nothing = Buffer.from('null');

/** A name that is no JSON text is found to be wrong when the envelope is parsed. */
function nameIn(text: Buffer): string {
  try {
    return String(JSON.parse(text.toString('utf8')));
  } catch {
    return '';
  }
}

/** Bytes as text; throws InvalidDocument where they are not UTF-8. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidDocument([{ path: '', reason: 'The text is not UTF-8.' }], null);
  }
}
