import { stepSql, type Reach } from './run-step.ts';

/** The table that a step fills, and those it reads from, by the names in its statement. */
export interface StepTables {
  readonly fills: string;
  readonly reads: ReadonlySet<string>;
}

/** Read off the statement itself: a list kept beside it drifts, and a step that is wrongly left out loses quantities without a word. */
export function stepTables(name: string, reach: Reach): StepTables {
  const statement = stepSql(name, reach).replaceAll(/--.*$/gm, '');
  const [, fills] = /\bINSERT INTO (\w+)/.exec(statement) ?? [];
  if (fills === undefined) throw new Error(`The step ${name} fills no table`);
  return { fills, reads: new Set([...statement.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, table = '']) => table)) };
}

/** A step has something to do when one of the tables that it reads has rows; the readers' view of a dataset is its table without `_rows`. */
export function hasInput({ reads }: StepTables, filled: ReadonlySet<string>): boolean {
  return [...reads].some((table) => filled.has(table) || filled.has(`${table}_rows`));
}
