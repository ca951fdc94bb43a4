/** Numbers that one statement takes as a parameter: a server takes no field of a form beyond 128 KiB. */
const NUMBERS_PER_READ = 10_000;

/** Bytes of ids likewise. */
const BYTES_PER_READ = 120_000;

/** Up to so many nodes the start of a second thread costs more than it saves. */
const FEW = 200;

/**
 * Parameters of as many statements as some nodes need. The numbers must rise: the tables stand in their order, so that each
 * statement reads a stretch of its own and none is read twice.
 */
export function* chunks(nodes: Uint32Array): Generator<{ nodes: number[] }> {
  for (let start = 0; start < nodes.length; start += NUMBERS_PER_READ)
    yield { nodes: [...nodes.subarray(start, start + NUMBERS_PER_READ)] };
}

/** The same for ids. */
export function* idChunks(ids: Iterable<string>): Generator<{ ids: string[] }> {
  let some: string[] = [];
  let bytes = 0;
  for (const id of ids) {
    some.push(id);
    // With quotes, a comma, and what is escaped.
    bytes += Buffer.byteLength(id) + 3 + (id.match(/[\\'\p{Cc}]/gu)?.length ?? 0);
    if (bytes < BYTES_PER_READ) continue;
    yield { ids: some };
    some = [];
    bytes = 0;
  }
  if (some.length > 0) yield { ids: some };
}

/** A query as it is best run for that many nodes; 0 threads are as many as there are processors. */
export function ofThreads(sql: string, nodes: number): string {
  return sql.replace('{{threads}}', nodes <= FEW ? '1' : '0');
}

/** Each number once, rising. */
export function rising(nodes: Iterable<number>): Uint32Array {
  return Uint32Array.from(nodes instanceof Set ? nodes : new Set(nodes)).sort();
}
