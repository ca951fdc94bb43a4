import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { isDatasetName } from '@lotscope/sql/datasets';
import { InvalidFile, normalise } from '@lotscope/sql/import';
import type { NormalisedFile, NormaliseOptions } from '@lotscope/sql/import';
import { DATA_FOLDER } from '../app/tokens.ts';
import type { ImportQuery } from '../contract/imports.ts';
import { DocumentsService, refusalOf, type ReceivedDocument } from '../epcis/documents.service.ts';
import { InsufficientStorage, Invalid, TooLarge } from '../errors/failures.ts';
import { drained } from '../http/drained.ts';
import type { MappingEntity } from '../mappings/mapping.entity.ts';
import { MappingsService, parsed } from '../mappings/mappings.service.ts';
import type { DataFolder } from '../storage/data-folder.ts';

/** A file that has arrived: normalised on disk, or refused whole with the reason. */
export interface Upload {
  readonly importId: string;
  readonly mapping: MappingEntity | null;
  readonly file: NormalisedFile | null;
  readonly refusal: string | null;
  readonly receivedBytes: number;
  /** Of a document of EPCIS: what was found in it. */
  readonly document: ReceivedDocument | null;
}

/** Receives files: the body is normalised while it is written to disk, in flat memory. */
@Injectable()
export class UploadsService {
  constructor(
    @Inject(DATA_FOLDER) private readonly dataFolder: DataFolder,
    private readonly mappings: MappingsService,
    private readonly documents: DocumentsService,
  ) {}

  /** Throws before the body is read when the query names what does not exist. */
  async receive(body: Readable, query: ImportQuery): Promise<Upload> {
    const mapping = await this.#mappingOf(query);
    const importId = randomUUID();
    const path = join(this.dataFolder.uploads, importId);
    let receivedBytes = 0;
    const onProgress = (bytes: number) => (receivedBytes = bytes);
    try {
      const file = await normalise(body, path, { ...readingOf(query, mapping), onProgress });
      const document = file.format === 'epcis' ? await this.#check(importId, file) : null;
      return { importId, mapping, file, refusal: null, receivedBytes, document };
    } catch (error) {
      await rm(path, { force: true });
      if (!(error instanceof InvalidFile)) throw error;
      await drained(body);
      if (error.code === 'disk_full') throw new InsufficientStorage(error.reason, [], { cause: error });
      if (error.code === 'too_large') throw new TooLarge(error.reason, [], { cause: error });
      return { importId, mapping, file: null, refusal: error.reason, receivedBytes, document: null };
    }
  }

  /** Events are checked on arrival, as those of a capture are, and wait in a file of their own. */
  async #check(importId: string, { path, bytes, sha256 }: NormalisedFile): Promise<ReceivedDocument> {
    try {
      const document = await this.documents.check(importId, path, { bytes, sha256 });
      if (document.isWhole) return document;
      await this.documents.drop(document);
      throw refusalOf(document.problems);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      throw new InvalidFile('json', `The file is not an EPCIS document: ${error.message}`, { cause: error });
    } finally {
      await rm(path, { force: true });
    }
  }

  async #mappingOf({ dataset, mapping, format }: ImportQuery): Promise<MappingEntity | null> {
    if (mapping === undefined) {
      if (dataset === undefined && format === 'epcis') return null;
      if (dataset !== undefined && isDatasetName(dataset)) return null;
      throw new Invalid(`There is no dataset named ${dataset}`, [{ path: 'dataset', message: 'is unknown' }]);
    }
    const found = await this.mappings.newest(mapping);
    if (found !== null) return found;
    throw new Invalid(`There is no mapping named ${mapping}`, [{ path: 'mapping', message: 'is unknown' }]);
  }
}

/** How the mapping says that its files are written; the query's format wins. */
function readingOf({ format }: ImportQuery, mapping: MappingEntity | null): NormaliseOptions {
  if (mapping === null) return format === undefined ? {} : { format };
  const document = parsed(mapping.document);
  const { delimiter, encoding } = document;
  return {
    format: format ?? document.format,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}
