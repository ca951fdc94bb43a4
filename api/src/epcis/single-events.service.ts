import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { InvalidDocument, readDocument, type ReadEvent } from '@lotscope/epcis';
import { refusedArrivals, storeArrivals, type Engine } from '@lotscope/sql';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_FOLDER, ENGINE } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { Conflict, Invalid, TooLarge } from '../errors/failures.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import { CapturesService } from './captures.service.ts';
import { refusalOf } from './documents.service.ts';
import { EventLines } from './event-lines.ts';

/** Most bytes of one event: a hundred thousand objects fit. */
const mostBytes = 16 * 1024 ** 2;

/** Events that are sent one by one: each is kept, and can be asked for, before its sender gets an answer. */
@Injectable()
export class SingleEventsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(DATA_FOLDER) private readonly dataFolder: DataFolder,
    private readonly captures: CapturesService,
  ) {}

  /** Answers the ID of the event. Throws `Invalid`, or `Conflict` when an event with its ID says something else. */
  async capture(actor: Actor, body: unknown): Promise<string> {
    const bytes = await bytesOf(body);
    const read = eventIn(bytes);
    const id = crypto.randomUUID();
    const { eventID } = read.event;
    const arrival = { captureId: id, recordTime: new Date(), position: 0, read };
    const contradicting = await refusedArrivals(this.engine, [arrival]);
    if (contradicting.length > 0)
      throw new Conflict(`The event ${eventID} was captured before and says something else; it is not overwritten`);
    const path = await this.#write(id, read);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = { id, path, bytes: bytes.length, sha256, events: 1, refused: 0 };
    const recordTime = await this.captures.register(actor, document, { behaviour: 'rollback' });
    await storeArrivals(this.engine, [{ ...arrival, recordTime }], new Set([id]));
    return eventID;
  }

  async #write(id: string, read: ReadEvent): Promise<string> {
    const path = join(this.dataFolder.uploads, `${id}.events`);
    const file = await open(path, 'w');
    try {
      const lines = new EventLines(file);
      await lines.write('', read);
      await lines.flush();
      await file.sync();
      return path;
    } finally {
      await file.close();
    }
  }
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body !== undefined && !(body instanceof Readable)) throw new Invalid('Send the event as the body');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (body ?? Readable.from([])) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes)
      throw new TooLarge(`An event has at most ${mostBytes} bytes; send documents to /epcis/capture`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function eventIn(bytes: Buffer): ReadEvent {
  try {
    const [event, ...others] = readDocument(bytes).events;
    if (event !== undefined && others.length === 0) return event;
  } catch (error) {
    if (error instanceof InvalidDocument) throw refusalOf(error.problems);
    throw error;
  }
  throw new Invalid('Send one event; documents of several go to /epcis/capture');
}
