import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { InvalidDocument, type Problem } from '@lotscope/epcis';
import { InvalidFile, normalise } from '@lotscope/sql/import';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_FOLDER } from '../app/tokens.ts';
import { InsufficientStorage, Invalid, TooLarge } from '../errors/failures.ts';
import { drained } from '../http/drained.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import { mostBytes, mostEvents } from './capture-limits.ts';
import type { CheckedDocument } from './check-document.ts';
import { DocumentChecksService } from './document-checks.service.ts';

/** A document that was received and checked; the events of it that are right wait on disk. */
export interface ReceivedDocument extends CheckedDocument {
  readonly id: string;
  /** Where they wait. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A document that cannot be captured, with all that is wrong with it. */
export function refusalOf(problems: readonly Problem[]): Invalid {
  const [first] = problems;
  const faults = problems.map(({ path, reason }) => ({ path, message: reason }));
  return new Invalid(first ? `${first.path || '/'}: ${first.reason}` : 'The document is not right', faults);
}

/** Receives documents of events: they are written to disk and checked there, in flat memory. */
@Injectable()
export class DocumentsService {
  constructor(
    @Inject(DATA_FOLDER) private readonly dataFolder: DataFolder,
    private readonly checks: DocumentChecksService,
  ) {}

  /** Throws `Invalid` when the events cannot be reached, `TooLarge` beyond the limits of a capture; then nothing is left on disk. */
  async receive(body: unknown, limit = mostBytes): Promise<ReceivedDocument> {
    if (body !== undefined && !(body instanceof Readable)) throw new Invalid('Send the document as the body');
    const stream = body ?? Readable.from([]);
    const id = crypto.randomUUID();
    const path = join(this.dataFolder.uploads, `${id}.document`);
    try {
      const options = { format: 'epcis', encoding: 'utf-8', maxBytes: limit } as const;
      const { receivedBytes: bytes, sha256 } = await normalise(stream, path, options);
      return await this.check(id, path, { bytes, sha256 });
    } catch (error) {
      await drained(stream);
      throw error instanceof InvalidFile ? failureOf(error) : error;
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Checks a document that lies on disk already. */
  async check(id: string, document: string, of: { bytes: number; sha256: string }): Promise<ReceivedDocument> {
    const path = join(this.dataFolder.uploads, `${id}.events`);
    try {
      const checked = await this.checks.check(document, path);
      if (checked.events > mostEvents) throw new TooLarge(`The document has more than ${mostEvents} events`);
      return { ...checked, ...of, id, path };
    } catch (error) {
      await rm(path, { force: true });
      throw error instanceof InvalidDocument ? refusalOf(error.problems) : error;
    }
  }

  /** Lets a document go that nobody will take in. */
  async drop({ path }: Pick<ReceivedDocument, 'path'>): Promise<void> {
    await rm(path, { force: true });
  }
}

function failureOf(error: InvalidFile): Error {
  if (error.code === 'disk_full') return new InsufficientStorage(error.reason, [], { cause: error });
  if (error.code === 'too_large') return new TooLarge(error.reason, [], { cause: error });
  return new Invalid(error.reason, [{ path: '', message: error.reason }], { cause: error });
}
