import { zipped, type ZippedFile } from '../zip/zipped.ts';
import type { Readable } from 'node:stream';
import { type Tab, tabXml } from './tab-xml.ts';
import { workbookParts } from './workbook-parts.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A workbook of any size in flat memory: every tab is asked for, and its rows are, when the ones before have been taken. The last tab is
 * shown first.
 */
export const workbook = (tabs: AsyncIterable<Tab>): Readable => zipped(filesOf(tabs));

async function* filesOf(tabs: AsyncIterable<Tab>): AsyncGenerator<ZippedFile> {
  const names: string[] = [];
  for await (const tab of tabs) {
    names.push(tab.name);
    yield { path: `xl/worksheets/sheet${names.length}.xml`, content: tabXml(tab) };
  }
  for (const [path, text] of Object.entries(workbookParts(names))) yield { path, content: [text] };
}
