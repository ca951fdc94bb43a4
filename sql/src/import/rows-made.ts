import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import type { CompiledSource } from './compiled-source.ts';
import { shadowOf } from './shadow-tables.ts';

const figure = new Intl.NumberFormat('en');

/** Counts of an import: rows that it read, and those that repeat another row of the same file. */
export interface RowsMade {
  readonly read: number;
  readonly repeated: number;
}

/** What the counts do not say by themselves, for people: of how many rows of the file a mapping made them, and how many the file states twice. */
export async function rowsMadeNotes(
  store: Statements,
  source: CompiledSource,
  { read, repeated }: RowsMade,
): Promise<string[]> {
  const notes: string[] = [];
  const inFile = makesSeveral(source) ? await rowsOfFile(store, source) : read;
  if (inFile !== read)
    notes.push(`${counted(inFile, 'row')} of the file made ${counted(read, 'row')}, and those are counted.`);
  if (repeated > 0)
    notes.push(
      `${counted(repeated, 'row')} ${repeated === 1 ? 'repeats' : 'repeat'} another row of the same file and ${repeated === 1 ? 'counts' : 'count'} as known already.`,
    );
  return notes;
}

const makesSeveral = ({ sets }: CompiledSource): boolean => sets.length > 1 || sets.some(({ parts }) => parts > 1);

/** Rows of the file that made any row, good or bad. A bitmap holds their numbers, which are dense, in a few bytes each. */
async function rowsOfFile(store: Statements, { sets }: CompiledSource): Promise<number> {
  const datasets: DatasetName[] = sets.map(({ dataset }) => dataset);
  const tables = ['import_rejects', ...new Set(datasets.map((dataset) => `${dataset}_rows`))].map(shadowOf);
  const [found] = await store.query<{ n: number }>(
    `SELECT groupBitmap(row_no) AS n FROM (${tables.map((table) => `SELECT row_no FROM ${table}`).join(' UNION ALL ')})`,
  );
  return found?.n ?? 0;
}

const counted = (count: number, what: string): string => `${figure.format(count)} ${what}${count === 1 ? '' : 's'}`;
