import { datasets, type DatasetName } from '../datasets/index.ts';
import { quoteLiteral, type Statements } from '../engine/index.ts';
import { blankedColumnWarnings } from './blanked-column-warnings.ts';
import type { ImportStamp } from './check-set.ts';
import { historyColumns, rowColumns } from './dataset-tables.ts';
import { furtherLineWarnings } from './further-line-warnings.ts';
import { otherSubjectWarnings } from './other-subject-warnings.ts';
import { rowRanges } from './row-ranges.ts';
import { copyShadow, createShadow, shadowOf, shadowPrefix } from './shadow-tables.ts';
import { tieWarnings } from './tie-warnings.ts';
import { vainDeletionWarnings } from './vain-deletion-warnings.ts';

/** What an import does to one dataset. */
export interface DatasetChange {
  readonly dataset: DatasetName;
  /** Shadow of `<dataset>_rows` with the new and the changed rows; means nothing when `published` is 0. */
  readonly rows: string;
  /** Shadow of `<dataset>_history`, or null when nothing is superseded. */
  readonly history: string | null;
  /** Table of `row_id` of the published rows that changed ones replace, or null when there are none. */
  readonly replaced: string | null;
  readonly published: number;
  readonly superseded: number;
  readonly accepted: number;
  readonly duplicate: number;
  /** Of the duplicates, those that repeat another row of the same file. */
  readonly repeated: number;
  /** One more than the greatest `row_id` of the incoming rows. */
  readonly nextRowId: number;
  /** What could not be settled by `recorded_at`, for people. */
  readonly warnings: readonly string[];
}

/** Rows compared at a time: bounds the memory of the joins, whatever the size of the import. */
const rowsPerSlice = 4_000_000;
/** Up to here statements take longer to work out than to run. */
const fewRows = 10_000;

/**
 * Compares the checked rows with each other and with what is known (D2): among rows of one key the greatest `recorded_at` wins, later rows
 * on a tie; what is stated again is a duplicate; every other value goes to the history. Leaves the shadows ready to publish.
 * `stated`: snake_case columns that the file sets.
 */
export async function compareRows(
  store: Statements,
  dataset: DatasetName,
  stamp: ImportStamp,
  stated: ReadonlySet<string>,
): Promise<DatasetChange> {
  const comparison = new Comparison(store, dataset, stamp, stated);
  await comparison.judge();
  return comparison.apply();
}

interface VerdictCounts {
  readonly duplicate: number;
  readonly repeated: number;
  readonly older: number;
  readonly changed: number;
}

class Comparison {
  readonly #store: Statements;
  readonly #dataset: DatasetName;
  readonly #stamp: ImportStamp;
  readonly #stated: ReadonlySet<string>;
  readonly #incoming: string;
  readonly #verdicts: string;
  #total = 0;
  #nextRowId = 0;
  /** There is a table of verdicts. */
  #judged = false;
  /** There are rows of earlier imports. */
  #hasKnown = false;

  constructor(store: Statements, dataset: DatasetName, stamp: ImportStamp, stated: ReadonlySet<string>) {
    this.#store = store;
    this.#dataset = dataset;
    this.#stamp = stamp;
    this.#stated = stated;
    this.#incoming = shadowOf(`${dataset}_rows`);
    this.#verdicts = `${shadowPrefix}verdicts_${dataset}`;
  }

  /** Writes a verdict for every incoming row that is not simply new. */
  async judge(): Promise<void> {
    const [found] = await this.#store.query<{ rows: number; next: number; known: number }>(
      `SELECT count() AS rows, max(row_id) + 1 AS next, (SELECT count() FROM ${this.#dataset}_rows) AS known FROM ${this.#incoming}`,
    );
    this.#total = found?.rows ?? 0;
    this.#nextRowId = found?.next ?? 0;
    if (this.#total === 0) return;
    this.#hasKnown = (found?.known ?? 0) > 0;
    for (const slice of slices(this.#total)) {
      if (await this.#hasRepeats(slice)) await this.#judgeRepeats(slice);
      if (this.#hasKnown && (await this.#mayBeKnown())) await this.#judgeKnown(slice);
    }
  }

  async #openVerdicts(): Promise<void> {
    if (this.#judged) return;
    this.#judged = true;
    await this.#store.command(
      `CREATE TABLE ${this.#verdicts} (
         row_id UInt64, row_key UInt128, row_hash UInt64, recorded_at DateTime64(3, 'UTC'),
         verdict Enum8('duplicate' = 1, 'older' = 2, 'changed' = 3), kept_row_id UInt64, tied UInt8
       ) ENGINE = MergeTree ORDER BY row_id`,
    );
  }

  async #hasRepeats(slice: string): Promise<boolean> {
    // The first half of the key suffices to see that no two rows share it.
    const sql = `SELECT count() > uniqExact(toUInt64(bitShiftRight(row_key, 64))) AS n FROM ${this.#incoming} WHERE ${slice}`;
    return (await this.#count(sql)) > 0;
  }

  /** Whether a row of few has a key that is known: it is quicker to see that none has than to judge them. */
  async #mayBeKnown(): Promise<boolean> {
    if (this.#total > fewRows) return true;
    const keys = `SELECT row_key FROM ${this.#incoming}`;
    const sql = `SELECT 1 FROM ${this.#dataset}_rows PREWHERE row_key IN (${keys}) LIMIT 1`;
    return (await this.#store.query(sql)).length > 0;
  }

  // Within the file: all but the winner of a key.
  async #judgeRepeats(slice: string): Promise<void> {
    await this.#openVerdicts();
    await this.#store.command(`INSERT INTO ${this.#verdicts}
SELECT row_id, row_key, row_hash, recorded_at, if(again > 1, 'duplicate', 'older') AS verdict, winner,
  again = 1 AND recorded_at = winner_recorded_at AND row_hash != winner_hash AS tied
FROM (
  SELECT row_id, row_key, row_hash, recorded_at,
    row_number() OVER newest AS place,
    row_number() OVER (PARTITION BY row_key, row_hash, recorded_at ORDER BY row_id DESC) AS again,
    first_value(row_id) OVER newest AS winner, first_value(row_hash) OVER newest AS winner_hash,
    first_value(recorded_at) OVER newest AS winner_recorded_at
  FROM ${this.#incoming}
  WHERE row_key IN (SELECT row_key FROM ${this.#incoming} WHERE ${slice} GROUP BY row_key HAVING count() > 1)
  WINDOW newest AS (PARTITION BY row_key ORDER BY recorded_at DESC, row_id DESC)
)
WHERE place > 1`);
  }

  // Against what is known. A row without a recorded_at of its own that states what is current confirms it. All versions of a row have its
  // key, so that the key may be looked at before the versions are merged.
  async #judgeKnown(slice: string): Promise<void> {
    await this.#openVerdicts();
    const unrecorded = `fromUnixTimestamp64Milli(${this.#stamp.firstImportedAt.getTime()}, 'UTC')`;
    await this.#store.command(`INSERT INTO ${this.#verdicts}
SELECT i.row_id, i.row_key, i.row_hash, i.recorded_at,
  multiIf(
    i.row_hash = k.row_hash AND (i.recorded_at = ${unrecorded} OR i.recorded_at <= k.recorded_at), 'duplicate',
    i.recorded_at < k.recorded_at, 'older',
    'changed') AS verdict,
  k.row_id, 0 AS tied
FROM (SELECT row_id, row_key, row_hash, recorded_at FROM ${this.#incoming} WHERE ${slice}) AS i
INNER JOIN (
  SELECT row_id, row_key, row_hash, recorded_at FROM ${this.#dataset}_rows FINAL
  PREWHERE ${slice} AND row_key IN (SELECT row_key FROM ${this.#incoming} WHERE ${slice})
) AS k ON i.row_key = k.row_key
WHERE i.row_id NOT IN (SELECT row_id FROM ${this.#verdicts} WHERE ${slice})`);
  }

  async apply(): Promise<DatasetChange> {
    const counts = await this.#verdictCounts();
    const judged = counts.duplicate + counts.older + counts.changed;
    const published = this.#total - counts.duplicate - counts.older;
    const superseded = counts.older + counts.changed;
    return {
      dataset: this.#dataset,
      rows: judged === 0 || published === 0 ? this.#incoming : await this.#rebuild(counts.changed > 0),
      history: superseded === 0 ? null : await this.#keepHistory(),
      replaced: counts.changed === 0 ? null : await this.#replacedRows(),
      published,
      superseded,
      accepted: published + counts.older,
      duplicate: counts.duplicate,
      repeated: counts.repeated,
      nextRowId: this.#nextRowId,
      warnings: [...(await this.#withoutId(published)), ...(judged === 0 ? [] : await this.#warnings(counts))],
    };
  }

  async #withoutId(published: number): Promise<string[]> {
    if (published === 0) return [];
    const deletions = await vainDeletionWarnings(this.#store, this.#dataset);
    if (!this.#hasKnown) return deletions;
    const lines = { verdicts: this.#judged ? this.#verdicts : null, parts: slices(this.#total).length };
    return [...deletions, ...(await furtherLineWarnings(this.#store, this.#dataset, lines))];
  }

  async #warnings({ older, changed }: VerdictCounts): Promise<string[]> {
    const ties = await tieWarnings(this.#store, this.#dataset, this.#verdicts);
    if (older + changed === 0) return ties;
    const counting = `verdict != 'duplicate' AND NOT tied${older === 0 ? '' : ` AND NOT ${this.#isKnown()}`}`;
    const judged = { verdicts: this.#verdicts, counting, slices: slices(this.#total) };
    const others = await otherSubjectWarnings(this.#store, this.#dataset, judged);
    return [...ties, ...others, ...(changed === 0 ? [] : await this.#blanked())];
  }

  #blanked(): Promise<string[]> {
    const corrected = { verdicts: this.#verdicts, incoming: this.#incoming, slices: slices(this.#total) };
    return blankedColumnWarnings(this.#store, this.#dataset, this.#stated, corrected);
  }

  async #verdictCounts(): Promise<VerdictCounts> {
    if (!this.#judged) return { duplicate: 0, repeated: 0, older: 0, changed: 0 };
    const counts = await this.#countVerdicts('0');
    return counts.older === 0 ? counts : this.#countVerdicts(this.#isKnown());
  }

  async #countVerdicts(known: string): Promise<VerdictCounts> {
    const [row] = await this.#store.query<VerdictCounts>(
      `SELECT countIf(verdict = 'duplicate' OR known) AS duplicate, countIf(verdict = 'older' AND NOT known) AS older,
         countIf(verdict = 'changed') AS changed,
         countIf(verdict = 'duplicate' AND kept_row_id >= ${this.#stamp.firstRowId}) AS repeated
       FROM (SELECT verdict, kept_row_id, ${known} AS known FROM ${this.#verdicts})`,
    );
    return row ?? { duplicate: 0, repeated: 0, older: 0, changed: 0 };
  }

  // An older value that was read before, whether it is history by now or still current, is nothing new.
  #isKnown(): string {
    const fact = '(row_key, row_hash, recorded_at)';
    const older = `SELECT row_key FROM ${this.#verdicts} WHERE verdict = 'older'`;
    const within = (table: string): string =>
      `${fact} IN (SELECT row_key, row_hash, recorded_at FROM ${table} WHERE row_key IN (${older}))`;
    return `(verdict = 'older' AND (${within(`${this.#dataset}_history`)} OR ${within(`${this.#dataset}_rows FINAL`)}))`;
  }

  // A changed row takes the place of the one it corrects.
  async #rebuild(hasChanges: boolean): Promise<string> {
    const columns = rowColumns(datasets[this.#dataset]).map(({ name }) => `\`${name}\``);
    const rows = `${shadowPrefix}publish_${this.#dataset}_rows`;
    await copyShadow(this.#store, `${this.#dataset}_rows`, rows, Infinity);
    const replaced = ['v.kept_row_id AS row_id', ...columns.slice(1).map((name) => `i.${name}`)];
    for (const range of await this.#ranges()) {
      await this.#store.command(`INSERT INTO ${rows} SELECT ${columns.join(', ')} FROM ${this.#incoming}
WHERE ${range} AND row_id NOT IN (SELECT row_id FROM ${this.#verdicts} WHERE ${range}) SETTINGS optimize_on_insert = 0`);
      if (!hasChanges) continue;
      await this.#store.command(`INSERT INTO ${rows} SELECT ${replaced.join(', ')}
FROM (SELECT * FROM ${this.#incoming} WHERE ${range}) AS i
INNER JOIN (SELECT row_id, kept_row_id FROM ${this.#verdicts} WHERE ${range} AND verdict = 'changed') AS v
  ON i.row_id = v.row_id
SETTINGS optimize_on_insert = 0`);
    }
    return rows;
  }

  #ranges(): Promise<string[]> {
    return rowRanges(this.#store, this.#incoming, this.#total);
  }

  async #keepHistory(): Promise<string> {
    const history = await createShadow(this.#store, `${this.#dataset}_history`);
    const columns = historyColumns(datasets[this.#dataset]).map(({ name }) => name);
    const own = columns.filter((name) => !['row_id', 'superseded_at', 'superseded_by'].includes(name));
    const stamp = `now64(3), ${quoteLiteral(this.#stamp.importId)}`;
    const insert = `INSERT INTO ${history} (row_id, ${own.map((name) => `\`${name}\``).join(', ')}, superseded_at, superseded_by)`;
    const select = (alias: string): string => own.map((name) => `${alias}.\`${name}\``).join(', ');
    for (const range of await this.#ranges()) {
      const older = `SELECT row_id, kept_row_id FROM ${this.#verdicts} WHERE ${range} AND verdict = 'older' AND NOT ${this.#isKnown()}`;
      await this.#store.command(`${insert}
SELECT if(w.row_id != 0, w.kept_row_id, v.kept_row_id), ${select('i')}, ${stamp}
FROM (SELECT * FROM ${this.#incoming} WHERE ${range}) AS i
INNER JOIN (${older}) AS v ON i.row_id = v.row_id
LEFT JOIN (SELECT row_id, kept_row_id FROM ${this.#verdicts} WHERE row_id IN (SELECT kept_row_id FROM (${older}))) AS w
  ON v.kept_row_id = w.row_id`);
      await this.#store.command(`${insert}
SELECT k.row_id, ${select('k')}, ${stamp} FROM ${this.#dataset}_rows AS k FINAL
WHERE k.row_id IN (SELECT kept_row_id FROM ${this.#verdicts} WHERE ${range} AND verdict = 'changed')`);
    }
    return history;
  }

  async #replacedRows(): Promise<string> {
    const table = `${shadowPrefix}replaced_${this.#dataset}`;
    await this.#store.command(`CREATE TABLE ${table} (row_id UInt64) ENGINE = MergeTree ORDER BY row_id`);
    await this.#store.command(
      `INSERT INTO ${table} SELECT kept_row_id FROM ${this.#verdicts} WHERE verdict = 'changed'`,
    );
    return table;
  }

  async #count(sql: string): Promise<number> {
    const [row] = await this.#store.query<{ n: number }>(sql);
    return row?.n ?? 0;
  }
}

/** SQL conditions that split rows by their key, which is spread evenly, into parts of bounded size. */
function slices(rows: number): string[] {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(rows / rowsPerSlice)));
  if (count === 1) return ['1'];
  return Array.from({ length: count }, (_, slice) => `bitAnd(toUInt64(row_key), ${count - 1}) = ${slice}`);
}
