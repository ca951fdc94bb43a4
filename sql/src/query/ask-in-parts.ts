/** Values that one statement is asked about: a statement about more takes longer than two. */
export const PER_STATEMENT = 10_000;

/** An array, or numbers in a typed one. */
interface List<Value> {
  readonly length: number;
  slice(start: number, end: number): Iterable<Value>;
}

/** A list of any length in parts for one statement each, in order. */
export function* inParts<Value>(list: List<Value>): Generator<Value[]> {
  for (let start = 0; start < list.length; start += PER_STATEMENT) yield [...list.slice(start, start + PER_STATEMENT)];
}

/** All rows that `ask` has for a list of any length, one part after the other. */
export async function askInParts<Value, Row>(
  list: List<Value>,
  ask: (some: Value[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of inParts(list)) for (const row of await ask(some)) rows.push(row);
  return rows;
}
