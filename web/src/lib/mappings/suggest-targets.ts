import type { DatasetColumn } from '@lotscope/api/contract';
import { templateOf } from './source-lines.ts';

/** Letters and digits in lower case, as the import compares the names of columns. */
const squeezed = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What the names alone tell: `Lot ID`, `lot_id` and `LOTID` go to lotId. Columns that are set already are left alone. */
export function suggestTargets(
  header: readonly string[],
  columns: readonly DatasetColumn[],
  taken: ReadonlySet<string>,
): Record<string, string> {
  const open = columns.filter(({ name }) => !taken.has(name));
  return Object.fromEntries(
    open.flatMap(({ name }) => {
      const source = header.find((column) => squeezed(column) === squeezed(name));
      return source === undefined ? [] : [[name, templateOf(source)]];
    }),
  );
}
