import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

type Cell = string | number | boolean | null;

/** A cell that a spreadsheet would take for a formula is marked as text. */
const formula = /^[=+\-@\t\r\n]/;

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = formula.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

/** Column names and how to get their cells from a row. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** CSV of any length from pages of rows. The header comes with the first page, so that what fails before it fails without a beginning. */
export async function* csvOf<Row>(
  columns: CsvColumns<Row>,
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): AsyncGenerator<string> {
  let header = csvLine(Object.keys(columns));
  const cells = Object.values(columns);
  for await (const rows of pages) {
    yield header + rows.map((row) => csvLine(cells.map((of) => of(row)))).join('');
    header = '';
  }
  if (header !== '') yield header;
}

/**
 * A download with this file name. Its first chunk is read before anything is answered: a question that cannot be answered is refused
 * as a problem, and only what fails later breaks a file off.
 */
export async function csvFile(name: string, chunks: AsyncIterable<string | Uint8Array>): Promise<StreamableFile> {
  const reading = chunks[Symbol.asyncIterator]();
  const first = await reading.next();
  return new StreamableFile(Readable.from(following(first, reading), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

async function* following<Chunk>(first: IteratorResult<Chunk>, reading: AsyncIterator<Chunk>): AsyncGenerator<Chunk> {
  try {
    for (let next = first; next.done !== true; next = await reading.next()) yield next.value;
  } finally {
    await reading.return?.();
  }
}
