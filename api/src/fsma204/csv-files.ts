import { csvLine } from '../csv/csv.ts';
import type { Tab } from '../xlsx/tab-xml.ts';
import type { ZippedFile } from '../zip/zipped.ts';

/** A tab as CSV: times as they were recorded, and nothing that a spreadsheet would take for a formula. */
export async function* csvOfTab({ columns, headed, rows }: Tab): AsyncGenerator<string> {
  if (headed) yield csvLine(columns.map(({ header }) => header));
  for await (const batch of rows) yield batch.map((cells) => csvLine(cells)).join('');
}

/** One CSV file per tab. */
export async function* csvFilesOf(tabs: AsyncIterable<Tab>): AsyncGenerator<ZippedFile> {
  for await (const tab of tabs) {
    const path = `${tab.name.toLowerCase().replaceAll(' ', '-')}.csv`;
    yield { path, content: csvOfTab(tab) };
  }
}
