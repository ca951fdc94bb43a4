import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { DocumentReader, DocumentScanner, type Problem } from '@lotscope/epcis';
import { EventLines } from './event-lines.ts';

/** What a document holds, and what is wrong with it. */
export interface CheckedDocument {
  /** Events that are right; they wait in the file of lines. */
  readonly events: number;
  /** Events that are not, and the first of them as they were sent. */
  readonly refused: number;
  readonly refusedEvents: readonly RefusedEvent[];
  readonly problems: readonly Problem[];
  /** What stands around the events is right. */
  readonly isWhole: boolean;
}

interface RefusedEvent {
  /** Position in the list of events, from 0. */
  readonly index: number;
  readonly text: string;
}

interface Sorted {
  readonly events: number;
  readonly refused: readonly RefusedEvent[];
}

/** As many as problems are listed; of an event that is a document by size, its beginning. */
const keptRefused = 1000;
const keptBytes = 65_536;

const readAtOnce = 1024 * 1024;

/**
 * Checks a document of EPCIS on disk, event by event, and writes those that are right to `target` as lines: the job that
 * takes them in need not check them again. Throws InvalidDocument when the events cannot be reached.
 */
export async function checkDocument(path: string, target: string): Promise<CheckedDocument> {
  const scanner = new DocumentScanner();
  for await (const chunk of createReadStream(path, { highWaterMark: readAtOnce })) scanner.push(chunk as Buffer);
  const reader = new DocumentReader(scanner.end());
  const [source, lines] = [await open(path), await open(target, 'w')];
  try {
    const { events, refused: refusedEvents } = await writeEvents(reader, new Window(source), lines);
    await lines.sync();
    const { problems, isWhole, single, spans } = reader;
    return { events, refused: single ? 0 : spans.length / 2 - events, refusedEvents, problems, isWhole };
  } finally {
    await source.close();
    await lines.close();
  }
}

async function writeEvents(reader: DocumentReader, source: Window, lines: FileHandle): Promise<Sorted> {
  const writer = new EventLines(lines);
  const refused: RefusedEvent[] = [];
  let events = 0;
  if (reader.single) {
    await writer.write('', reader.single);
    events++;
  }
  const { spans } = reader;
  for (let index = 0; 2 * index < spans.length; index++) {
    const bytes = await source.bytes(spans[2 * index]!, spans[2 * index + 1]!);
    const event = reader.read(index, bytes);
    if (event === undefined) {
      if (refused.length < keptRefused) refused.push({ index, text: bytes.toString('utf8', 0, keptBytes) });
      continue;
    }
    await writer.write(reader.pointerOf(index), event);
    events++;
  }
  await writer.flush();
  return { events, refused };
}

/** The part of a file that is being read; parts are asked for in the order in which they stand. */
class Window {
  readonly #file: FileHandle;
  #buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async bytes(start: number, end: number): Promise<Buffer> {
    if (end > this.#start + this.#buffer.length) await this.#load(start, Math.max(end - start, readAtOnce));
    return this.#buffer.subarray(start - this.#start, end - this.#start);
  }

  async #load(start: number, length: number): Promise<void> {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(buffer, filled, length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#buffer = buffer.subarray(0, filled);
    this.#start = start;
  }
}
