import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import type { DatasetChange } from './compare-rows.ts';
import { CurrentFacts } from './current-facts.ts';
import { edgeDatasets, timeInterval, type EdgeRows } from './edge-rows.ts';
import { nodeReferences } from './node-references.ts';
import type { NodeNumbering, ReferringRows, Slot } from './number-nodes.ts';
import { rowRanges } from './row-ranges.ts';
import { createShadow, shadowOf, shadowPrefix } from './shadow-tables.ts';

/** Edges written here go into both shadows, each in its order. */
const newEdges = `${shadowPrefix}new_edges`;
/** Rows per part: large, since unmerged parts slow small traces. */
const rowsPerPart = 2_000_000;
const insertSettings = `optimize_on_insert = 0, parallel_view_processing = 1, max_insert_threads = 1,
  min_insert_block_size_rows = ${rowsPerPart}, min_insert_block_size_bytes = 0,
  min_insert_block_size_rows_for_materialized_views = ${rowsPerPart}`;

/** Some rows of a shadow: `<table> WHERE <condition>`. */
export interface RowChunk {
  readonly dataset: DatasetName;
  readonly from: string;
}

/** Writes the edges that follow from the rows of an import into the shadows of `edges` and `edges_by_child`. */
export class EdgeDerivation {
  readonly #store: Statements;
  readonly #numbering: NodeNumbering;
  readonly #facts: CurrentFacts;
  readonly #version: number;

  #opened = false;
  #withoutUnit: Promise<ReadonlySet<string>> | undefined;

  constructor(store: Statements, numbering: NodeNumbering, changes: readonly DatasetChange[], version: number) {
    this.#store = store;
    this.#numbering = numbering;
    this.#facts = new CurrentFacts(changes);
    this.#version = version;
  }

  // Most imports make no edge.
  async #open(): Promise<void> {
    if (this.#opened) return;
    this.#opened = true;
    await this.#store.command(`CREATE TABLE ${newEdges} AS edges ENGINE = Null`);
    for (const table of ['edges', 'edges_by_child']) {
      const shadow = await createShadow(this.#store, table);
      await this.#store.command(
        `CREATE MATERIALIZED VIEW ${shadowPrefix}to_${table} TO ${shadow} AS SELECT * FROM ${newEdges}`,
      );
    }
  }

  /** Lists what the rows name: the first half of `add`, which may run beside the second half for other rows. */
  collect({ dataset, from }: RowChunk, slot: Slot): Promise<void> {
    return this.#numbering.collect({ from: existing(from), columns: nodeReferences(dataset) }, slot);
  }

  /** Numbers what was listed, and derives the edges of the rows if they have any. */
  async add({ dataset, from }: RowChunk, slot: Slot): Promise<void> {
    await this.#numbering.number(slot);
    const edges = edgeDatasets[dataset];
    if (edges !== undefined) await this.#insert(edges, existing(from));
  }

  /** Takes back the edges of rows that the import corrects or deletes, unless the corrected row has the same one. */
  async takeBack({ dataset, replaced }: DatasetChange): Promise<void> {
    const edges = edgeDatasets[dataset];
    if (edges === undefined || replaced === null) return;
    await this.#open();
    const shadow = shadowOf('edges');
    for (const range of await this.#ranges(replaced)) {
      const ids = `SELECT row_id FROM ${replaced} WHERE ${range}`;
      const rows = `SELECT * FROM ${dataset}_rows FINAL WHERE deleted = 0 AND row_id IN (${ids})`;
      await this.#numberEnds(edges, rows);
      await this.#store.command(`INSERT INTO ${newEdges}
SELECT parent_no, child_no, '${edges.source}' AS source, '' AS kind, row_id AS row_key, toUInt32(0) AS at_from, toUInt32(0) AS at_until,
  nan AS quantity, '' AS unit, ${this.#version} AS version, 1 AS deleted
FROM (${this.#numbering.numbered(rows, edges.parent, edges.child)})
WHERE (parent_no, child_no, row_id) NOT IN (
  SELECT parent_no, child_no, row_key FROM ${shadow} WHERE source = '${edges.source}' AND row_key IN (${ids})
)`);
    }
  }

  /** Derives again the edges of earlier rows whose operation, lot or item tells more now: its time, its base unit. */
  async reconsider(): Promise<void> {
    for (const dataset of Object.keys(edgeDatasets) as DatasetName[]) {
      const edges = edgeDatasets[dataset];
      const condition = edges && (await this.#stale(edges, dataset));
      if (!edges || !condition) continue;
      const own = this.#facts.touched(dataset, 'row_id');
      const others = own === null ? '' : ` AND row_id NOT IN (${own})`;
      const stale = `${shadowPrefix}stale_${dataset}`;
      await this.#store.command(`CREATE TABLE ${stale} (row_id UInt64) ENGINE = MergeTree ORDER BY row_id`);
      await this.#store.command(`INSERT INTO ${stale} SELECT row_id FROM ${dataset} WHERE (${condition})${others}`);
      for (const range of await this.#ranges(stale)) {
        const rows = `SELECT * FROM ${dataset} WHERE row_id IN (SELECT row_id FROM ${stale} WHERE ${range})`;
        await this.#numberEnds(edges, rows);
        await this.#insert(edges, rows);
      }
    }
  }

  async #ranges(table: string): Promise<string[]> {
    const [row] = await this.#store.query<{ rows: number }>(`SELECT count() AS rows FROM ${table}`);
    return row === undefined || row.rows === 0 ? [] : rowRanges(this.#store, table, row.rows);
  }

  async #stale(edges: EdgeRows, dataset: DatasetName): Promise<string | null> {
    const timed = edges.timedByOperation ? await this.#untimed(dataset) : [];
    const conditions = [...timed, ...(await this.#unmeasured(edges))];
    return conditions.length === 0 ? null : conditions.map((condition) => `(${condition})`).join(' OR ');
  }

  /** Lines without a time, of operations of which the header or a line with a time has changed. */
  async #untimed(dataset: DatasetName): Promise<string[]> {
    const changed = ['operations', ...lineDatasets] as const;
    const touched = changed.flatMap((each) => this.#facts.touched(each, 'operation_id') ?? []);
    if (touched.length === 0) return [];
    // Asked of nearly every import: the table as it lies there answers without merging the versions of its rows.
    if (!(await this.#any(`SELECT 1 FROM ${dataset}_rows WHERE \`at\` IS NULL`))) return [];
    const untimed = `SELECT operation_id FROM ${dataset} WHERE \`at\` IS NULL`;
    return touched.map((ids) => `\`at\` IS NULL AND operation_id IN (${ids} WHERE operation_id IN (${untimed}))`);
  }

  async #unmeasured(edges: EdgeRows): Promise<string[]> {
    const lots = this.#facts.touched('lots', 'lot_id');
    const items = this.#facts.touched('items', 'item_id');
    if (lots === null && items === null) return [];
    if (!(await this.#sourcesWithoutUnit()).has(edges.source)) return [];
    const itemLots = items === null ? null : `SELECT lot_id FROM lots WHERE item_id IN (${items})`;
    return [lots, itemLots].flatMap((ids) =>
      ids === null ? [] : [`unit IS NULL AND quantity IS NOT NULL AND ${edges.measured} IN (${ids})`],
    );
  }

  /** Sources of known edges with a quantity without a unit: nearly always there are none, and looking through the edges is quick. */
  #sourcesWithoutUnit(): Promise<ReadonlySet<string>> {
    return (this.#withoutUnit ??= this.#store
      .query<{ source: string }>(`SELECT DISTINCT source FROM edges WHERE unit = '' AND NOT isNaN(quantity)`)
      .then((rows) => new Set(rows.map(({ source }) => source))));
  }

  /** How many edges there are, each of which has a number at both ends. */
  async finish(): Promise<number> {
    if (!this.#opened) return 0;
    const ends = `count() AS edges, countIf(greatest(parent_no, child_no) >= ${this.#numbering.next}) AS unknown`;
    const [row] = await this.#store.query<{ edges: number; unknown: number }>(
      `SELECT ${ends} FROM ${shadowOf('edges')}`,
    );
    if (row === undefined || row.unknown > 0) throw new Error(`${row?.unknown} edges name nodes that have no number`);
    return row.edges;
  }

  async #insert(edges: EdgeRows, rows: string): Promise<void> {
    await this.#open();
    const timed = edges.timedByOperation && (await this.#any(`${rows} AND \`at\` IS NULL`));
    const measured = await this.#any(`${rows} AND unit IS NULL AND quantity IS NOT NULL`);
    const { from, until } = timed ? spanOfLine() : timeInterval('r.at', 'r.at_precision');
    await this.#store.command(`INSERT INTO ${newEdges}
SELECT r.parent_no, r.child_no, '${edges.source}' AS source,
  ifNull(r.${edges.kind}, '') AS kind, r.row_id AS row_key, ${from} AS at_from, ${until} AS at_until,
  ifNull(r.quantity, nan) AS quantity, ${measured ? `coalesce(r.unit, u.unit, '')` : `ifNull(r.unit, '')`} AS unit,
  ${this.#version} AS version, 0 AS deleted
FROM (${this.#numbering.numbered(rows, edges.parent, edges.child)}) AS r
${timed ? `ANY LEFT JOIN (${this.#operationTimes(rows)}) AS o ON r.operation_id = o.operation_id` : ''}
${measured ? `ANY LEFT JOIN (${this.#baseUnits(edges, rows)}) AS u ON r.${edges.measured} = u.lot_id` : ''}
SETTINGS ${insertSettings}`);
  }

  /** Start and end of the operations of lines without a time, and the lines of them that have one. */
  #operationTimes(rows: string): string {
    const columns = ['started_at', 'started_at_precision', 'ended_at', 'ended_at_precision'];
    const needed = `operation_id IN (SELECT operation_id FROM (${rows}) WHERE \`at\` IS NULL)`;
    const lines = lineDatasets.map((dataset) =>
      this.#facts.rows(dataset, 'row_id', ['operation_id', 'at', 'at_precision'], `\`at\` IS NOT NULL AND ${needed}`),
    );
    const { from, until } = timeInterval('`at`', 'at_precision');
    return `SELECT h.*, if(l.lines > 0, l.first_until, toUInt32(4294967295)) AS first_until, l.last_from AS last_from
FROM (${this.#facts.rows('operations', 'operation_id', columns, needed)}) AS h
ANY LEFT JOIN (
  SELECT operation_id, count() AS lines, min(${until}) AS first_until, max(${from}) AS last_from
  FROM (${lines.join('\nUNION ALL ')})
  GROUP BY operation_id
) AS l ON l.operation_id = h.operation_id`;
  }

  #baseUnits(edges: EdgeRows, rows: string): string {
    const needed = `lot_id IN (SELECT ${edges.measured} FROM (${rows}) WHERE unit IS NULL AND quantity IS NOT NULL)`;
    return `SELECT l.lot_id AS lot_id, i.unit AS unit
FROM (${this.#facts.rows('lots', 'lot_id', ['item_id'], needed)}) AS l
INNER JOIN (${this.#facts.rows('items', 'item_id', ['unit'], 'unit IS NOT NULL')}) AS i ON l.item_id = i.item_id`;
  }

  async #numberEnds(edges: EdgeRows, from: string): Promise<void> {
    const ends: ReferringRows = { from, columns: [edges.parent, edges.child] };
    await this.#numbering.collect(ends, 0);
    await this.#numbering.number(0);
  }

  async #any(rows: string): Promise<boolean> {
    return (await this.#store.query(`SELECT 1 FROM (${rows}) LIMIT 1`)).length > 0;
  }
}

const existing = (from: string): string => `SELECT * FROM ${from} AND deleted = 0`;

/** Datasets whose rows belong to an operation. */
const lineDatasets = ['operation_inputs', 'operation_outputs'] as const;

/**
 * The interval of a line: its own, or from the start to the end of its operation (the earlier to the later, if they are mixed up). Where
 * the operation has lines before its start or after its end, its times are in doubt, and the interval takes those in: nothing is
 * excluded by a time that nobody recorded (D8).
 */
function spanOfLine(): { from: string; until: string } {
  const own = timeInterval('r.at', 'r.at_precision');
  const start = timeInterval('o.started_at', 'o.started_at_precision').from;
  const end = timeInterval('o.ended_at', 'o.ended_at_precision').until;
  return {
    from: `if(r.at IS NULL, least(${start}, ${end}, o.first_until), ${own.from})`,
    until: `if(r.at IS NULL, greatest(${start}, ${end}, o.last_from), ${own.until})`,
  };
}
