import type { Statements } from '../engine/index.ts';
import { askInParts } from '../query/ask-in-parts.ts';

/** Some of the serials that belong to each of these production lots (D1). */
export async function serialsOf(statements: Pick<Statements, 'query'>, lots: readonly string[]): Promise<string[]> {
  const rows = await askInParts(lots, (some) =>
    statements.query<{ lot_id: string }>(
      `SELECT lot_id FROM lots WHERE production_lot_id IN {lots: Array(String)}
       LIMIT 10 BY production_lot_id SETTINGS max_execution_time = 60`,
      { lots: some },
    ),
  );
  return rows.map(({ lot_id: lotId }) => lotId);
}
