import { datasets, type ColumnSpec, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import { shadowOf } from './shadow-tables.ts';

const mostExamples = 5;

/** What a row of the genealogy ties together. A correction changes one of the two at most; who changes both speaks of something else. */
const subjects: Partial<Record<DatasetName, readonly [string, string]>> = {
  operation_inputs: ['operation_id', 'lot_id'],
  operation_outputs: ['operation_id', 'lot_id'],
  lot_links: ['parent_lot_id', 'child_lot_id'],
};

interface Replacement {
  readonly row: number;
  readonly replaces: number;
  readonly key: readonly (string | null)[];
  readonly stated: readonly string[];
  readonly other: readonly string[];
}

/** The verdicts to look at: their table, which of them count, and conditions that split them into parts of bounded size. */
export interface JudgedRows {
  readonly verdicts: string;
  readonly counting: string;
  readonly slices: readonly string[];
}

/**
 * Tells of rows that take the place of another row of their key, in an earlier file or further up, and have neither end in common with it: ids that
 * repeat (line 1 of every operation) look like corrections (D2), and the row before is history now. What no `recordedAt` orders in one file is
 * told as a tie.
 */
export async function otherSubjectWarnings(
  store: Statements,
  dataset: DatasetName,
  judged: JudgedRows,
): Promise<string[]> {
  const pair = subjects[dataset];
  if (pair === undefined) return [];
  let count = 0;
  const examples: Replacement[] = [];
  for (const slice of judged.slices) {
    const from = replacements(dataset, pair, judged, slice);
    const [found] = await store.query<{ n: number }>(`SELECT count() AS n ${from}`);
    count += found?.n ?? 0;
    if (found === undefined || found.n === 0 || examples.length >= mostExamples) continue;
    const texts = (alias: string) => `[${pair.map((column) => `ifNull(${alias}.${column}, '')`).join(', ')}]`;
    const key = keysOf(dataset).map(({ column }) => `toString(i.\`${column}\`)`);
    const shown = await store.query<Replacement>(
      `SELECT i.row_no AS row, v.verdict = 'changed' AS replaces, [${key.join(', ')}] AS key, ${texts('i')} AS stated, ${texts('k')} AS other
       ${from} ORDER BY row LIMIT ${mostExamples - examples.length}`,
    );
    examples.push(...shown);
  }
  return count === 0 ? [] : [warning(dataset, pair, count, examples)];
}

/** SQL FROM of the rows `i`, their verdicts `v` and the rows `k` that count or counted beside them. */
function replacements(dataset: DatasetName, pair: readonly string[], judged: JudgedRows, slice: string): string {
  const incoming = shadowOf(`${dataset}_rows`);
  const columns = ['row_id', 'deleted', ...pair].join(', ');
  const verdicts = `SELECT row_id, row_key, kept_row_id, verdict FROM ${judged.verdicts} WHERE ${slice} AND ${judged.counting}`;
  const ofKeys = `${slice} AND row_key IN (SELECT row_key FROM (${verdicts}))`;
  const differs = pair.map((column) => `ifNull(i.${column}, '') != ifNull(k.${column}, '')`);
  return `FROM (${verdicts}) AS v
    INNER JOIN (SELECT * FROM ${incoming} WHERE ${ofKeys}) AS i ON i.row_id = v.row_id
    INNER JOIN (
      SELECT ${columns} FROM ${dataset}_rows FINAL PREWHERE ${ofKeys}
      UNION ALL
      SELECT ${columns} FROM ${incoming} WHERE ${ofKeys}
    ) AS k ON k.row_id = v.kept_row_id
    WHERE NOT i.deleted AND NOT k.deleted AND ${differs.join(' AND ')}`;
}

const keysOf = (dataset: DatasetName): readonly ColumnSpec[] => datasets[dataset].columns.filter(({ key }) => key);

function warning(
  dataset: DatasetName,
  pair: readonly string[],
  count: number,
  examples: readonly Replacement[],
): string {
  const columns = datasets[dataset].columns;
  const names = pair.map((column) => columns.find((spec) => spec.column === column)?.name ?? column);
  const texts = examples.map(({ row, replaces, key, stated, other }) => {
    const id = keysOf(dataset).flatMap(({ name }, index) => (key[index] === null ? [] : [`${name} ${key[index]}`]));
    return `row ${row} (${id.join(', ')}, ${stated.join(' – ')}) ${replaces ? 'in place of' : 'behind'} ${other.join(' – ')}`;
  });
  const rows = count === 1 ? '1 row has' : `${count} rows have`;
  return (
    `${dataset}: ${rows} the key of another row, but both another ${names.join(' and another ')}; ` +
    `one counts as the correction of the other. If ids repeat, make them unique in a mapping: ${texts.join(', ')}${count > examples.length ? ' …' : ''}`
  );
}
