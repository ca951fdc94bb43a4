import type { LeftOut, Sheet, SheetRow } from '@lotscope/sql';
import type { Fsma204Sheet } from '../contract/fsma204.ts';

/** Counts the records of a sheet and what they lack, as they go by. */
export class SheetCounts {
  readonly #sheet: Sheet;
  readonly #leftOut: LeftOut;
  readonly #missing: number[];
  #records = 0;

  constructor(sheet: Sheet, leftOut: LeftOut) {
    this.#sheet = sheet;
    this.#leftOut = leftOut;
    this.#missing = sheet.columns.map(() => 0);
  }

  add(rows: readonly SheetRow[]): void {
    this.#records += rows.length;
    for (const { missing } of rows) for (const at of missing) this.#missing[at]!++;
  }

  result(): Fsma204Sheet {
    const { event, name, section, columns } = this.#sheet;
    const elements = columns
      .map((column, at) => ({ header: column.header, section: column.section, missing: this.#missing[at]! }))
      .filter(({ missing }) => missing > 0)
      .sort((a, b) => b.missing - a.missing);
    const missing = elements.reduce((sum, element) => sum + element.missing, 0);
    return { event, name, section, records: this.#records, missing, elements, ...this.#leftOut };
  }
}
