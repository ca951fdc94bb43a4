import type { Locator } from 'playwright-core';
import type { WatchedPage } from '../support/dashboard.ts';

/** A row of a CSV file by the names of its header. */
export type CsvRow = Readonly<Record<string, string>>;

/** Cells of a line of CSV as the product writes it: quoted where a cell holds a comma or a quote. */
function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
  return cells.slice(0, -1).map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

/** Until nothing loads any more. Only after what starts the loading has been waited for: nothing is busy before it. */
export const settled = (page: WatchedPage) =>
  page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);

/** What the address of a scope holds beside what narrows its rows. */
const notNarrowing = ['root', 'siblings', 'rows'];

/** Rows of a scope that a number leads to: every row of the list that the number's own link names, once the page shows just that. */
export async function rowsBehind(page: WatchedPage, number: Locator): Promise<CsvRow[]> {
  const wanted = new URL((await number.getAttribute('href'))!, page.url()).searchParams;
  await number.click();
  const list = `/${wanted.get('rows')!}.csv`;
  const narrowed = [...wanted].flatMap(([name, value]) => (notNarrowing.includes(name) ? [] : [value])).toSorted();
  await page.waitForFunction(
    ([path, values]) =>
      [...document.querySelectorAll<HTMLAnchorElement>('#rows a[download]')].some(({ href }) => {
        const { pathname, searchParams } = new URL(href);
        return pathname.endsWith(path) && String([...searchParams.values()].toSorted()) === values;
      }),
    [list, String(narrowed)] as const,
  );
  return panelRows(page, 'The rows');
}

/** Every row of the list that a panel shows: the file that its CSV link leads to. */
export async function panelRows(page: WatchedPage, panel: string | RegExp): Promise<CsvRow[]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  const href = await region.getByRole('link', { name: /CSV/ }).last().getAttribute('href');
  const answer = await page.request.get(href!);
  if (!answer.ok()) throw new Error(`${href} answered ${answer.status()}`);
  const [header = '', ...lines] = (await answer.text()).trim().split(/\r?\n/);
  const names = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
  });
}

/** What the cells of a column add up to; a blank one is unknown and adds nothing. */
export function sumOf(rows: readonly CsvRow[], column: string): number {
  return rows.reduce((sum, row) => sum + (row[column] ? Number(row[column]) : 0), 0);
}
