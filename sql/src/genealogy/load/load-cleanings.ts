import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { askInParts } from '../../query/ask-in-parts.ts';

const readCleanings = sqlFile(import.meta.url, './queries/read-cleanings.sql');
const readLineMachines = sqlFile(import.meta.url, './queries/read-line-machines.sql');
const readOperationNumbers = sqlFile(import.meta.url, './queries/read-operation-numbers.sql');

type Reads = Pick<Statements, 'query'>;

/** A cleaning of the machine that all of an operation ran on; the span in epoch seconds. */
export interface CleanedOperation {
  /** Stored number. */
  readonly node: number;
  readonly machine: string;
  readonly cleanedFrom: number;
  readonly cleanedUntil: number;
}

/**
 * Cleanings during operations (D8). Operations with a line on another machine are left out: their contents were not all in the
 * machine that was cleaned.
 */
export async function loadCleanings(engine: Reads): Promise<CleanedOperation[]> {
  const cleanings = await engine.query<Omit<CleanedOperation, 'node'> & { operation: string }>(readCleanings);
  const operations = [...new Set(cleanings.map(({ operation }) => operation))];
  const ask = <Row>(sql: string) => askInParts(operations, (some) => engine.query<Row>(sql, { operations: some }));
  const machines = await ask<{ operation: string; machine: string }>(readLineMachines);
  const numbered = await ask<{ operation: string; node: number }>(readOperationNumbers);
  const lineMachines = Map.groupBy(machines, ({ operation }) => operation);
  const numbers = new Map(numbered.map(({ operation, node }) => [operation, node]));
  return cleanings.flatMap(({ operation, ...cleaning }) => {
    const node = numbers.get(operation);
    const elsewhere = (lineMachines.get(operation) ?? []).some(({ machine }) => machine !== cleaning.machine);
    return node === undefined || elsewhere ? [] : [{ ...cleaning, node }];
  });
}
