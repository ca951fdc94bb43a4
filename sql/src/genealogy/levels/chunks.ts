import { inParts } from '../../query/ask-in-parts.ts';

/** Up to so many nodes the start of a second thread costs more than it saves. */
const FEW = 200;

/**
 * Parameters of as many statements as some nodes need. The numbers must rise: the tables stand in their order, so that each
 * statement reads a stretch of its own and none is read twice.
 */
export function* chunks(nodes: Uint32Array): Generator<{ nodes: number[] }> {
  for (const some of inParts(nodes)) yield { nodes: some };
}

/** A query as it is best run for that many nodes; 0 threads are as many as there are processors. */
export function ofThreads(sql: string, nodes: number): string {
  return sql.replace('{{threads}}', nodes <= FEW ? '1' : '0');
}

/** Each number once, rising. */
export function rising(nodes: Iterable<number>): Uint32Array {
  return Uint32Array.from(nodes instanceof Set ? nodes : new Set(nodes)).sort();
}
