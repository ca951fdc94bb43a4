import { commonColumns, datasets, type DatasetName } from '../datasets/index.ts';
import { quoteLiteral, type Importer, type Statements } from '../engine/index.ts';
import { MemoryCheck, smallFile } from './check-in-memory.ts';
import { checkInViews } from './check-in-views.ts';
import type { ImportStamp } from './check-set.ts';
import { compareRows, type DatasetChange } from './compare-rows.ts';
import { asInvalidFile, type CompiledUpload } from './compile-upload.ts';
import { EdgeDerivation, type RowChunk } from './derive-edges.ts';
import type { ImportRecord, Move } from './import-journal.ts';
import { nodeReferences } from './node-references.ts';
import { NodeNumbering, type Slot } from './number-nodes.ts';
import { rowsMadeNotes } from './rows-made.ts';
import { rowRanges, rowsPerRange } from './row-ranges.ts';
import { loadSource } from './source-table.ts';
import { createShadow, shadowOf } from './shadow-tables.ts';
import type { ImportProgress, ImportStage, Upload } from './upload.ts';
import { watchReading } from './watch-reading.ts';

export interface BuildReport {
  /** Sessions that are free while the importer's are busy. */
  readonly watch: Statements;
  readonly progress: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
}

export interface Built {
  readonly moves: readonly Move[];
  readonly record: Omit<ImportRecord, 'content' | 'firstImportedAt'>;
}

/** Makes everything that an import will publish, in shadow tables; nothing of it can be seen yet. */
export class ImportBuild {
  readonly #store: Importer;
  readonly #upload: Upload;
  readonly #source: CompiledUpload;
  readonly #stamp: ImportStamp;
  readonly #report: BuildReport;
  readonly #moves: Move[] = [];

  constructor(store: Importer, upload: Upload, source: CompiledUpload, stamp: ImportStamp, report: BuildReport) {
    this.#store = store;
    this.#upload = upload;
    this.#source = source;
    this.#stamp = stamp;
    this.#report = report;
  }

  async run(): Promise<Built> {
    await this.#read();
    const rejected = await this.#countRejected();
    const changes = await this.#compare();
    const nextNodeNo = await this.#link(changes.filter(({ published }) => published > 0));
    for (const change of changes) this.#moveRows(change);
    const accepted = sum(changes, ({ accepted }) => accepted);
    const duplicate = sum(changes, ({ duplicate }) => duplicate);
    const read = accepted + duplicate + rejected;
    const repeated = sum(changes, ({ repeated }) => repeated);
    const notes = await rowsMadeNotes(this.#store, this.#source, { read, repeated });
    return {
      moves: this.#moves,
      record: {
        sequence: this.#stamp.sequence,
        sourceColumns: this.#source.columns,
        nextRowId: Math.max(this.#stamp.firstRowId, ...changes.map(({ nextRowId }) => nextRowId)),
        nextNodeNo,
        datasets: changes.filter(({ accepted }) => accepted > 0).map(({ dataset }) => dataset),
        read,
        accepted,
        rejected,
        duplicate,
        warnings: [...notes, ...this.#source.warnings, ...changes.flatMap(({ warnings }) => warnings)],
      },
    };
  }

  get #datasets(): DatasetName[] {
    return [...new Set(this.#source.sets.map(({ dataset }) => dataset))];
  }

  #enter(stage: ImportStage, done: number, total: number): void {
    this.#report.signal.throwIfAborted();
    this.#report.progress({ stage, done, total });
  }

  async #read(): Promise<void> {
    const { columns: names, read, json } = this.#source;
    this.#enter('reading', 0, this.#upload.file.rowsHint ?? 0);
    for (const table of ['import_rejects', ...this.#datasets.map((name) => `${name}_rows`)])
      await createShadow(this.#store, table, this.#upload.file.bytes);
    // A file of facts is made in memory, so that it fits there.
    const isSmall = this.#source.whole === true || this.#upload.file.bytes <= smallFile;
    const memory = !isSmall ? null : new MemoryCheck(this.#store, this.#source, this.#stamp);
    const target = await (memory?.prepare() ?? checkInViews(this.#store, this.#source, this.#stamp));
    const watch = watchReading(this.#report.watch, (done) => this.#tellRead(done));
    try {
      await loadSource(this.#store, this.#upload.file, { names, read, json }, target);
    } catch (error) {
      throw asInvalidFile(error, this.#upload.file);
    } finally {
      await watch.stop();
    }
    await memory?.finish();
  }

  #tellRead(done: number): void {
    const hint = this.#upload.file.rowsHint ?? 0;
    this.#report.progress({ stage: 'reading', done, total: Math.max(hint, done) });
  }

  async #countRejected(): Promise<number> {
    const rejects = shadowOf('import_rejects');
    const [row] = await this.#store.query<{ faults: number; rejected: number }>(
      `SELECT count() AS faults, uniqExact(row_no, dataset, part) AS rejected FROM ${rejects}`,
    );
    const mine = `import_id = ${quoteLiteral(this.#stamp.importId)}`;
    this.#move({ from: rejects, to: 'import_rejects', mine, rows: row?.faults ?? 0 });
    return row?.rejected ?? 0;
  }

  async #compare(): Promise<DatasetChange[]> {
    const changes: DatasetChange[] = [];
    for (const [index, dataset] of this.#datasets.entries()) {
      this.#enter('comparing', index, this.#datasets.length);
      changes.push(await compareRows(this.#store, dataset, this.#stamp, this.#statedColumns(dataset)));
    }
    return changes;
  }

  #statedColumns(dataset: DatasetName): ReadonlySet<string> {
    if (this.#source.whole)
      return new Set([...datasets[dataset].columns, ...commonColumns].map(({ column }) => column));
    const sets = this.#source.sets.filter((set) => set.dataset === dataset);
    return new Set(sets.flatMap(({ values }) => Object.keys(values)));
  }

  async #link(changes: readonly DatasetChange[]): Promise<number> {
    const total = sum(changes, ({ published }) => published);
    this.#enter('numbering', 0, total);
    const numbering = new NodeNumbering(this.#store, this.#stamp.firstNodeNo);
    const edges = new EdgeDerivation(this.#store, numbering, changes, this.#stamp.sequence);
    await this.#linkChunks(edges, await this.#chunks(changes), total);
    this.#enter('linking', 0, total);
    for (const change of changes) await edges.takeBack(change);
    await edges.reconsider();
    this.#moveGraph(numbering, await edges.finish());
    return numbering.next;
  }

  // What the next rows name is listed while these are numbered and linked: the one uses one core, the other the rest.
  async #linkChunks(edges: EdgeDerivation, chunks: readonly RowChunk[], total: number): Promise<void> {
    for (let index = 0; index <= chunks.length; index++) {
      this.#enter('numbering', Math.min(total, index * rowsPerRange), total);
      const [current, previous] = [chunks[index], chunks[index - 1]];
      const slot: Slot = index % 2 === 0 ? 0 : 1;
      await allDone([current && edges.collect(current, slot), previous && edges.add(previous, slot === 0 ? 1 : 0)]);
    }
  }

  async #chunks(changes: readonly DatasetChange[]): Promise<RowChunk[]> {
    const chunks: RowChunk[] = [];
    const naming = changes.filter(({ dataset }) => nodeReferences(dataset).length > 0);
    for (const { dataset, rows, published } of naming)
      for (const condition of await rowRanges(this.#store, rows, published))
        chunks.push({ dataset, from: `${rows} WHERE ${condition}` });
    return chunks;
  }

  #moveGraph(numbering: NodeNumbering, edges: number): void {
    const { first, next } = numbering;
    const numbered = `node_no >= ${first} AND node_no < ${next}`;
    this.#move({ from: shadowOf('nodes'), to: 'nodes', mine: numbered, rows: next - first });
    for (const table of ['edges', 'edges_by_child'])
      this.#move({ from: shadowOf(table), to: table, mine: `version = ${this.#stamp.sequence}`, rows: edges });
  }

  #moveRows({ dataset, rows, published, history, superseded }: DatasetChange): void {
    const version = `version = ${this.#stamp.sequence}`;
    this.#move({ from: rows, to: `${dataset}_rows`, mine: version, rows: published });
    const importId = quoteLiteral(this.#stamp.importId);
    if (history !== null)
      this.#move({ from: history, to: `${dataset}_history`, mine: `superseded_by = ${importId}`, rows: superseded });
  }

  #move(move: Move): void {
    if (move.rows > 0) this.#moves.push(move);
  }
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Waits for all before it tells of the first failure: a statement that still runs would write into dropped tables. */
async function allDone(works: readonly (Promise<void> | undefined)[]): Promise<void> {
  for (const outcome of await Promise.allSettled(works)) if (outcome.status === 'rejected') throw outcome.reason;
}
