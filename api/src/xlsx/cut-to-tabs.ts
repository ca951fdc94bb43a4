import type { XlsxValue } from './cell-xml.ts';
import type { Tab, XlsxColumn } from './tab-xml.ts';

type Cells = readonly XlsxValue[];

/** Turns rows into cells; told which tab they are on and in which of its rows the first one is. */
type Write<Row> = (tab: string, rows: readonly Row[], firstRow: number) => Promise<readonly Cells[]>;

/** Tabs of at most `most` rows, header included: what one cannot hold goes on in `Name (2)`. There is at least one. */
export async function* cutToTabs<Row>(
  { name, columns }: { readonly name: string; readonly columns: readonly XlsxColumn[] },
  batches: AsyncIterable<readonly Row[]>,
  most: number,
  write: Write<Row>,
): AsyncGenerator<Tab> {
  const reading = batches[Symbol.asyncIterator]();
  let rest: readonly Row[] = [];
  let ended = false;
  const next = async (): Promise<void> => {
    while (rest.length === 0 && !ended) {
      const { done, value } = await reading.next();
      ended = done === true;
      rest = done === true ? [] : value;
    }
  };
  async function* rowsOf(tab: string): AsyncGenerator<readonly Cells[]> {
    for (let row = 2; row <= most;) {
      await next();
      if (rest.length === 0) return;
      const taken = rest.slice(0, most - row + 1);
      rest = rest.slice(taken.length);
      yield await write(tab, taken, row);
      row += taken.length;
    }
    await next();
  }
  try {
    for (let number = 1; number === 1 || rest.length > 0; number++) {
      const tab = number === 1 ? name : `${name} (${number})`;
      yield { name: tab, columns, headed: true, rows: rowsOf(tab) };
    }
  } finally {
    await reading.return?.();
  }
}
