/**
 * The first step of every settlement: what rows of one group owe is set off against what the others of it hold, in proportion. Replaces
 * `{{set_off: pools | group}}` by the sums of the lots with something to set off: `held` and `owed` by the group, and what is `left_near` of a row.
 */
export function withSetOff(sql: string): string {
  return sql.replaceAll(
    /\{\{set_off:([^|}]+)\|([^}]+)\}\}/g,
    (_, pools: string, group: string) => `SELECT
      *,
      sumIf(known, known > 0) OVER mates AS held,
      -sumIf(known, known < 0) OVER mates AS owed,
      max(blurred) OVER mates AS blurred_near,
      if(known > 0, known * greatest(1 - owed / held, 0), 0) AS left_near
    FROM disposition_sums
    WHERE ${pools.trim()} AND node_no IN (SELECT node_no FROM disposition_sums WHERE known < 0 OR blurred)
    WINDOW mates AS (PARTITION BY ${group.trim()})`,
  );
}
