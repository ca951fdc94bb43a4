import { z } from 'zod';
import type { Parameters, Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { withLocalDays } from './local-days.ts';
import { recordedTime } from './recorded-time.ts';

/** Texts that may stand for a `{{token}}` of the file: the value of the parameter of that name picks one. */
export type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface QueryDefinition<P extends z.ZodType<Parameters>, R extends z.ZodObject> {
  /** `import.meta.url` of the module that defines it, and its file beside it. */
  readonly module: string;
  readonly file: string;
  readonly parameters: P;
  /** Row in camelCase; the columns of the file are the same names in snake_case. */
  readonly row: R;
  /** Columns that are times; with a column `<name>_precision` beside them they are shown no more exactly than recorded (D4). */
  readonly times?: readonly (keyof z.infer<R> & string)[];
  readonly choices?: Choices;
}

/** What pages are made of. */
export interface PagedQuery<P, Row> {
  (statements: Pick<Statements, 'query'>, parameters: P): Promise<Row[]>;
  /** How many rows there are, and how many of them have `hidden` set. */
  count(statements: Pick<Statements, 'query'>, parameters: P): Promise<RowCount>;
}

export interface Query<P, Row> extends PagedQuery<P, Row> {
  /** One row of aggregates, as SQL, over the columns of the file as they are named there. */
  aggregate<Totals>(statements: Pick<Statements, 'query'>, parameters: P, aggregates: string): Promise<Totals>;
  /** The same rows in batches, for answers of any size. */
  stream(statements: Pick<Statements, 'stream'>, parameters: P): AsyncIterable<Row[]>;
}

export interface RowCount {
  readonly total: number;
  readonly hidden: number;
}

/** It is used up while a slow reader takes the rows: the limit of a page would cut a long file off. */
const SECONDS_OF_A_STREAM = 3600;

/** As the limit of a page: the greatest that a statement takes. */
export const everyRow = 2 ** 32 - 1;

type RawRow = Record<string, unknown>;

/** One `.sql` file as a typed function: parameters are checked on the way in, rows on the way out. */
export function defineQuery<P extends z.ZodType<Parameters>, R extends z.ZodObject>(
  definition: QueryDefinition<P, R>,
): Query<z.input<P>, z.infer<R>> {
  const text = withLocalDays(sqlFile(definition.module, definition.file));
  const rows = z.array(definition.row);
  const times = new Set<string>(definition.times ?? []);
  const prepare = (given: z.input<P>): [string, Parameters] => {
    const parameters = definition.parameters.parse(given) as Parameters;
    return [chosen(text, definition.choices ?? {}, parameters, definition.file), parameters];
  };
  const read = (raw: RawRow[]): z.infer<R>[] => rows.parse(raw.map((row) => camelRow(row, times))) as z.infer<R>[];
  const query = async (statements: Pick<Statements, 'query'>, given: z.input<P>) =>
    read(await statements.query<RawRow>(...prepare(given)));
  async function aggregate<Totals>(statements: Pick<Statements, 'query'>, given: z.input<P>, aggregates: string) {
    const [sql, parameters] = prepare(given);
    const [, rowsSql = sql, settings = ''] = /^([\s\S]*)\n(SETTINGS [^\n]*)\s*$/.exec(sql) ?? [];
    const [totals] = await statements.query<Totals>(
      `SELECT ${aggregates} FROM (\n${rowsSql}\n) ${settings}`,
      parameters,
    );
    if (totals === undefined) throw new Error(`${definition.file} answered no totals`);
    return totals;
  }
  return Object.assign(query, {
    aggregate,
    count(statements: Pick<Statements, 'query'>, given: z.input<P>) {
      const hidden = 'hidden' in definition.row.shape ? 'countIf(hidden)' : '0';
      return aggregate<RowCount>(statements, given, `count() AS total, ${hidden} AS hidden`);
    },
    async *stream(statements: Pick<Statements, 'stream'>, given: z.input<P>) {
      const [sql, parameters] = prepare(given);
      const whole = sql.replace(/max_execution_time = \d+\s*$/, `max_execution_time = ${SECONDS_OF_A_STREAM}`);
      for await (const batch of jsonRows(statements.stream(`${whole}\nFORMAT JSONEachRow`, parameters)))
        yield read(batch);
    },
  });
}

function chosen(text: string, choices: Choices, parameters: Parameters, file: string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, token: string) => {
    const choice = choices[token]?.[String(parameters[token])];
    if (choice === undefined) throw new Error(`${file} has no text for ${token} = ${String(parameters[token])}`);
    return choice;
  });
}

const camelCase = (column: string): string =>
  column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function camelRow(raw: RawRow, times: ReadonlySet<string>): RawRow {
  const row: RawRow = {};
  for (const [column, value] of Object.entries(raw)) {
    const name = camelCase(column);
    if (!times.has(name)) row[name] = value;
    else row[name] = recordedTime(value as string | null, Number(raw[`${column}_precision`] ?? 0));
  }
  return row;
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncIterable<RawRow[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as RawRow);
  }
  if (rest !== '') yield [JSON.parse(rest) as RawRow];
}
