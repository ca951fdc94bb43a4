import type { Random } from '../random/random.ts';
import type { FeatureTable } from '../table/feature-table.ts';

/** Is the value of `column`, divided by that of `over` where there is one, less than `cut`? What is not known is not less. */
export interface Question {
  readonly column: number;
  readonly over: number | null;
  readonly cut: number;
}

/** NaN when it is not known, or not finite. */
function asked({ names, values }: FeatureTable, row: number, column: number, over: number | null): number {
  const at = row * names.length;
  const value = values[at + column] as number;
  if (over === null) return value;
  const ratio = value / (values[at + over] as number);
  return Number.isFinite(ratio) ? ratio : NaN;
}

export const isLess = (table: FeatureTable, row: number, { column, over, cut }: Question): boolean =>
  asked(table, row, column, over) < cut;

/**
 * A question drawn at random: a column, or with the chance `ratios` one column over another, and a cut anywhere between the least and the
 * greatest value of the rows. Null when they do not differ in it.
 */
export function drawQuestion(table: FeatureTable, rows: Uint32Array, ratios: number, random: Random): Question | null {
  const columns = table.names.length;
  const column = random.whole(columns);
  const other = random.uniform() < ratios && columns > 1 ? random.whole(columns - 1) : null;
  const over = other === null ? null : other + (other >= column ? 1 : 0);
  const share = random.uniform();
  let least = Infinity;
  let greatest = -Infinity;
  for (const row of rows) {
    const value = asked(table, row, column, over);
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const cut = greatest - (greatest - least) * share;
  return least < cut ? { column, over, cut } : null;
}
