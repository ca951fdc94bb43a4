import { createHash } from 'node:crypto';
import { datasets } from '../datasets/index.ts';
import { ClickHouseError } from '../engine/index.ts';
import { compileMapping, identityMapping, parseMapping } from '../mapping/index.ts';
import type { CompiledSource } from './compiled-source.ts';
import { factsSource } from './facts-source.ts';
import { InvalidFile } from './invalid-file.ts';
import type { UploadColumns } from './upload-columns.ts';
import type { NormalisedFile } from './normalised-file.ts';
import { parquetColumns, type ParquetColumns } from './parquet-columns.ts';
import type { Upload } from './upload.ts';

/** What an upload means, and what its columns hold. */
export interface CompiledUpload extends CompiledSource {
  readonly json: UploadColumns['json'];
}

/** The columns of the file and what they mean. Throws `InvalidFile` or `InvalidMapping`. */
export async function compileUpload(upload: Upload): Promise<CompiledUpload> {
  if (upload.file.format !== 'parquet') return { ...compileHeader(upload, upload.file.header), json: [] };
  const { names, json, nested } = await parquetColumns(upload.file.path);
  const source = compileHeader(upload, [...names, ...nested]);
  refuseNested(source, nested);
  return { ...source, columns: names, json };
}

/** Lists and structures stand last. Whatever such a column holds, it is no single value in any row: its header is wrong, not its rows. */
function refuseNested({ columns, read }: CompiledSource, nested: ParquetColumns['nested']): void {
  const wanted = read.filter((at) => at >= columns.length - nested.length).map((at) => `"${columns[at]}"`);
  if (wanted.length === 0) return;
  throw new InvalidFile('parquet', `Lists or structures, not single values, are in the columns ${wanted.join(', ')}.`);
}

function compileHeader(upload: Upload, header: readonly string[]): CompiledSource {
  if (upload.mapping !== undefined && upload.mapping !== null)
    return compileMapping(parseMapping(upload.mapping), header);
  if (upload.facts !== undefined) return factsSource(upload.facts, header);
  if (upload.dataset === undefined)
    throw new Error(`The import ${upload.importId} names neither a dataset nor a mapping`);
  const { source, unknown, missing } = identityMapping(upload.dataset, header);
  if (missing.length === 0) return source;
  const names = datasets[upload.dataset].columns.map(({ name }) => name).join(', ');
  throw new InvalidFile(
    'header',
    `The file lacks columns that ${upload.dataset} needs: ${missing.join(', ')}.` +
      (unknown.length === 0 ? '' : ` It has columns that ${upload.dataset} does not know: ${unknown.join(', ')}.`) +
      ` The columns of ${upload.dataset} are: ${names}.`,
  );
}

/** Digest of what is stated: the bytes and how they are read. The same again is a replay. */
export function contentDigest(upload: Upload): string {
  const target = upload.mapping ?? upload.facts ?? upload.dataset;
  return createHash('sha256')
    .update(JSON.stringify([upload.file.sha256, upload.file.format, upload.file.delimiter, target]))
    .digest('hex');
}

// Out of memory, disk full, killed, timed out, no such session: faults of the place, not of the file.
const faultsOfThePlace = new Set(['74', '75', '76', '159', '173', '236', '241', '243', '394', '396']);

/** An error of the engine while it reads a file means that the file cannot be read, unless it is about the machine. */
export function asInvalidFile(error: unknown, file: NormalisedFile): unknown {
  if (!(error instanceof ClickHouseError) || faultsOfThePlace.has(error.code)) return error;
  const code = file.format === 'parquet' ? 'parquet' : file.format === 'jsonl' ? 'json' : 'quotes';
  const reason = error.message.split(/: \(in file|: While executing|\n|\. Stack/)[0] ?? error.message;
  return new InvalidFile(code, `The file cannot be read as ${file.format}: ${reason.trim()}`, { cause: error });
}
