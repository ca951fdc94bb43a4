import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Fact, FactDataset } from '@lotscope/epcis';
import type { NormalisedFile } from '@lotscope/sql/import';

/** A file of facts as an import reads it, and the datasets that it holds rows of. */
export interface FactsFile {
  readonly file: NormalisedFile;
  readonly facts: readonly FactDataset[];
}

/** Writes facts as JSON Lines, each with its dataset. */
export async function writeFacts(path: string, facts: readonly Fact[]): Promise<FactsFile> {
  const text = facts.map(({ dataset, row }) => `${JSON.stringify({ dataset, ...row })}\n`).join('');
  const bytes = Buffer.byteLength(text);
  await writeFile(path, text, { flush: true });
  return {
    file: {
      path,
      format: 'jsonl',
      delimiter: null,
      header: ['dataset', ...new Set(facts.flatMap(({ row }) => Object.keys(row)))],
      encoding: 'utf-8',
      bytes,
      receivedBytes: bytes,
      sha256: createHash('sha256').update(text).digest('hex'),
      rowsHint: facts.length,
      warnings: [],
    },
    facts: [...new Set(facts.map(({ dataset }) => dataset))],
  };
}
