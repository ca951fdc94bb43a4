import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { blankedBySample, compileMapping, evaluateSource, InvalidMapping, parseMapping } from '@lotscope/sql';
import type { Engine, MappedRow, SourceRow } from '@lotscope/sql';
import { InvalidFile, normalise } from '@lotscope/sql/import';
import type { CompiledSource } from '@lotscope/sql/import';
import type { Principal } from '../access/principal.ts';
import { DATA_FOLDER, ENGINE } from '../app/tokens.ts';
import { ImportFormat } from '../contract/imports.ts';
import type { MappingPreview, MappingPreviewRequest } from '../contract/mappings.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import { sampleRows } from './sample-rows.ts';

type Fault = MappingPreview['errors'][number];

interface Sample {
  readonly header: readonly string[];
  readonly delimiter: string | null;
  readonly rows: readonly SourceRow[];
}

const mostRows = 50;
const unread = { sourceColumns: [], sourceRows: [], delimiter: null, read: 0, warnings: [], datasets: [] };

/** How the file is written, as far as a document says so that has other faults. */
const Written = z.object({
  format: ImportFormat.default('csv').catch('csv'),
  delimiter: z.string().length(1).optional().catch(undefined),
});
type Written = z.infer<typeof Written>;

/** Shows what a mapping makes of the beginning of a file, by the same SQL that an import would run. Nothing is stored. */
@Injectable()
export class MappingPreviewService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(DATA_FOLDER) private readonly dataFolder: DataFolder,
  ) {}

  /** The file is read even where the document is not valid yet: its columns are what an editor offers. */
  async preview({ sites }: Principal, { document, sample }: MappingPreviewRequest): Promise<MappingPreview> {
    const mapping = attempt(() => parseMapping(document));
    const faults = Array.isArray(mapping) ? mapping : [];
    const source = await this.#read(Array.isArray(mapping) ? Written.parse(document) : mapping, sample);
    if ('message' in source) return { errors: [...faults, source], ...unread };
    const { header, delimiter, rows } = source;
    const seen = { sourceColumns: [...header], sourceRows: rows.map((row) => [...row]), delimiter, read: rows.length };
    const compiled = Array.isArray(mapping) ? faults : attempt(() => compileMapping(mapping, header));
    if (Array.isArray(compiled)) return { errors: compiled, warnings: [], datasets: [], ...seen };
    const made = await evaluateSource(this.engine, compiled, rows);
    // Who sees some sites only must not learn from it which rows of others there are.
    const warnings = sites === null ? await blankedBySample(this.engine, compiled, made) : [];
    return { errors: [], warnings, datasets: byDataset(compiled, made), ...seen };
  }

  /** Passes the sample through the same normalising as an upload; only its last, maybe incomplete line is left out. */
  async #read({ format, delimiter }: Written, sample: string): Promise<Sample | Fault> {
    const path = join(this.dataFolder.uploads, `preview-${randomUUID()}`);
    const end = sample.lastIndexOf('\n');
    const whole = end < 0 ? sample : sample.slice(0, end + 1);
    try {
      const file = await normalise(Readable.from([Buffer.from(whole)]), path, {
        format,
        encoding: 'utf-8',
        ...(delimiter === undefined ? {} : { delimiter }),
      });
      return {
        header: file.header,
        delimiter: file.delimiter ?? null,
        rows: sampleRows(file, await readFile(path, 'utf8'), mostRows),
      };
    } catch (error) {
      if (error instanceof InvalidFile) return { path: 'sample', message: error.reason };
      throw error;
    } finally {
      await rm(path, { force: true });
    }
  }
}

/** The result, or what is wrong with the mapping. */
function attempt<T>(read: () => T): T | Fault[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidMapping) return [...error.faults];
    throw error;
  }
}

function byDataset({ sets }: CompiledSource, rows: readonly MappedRow[]): MappingPreview['datasets'] {
  const names = [...new Set(sets.map(({ dataset }) => dataset))];
  return names.map((dataset) => {
    const own = rows.filter((row) => row.dataset === dataset);
    return {
      dataset,
      columns: [...new Set(own.flatMap(({ values }) => Object.keys(values)))],
      rows: own.filter(({ faults }) => faults.length === 0).map(({ values }) => values),
      rejects: own.flatMap(({ row, faults }) => faults.map((fault) => ({ row, dataset, ...fault }))),
    };
  });
}
