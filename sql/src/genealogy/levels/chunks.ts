/** Node numbers that one statement takes as a parameter. */
const NODES_PER_READ = 20_000;

/**
 * Parameters of as many statements as some nodes need. The numbers must rise: the tables stand in their order, so that each
 * statement reads a stretch of its own and none is read twice.
 */
export function* chunks(nodes: Uint32Array): Generator<{ nodes: number[] }> {
  for (let start = 0; start < nodes.length; start += NODES_PER_READ)
    yield { nodes: [...nodes.subarray(start, start + NODES_PER_READ)] };
}

/** Each number once, rising. */
export function rising(nodes: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(nodes)).sort();
}
