import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Sheet, SheetRow } from '@lotscope/sql';

/** One element that a record lacks: tab, row of the tab as a spreadsheet counts them, event, element, section. */
type MissingRow = readonly [tab: string, row: number, eventId: string, header: string, section: string | null];

export const missingColumns = [
  { header: 'Sheet', kind: 'text', width: 26 },
  { header: 'Row', kind: 'number', width: 10 },
  { header: 'Record', kind: 'text', width: 26 },
  { header: 'Missing element', kind: 'text', width: 40 },
  { header: '21 CFR', kind: 'text', width: 22 },
] as const;

const batch = 1000;

/** The missing elements of a spreadsheet, kept on disk while its sheets are written: they come after them. */
export class MissingElements {
  readonly #path: string;
  #file: FileHandle | null = null;
  #pending = '';

  constructor(folder: string) {
    this.#path = join(folder, `fsma204-${randomUUID()}.missing`);
  }

  async add(sheet: Sheet, tab: string, rows: readonly SheetRow[], firstRow: number): Promise<void> {
    for (const [index, { eventId, missing }] of rows.entries())
      for (const at of missing) {
        const { header, section } = sheet.columns[at]!;
        const row: MissingRow = [tab, firstRow + index, eventId, header, section];
        this.#pending += `${JSON.stringify(row)}\n`;
      }
    if (this.#pending.length > 65_536) await this.#flush();
  }

  async *rows(): AsyncGenerator<MissingRow[]> {
    await this.#flush();
    if (this.#file === null) return;
    let rows: MissingRow[] = [];
    for await (const line of createInterface({ input: createReadStream(this.#path) })) {
      rows.push(JSON.parse(line) as MissingRow);
      if (rows.length < batch) continue;
      yield rows;
      rows = [];
    }
    yield rows;
  }

  /** Forgets them. */
  async close(): Promise<void> {
    await this.#file?.close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#pending === '') return;
    this.#file ??= await open(this.#path, 'wx', 0o600);
    await this.#file.appendFile(this.#pending);
    this.#pending = '';
  }
}
