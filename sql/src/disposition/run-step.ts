import type { Parameters, Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { withLocalDays } from '../query/local-days.ts';
import { withScrapVerdict } from './scrap-verdict.ts';
import { withSetOff } from './set-off.ts';
import { withUnitValue } from './unit-value.ts';

/** Whether all lots are derived again, or those in `disposition_touched`. */
export type Reach = 'full' | 'incremental';

/** Text of one step of the refresh, for all lots or for the touched ones. */
export function stepSql(name: string, reach: Reach): string {
  const touched = (column: 'lot_id' | 'node_no') => (_: string, expression: string) =>
    reach === 'full' ? '' : `AND ${expression} IN (SELECT ${column} FROM disposition_touched)`;
  const text = sqlFile(import.meta.url, `./steps/${name}.sql`);
  return withLocalDays(withSetOff(withScrapVerdict(withUnitValue(text))))
    .replaceAll(/\{\{and_touched_lot:([^}]+)\}\}/g, touched('lot_id'))
    .replaceAll(/\{\{and_touched_node:([^}]+)\}\}/g, touched('node_no'))
    .replaceAll(
      /\{\{lot_code:([^}]+)\}\}/g,
      (_, lotId: string) => `joinGet('disposition_lot_codes', 'code', sipHash128(assumeNotNull(${lotId})))`,
    )
    .replaceAll(
      '{{facts}}',
      // The facts of all lots: those derived anew, and those of before of all others.
      reach === 'full'
        ? 'lot_facts_build'
        : `(SELECT * FROM lot_facts_build UNION ALL SELECT * FROM lot_facts WHERE node_no NOT IN (SELECT node_no FROM disposition_touched))`,
    )
    .replaceAll(
      '{{touched}}',
      reach === 'full' ? "(SELECT node_no, id AS lot_id FROM nodes WHERE kind = 'lot')" : 'disposition_touched',
    );
}

/** Runs one step of the refresh. */
export async function runStep(
  statements: Statements,
  name: string,
  reach: Reach,
  parameters: Parameters = {},
): Promise<void> {
  try {
    await statements.command(stepSql(name, reach), parameters);
  } catch (error) {
    throw new Error(`The step ${name} of the disposition failed`, { cause: error });
  }
}
