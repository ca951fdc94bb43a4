/** Lots that were relabelled in a circle end here. */
const mostGenerations = 20;

/**
 * SQL for lots that consist of one other lot and nothing else, however often it was split, repacked or relabelled since: what is found of them is
 * found of it. One row per `part`, with all lots that it is a part of. What was blended, reworked or made by an operation is none. `until`: SQL for
 * the time by which the links must be known.
 */
export const unmixedParts = (until: string): string => `(
      WITH RECURSIVE
        taken AS (
          SELECT child_lot_id AS part, any(parent_lot_id) AS whole
          FROM lot_links
          WHERE child_lot_id NOT IN (SELECT lot_id FROM operation_outputs)
          GROUP BY child_lot_id
          HAVING uniqExact(parent_lot_id) = 1 AND countIf(kind NOT IN ('split', 'repacked', 'relabelled')) = 0 AND max(known_at) <= ${until}
        ),
        descent AS (
          SELECT part, whole, 1 AS generations FROM taken
          UNION ALL
          SELECT d.part, t.whole, d.generations + 1
          FROM descent AS d
          INNER JOIN taken AS t ON t.part = d.whole
          WHERE d.generations < ${mostGenerations}
        )
      SELECT part, groupUniqArray(whole) AS wholes
      FROM descent
      WHERE part != whole
      GROUP BY part
    )`;
