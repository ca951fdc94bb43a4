import { datasets, type ColumnSpec, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import { ownIds, withoutId } from './lines-without-id.ts';
import { shadowOf } from './shadow-tables.ts';

const mostExamples = 5;

/** What says, beside the own id of a line, which line it is: who states the same again with other values probably corrects it. */
const subjects: Partial<Record<DatasetName, readonly string[]>> = {
  lot_links: ['parent_lot_id', 'child_lot_id', 'kind'],
  lot_status: ['lot_id', 'status', 'site_id', 'location', 'at'],
  operation_inputs: ['operation_id', 'lot_id'],
  operation_outputs: ['operation_id', 'lot_id'],
  process_readings: ['operation_id', 'parameter', 'serial'],
  equipment_events: ['site_id', 'line', 'machine', 'kind', 'started_at'],
  qc_results: ['lot_id', 'operation_id', 'sample_id', 'replicate', 'characteristic', 'stage', 'at'],
  nonconformances: ['ncr_id', 'lot_id'],
  approvals: ['kind', 'lot_id', 'operation_id', 'at'],
  complaints: ['case_id', 'lot_id'],
  installations: ['serial_lot_id', 'parent_serial_lot_id', 'kind', 'at'],
  movements: ['lot_id', 'reason', 'from_site_id', 'from_location', 'to_site_id', 'to_location', 'at'],
  shipments: ['shipment_id', 'lot_id', 'customer_id'],
  supply_orders: ['order_id', 'item_id'],
  planned_orders: ['order_id', 'item_id'],
  allocations: ['lot_id', 'order_id', 'line_id'],
  cost_entries: ['kind', 'lot_id', 'case_id', 'operation_id', 'at'],
  changes: ['kind', 'item_id', 'operation_id', 'at'],
};

interface FurtherLine {
  readonly row: number;
  readonly texts: readonly (string | null)[];
}

/** The verdicts of the comparison: their table (null: all rows are new), and how many parts keep the joins in bounds. */
export interface JudgedLines {
  readonly verdicts: string | null;
  readonly parts: number;
}

/**
 * Tells of new rows without an id of their own that look like later versions of rows of earlier imports. They are known by all of their values (D2), so
 * they are further lines and the quantities of both count. Who states the earlier row in the same file too does mean two.
 */
export async function furtherLineWarnings(
  store: Statements,
  dataset: DatasetName,
  judged: JudgedLines,
): Promise<string[]> {
  const subject = subjects[dataset]?.map((column) => specOf(dataset, column));
  if (subject === undefined || !(await hasLinesWithoutId(store, dataset))) return [];
  let count = 0;
  const examples: FurtherLine[] = [];
  for (let part = 0; part < judged.parts; part++) {
    const from = furtherLines(dataset, subject, judged, part);
    const [found] = await store.query<{ n: number }>(`SELECT count() AS n FROM (${from})`);
    count += found?.n ?? 0;
    if (found === undefined || found.n === 0 || examples.length >= mostExamples) continue;
    const limit = mostExamples - examples.length;
    examples.push(...(await store.query<FurtherLine>(`${from} ORDER BY row LIMIT ${limit}`)));
  }
  return count === 0 ? [] : [warning(dataset, subject, count, examples)];
}

function specOf(dataset: DatasetName, column: string): ColumnSpec {
  const spec = datasets[dataset].columns.find((candidate) => candidate.column === column);
  if (spec === undefined) throw new Error(`${dataset} has no column ${column}`);
  return spec;
}

/** SQL condition of the lines to look at. */
const fresh = (dataset: DatasetName): string => `NOT deleted AND ${withoutId(dataset) ?? '0'}`;

async function hasLinesWithoutId(store: Statements, dataset: DatasetName): Promise<boolean> {
  const found = await store.query(`SELECT 1 FROM ${shadowOf(`${dataset}_rows`)} WHERE ${fresh(dataset)} LIMIT 1`);
  return found.length > 0;
}

/** SQL SELECT of `row, texts` of the new rows that look like versions of known ones, of one part of all subjects. */
function furtherLines(
  dataset: DatasetName,
  subject: readonly ColumnSpec[],
  { verdicts, parts }: JudgedLines,
  part: number,
): string {
  const incoming = shadowOf(`${dataset}_rows`);
  const texts = `[${subject.map(textOf).join(', ')}]`;
  const digest = `cityHash64(${subject.map((column) => `ifNull(${textOf(column)}, '')`).join(', ')})`;
  const slice = parts === 1 ? '1' : `${digest} % ${parts} = ${part}`;
  const unjudged = verdicts === null ? '' : ` AND row_id NOT IN (SELECT row_id FROM ${verdicts})`;
  const added = `${fresh(dataset)} AND ${slice}${unjudged}`;
  // Where a known row can be is looked up by an index first: a small file does not read all of a large table.
  const near = subject
    .filter(({ type, required }) => type === 'id' && required)
    .map(({ column }) => `\`${column}\` IN (SELECT \`${column}\` FROM ${incoming} WHERE ${added}) AND `);
  return `SELECT row_no AS row, ${texts} AS texts FROM ${incoming}
WHERE ${added} AND ${digest} IN (
  SELECT ${digest} FROM ${dataset}_rows FINAL
  WHERE ${near.join('')}NOT deleted AND ${slice}
    AND row_key NOT IN (SELECT row_key FROM ${incoming} WHERE ${slice})
)`;
}

const textOf = ({ column }: ColumnSpec): string => `toString(\`${column}\`)`;

function warning(
  dataset: DatasetName,
  subject: readonly ColumnSpec[],
  count: number,
  examples: readonly FurtherLine[],
): string {
  const ids = ownIds(dataset).map(({ name }) => name);
  const names = subject.map(({ name }) => name);
  const [rows, stored] =
    count === 1
      ? [
          `1 row has no ${ids.join(' and no ')} and looks like a later version of a row that is there`,
          'It was stored as a further line',
        ]
      : [
          `${count} rows have no ${ids.join(' and no ')} and look like later versions of rows that are there`,
          'They were stored as further lines',
        ];
  const shown = examples.map(({ row, texts }) => {
    const said = names.flatMap((name, index) => (texts[index] === null ? [] : [`${name} ${texts[index]}`]));
    return `row ${row} (${said.join(', ')})`;
  });
  return (
    `${dataset}: ${rows} (same ${inWords(names)}). ${stored}, and both versions count: only rows with the same ` +
    `${inWords(ids)} replace each other, and a mapping can make one. ${shown.join(', ')}${count > examples.length ? ' …' : ''}`
  );
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
