import { datasets, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import { absentColumns, missing } from '../import/blanked-column-warnings.ts';
import type { CompiledSource } from '../import/compiled-source.ts';
import type { MappedRow } from './evaluate-source.ts';

/**
 * Tells, for the rows of a sample, what an import would tell of all: rows that are there and would be replaced (D2) by rows without
 * columns in which they have values.
 */
export async function blankedBySample(
  engine: Pick<Statements, 'query'>,
  source: CompiledSource,
  rows: readonly MappedRow[],
): Promise<string[]> {
  const warnings: string[] = [];
  for (const dataset of new Set(source.sets.map((set) => set.dataset))) {
    const sets = source.sets.filter((set) => set.dataset === dataset);
    const stated = new Set(sets.flatMap(({ values }) => Object.keys(values)));
    const good = rows.filter((row) => row.dataset === dataset && row.faults.length === 0);
    const lost = await lostColumns(engine, dataset, stated, good);
    if (lost.length > 0)
      warnings.push(
        `${dataset}: ${missing(lost)}. An import would blank their values in rows that the sample corrects.`,
      );
  }
  return warnings;
}

/** Names of the columns, in their order, in which rows with the keys of the sample have values. */
async function lostColumns(
  engine: Pick<Statements, 'query'>,
  dataset: DatasetName,
  stated: ReadonlySet<string>,
  rows: readonly MappedRow[],
): Promise<string[]> {
  const { columns, identity } = datasets[dataset];
  const keys = columns.filter(({ key }) => key);
  const absent = absentColumns(dataset, stated);
  // A line without its id is known by all of its values: it corrects nothing.
  const found = rows
    .map(({ values }) => keys.map(({ column }) => values[column] ?? ''))
    .filter((texts) => identity === 'key' || !texts.includes(''));
  const [first] = keys;
  // A time may be written in many ways: only keys of text are the same when their texts are.
  if (first === undefined || found.length === 0 || absent.length === 0 || keys.some(({ type }) => !textual.has(type)))
    return [];
  const key = keys.map(({ column }) => `ifNull(toString(\`${column}\`), '')`).join(', ');
  const [has] = await engine.query<{ has: number[] }>(
    `SELECT [${absent.map(({ column }) => `max(isNotNull(\`${column}\`))`).join(', ')}] AS has
     FROM ${dataset}
     WHERE row_id IN (SELECT row_id FROM ${dataset}_rows WHERE \`${first.column}\` IN {first: Array(String)})
       AND [${key}] IN {keys: Array(Array(String))}
     SETTINGS max_execution_time = 10`,
    { first: found.map(([text]) => text ?? ''), keys: found },
  );
  return absent.filter((_, index) => (has?.has[index] ?? 0) > 0).map(({ name }) => name);
}

const textual: ReadonlySet<string> = new Set(['id', 'text', 'choice']);
