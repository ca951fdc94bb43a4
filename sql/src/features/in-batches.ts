import { setImmediate as turn } from 'node:timers/promises';
import type { Statements } from '../engine/engine.ts';
import type { Query } from '../query/define-query.ts';

/** All rows of a query, read piece by piece: hundreds of thousands at once would keep the process from answering anybody. */
export async function inBatches<P, Row>(
  query: Query<P, Row>,
  statements: Pick<Statements, 'stream'>,
  parameters: P,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of query.stream(statements, parameters)) {
    for (const row of batch) rows.push(row);
    await turn();
  }
  return rows;
}
