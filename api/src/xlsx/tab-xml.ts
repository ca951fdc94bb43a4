import { cellXml, columnName, style, type XlsxKind, type XlsxValue } from './cell-xml.ts';

export interface XlsxColumn {
  readonly header: string;
  readonly kind: XlsxKind;
  /** Characters that it shows. */
  readonly width: number;
}

/** One sheet of a workbook. */
export interface Tab {
  /** At most 31 characters, none of []:*?/\ */
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  /** Whether the first row holds the headers, stays in sight and filters; else the rows are all there is. */
  readonly headed: boolean;
  readonly rows: AsyncIterable<readonly (readonly XlsxValue[])[]> | Iterable<readonly (readonly XlsxValue[])[]>;
}

/** Rows that a sheet can hold, the header among them. */
export const mostRows = 1_048_576;

const worksheet =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

/** The sheet as XML, batch by batch. */
export async function* tabXml({ columns, headed, rows }: Tab): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnName(index));
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield (
    `${worksheet}<sheetViews><sheetView workbookViewId="0">${headed ? frozen : ''}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
  );
  let number = 0;
  const row = (cells: readonly XlsxValue[], of?: number): string => {
    number++;
    const xml = cells.map((value, at) => cellXml(`${letters[at]}${number}`, value, columns[at]!.kind, of));
    return `<row r="${number}">${xml.join('')}</row>`;
  };
  if (headed) yield row(headersOf(columns), style.header);
  for await (const batch of rows) yield batch.map((cells) => row(cells)).join('');
  const filter = headed ? `<autoFilter ref="A1:${letters.at(-1)}${number}"/>` : '';
  yield `</sheetData>${filter}</worksheet>`;
}

const headersOf = (columns: readonly XlsxColumn[]): string[] => columns.map(({ header }) => header);
