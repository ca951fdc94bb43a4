import { join } from 'node:path';
import { BEYOND_MADE, PASSED_ON } from '../../sql/src/genealogy/bucket-codes.ts';
import { type Engine, quoteLiteral } from '@lotscope/sql';
import type { GraphFiles } from './peers/peer.ts';

/** Recorded links, and the serials of a production lot (D1), which the index holds as links of identity. */
const edges = `SELECT DISTINCT parent, child FROM (
    SELECT parent_no AS parent, child_no AS child FROM edges FINAL
    UNION ALL
    SELECT n.node_no, f.node_no FROM lot_facts AS f
    INNER JOIN (SELECT id, node_no FROM nodes WHERE kind = 'lot') AS n ON n.id = f.production_lot_id
    WHERE f.production_lot_id != '')
  ORDER BY parent, child`;
/** By the codes of buckets that the index holds; what is over-accounted is no money (D14). */
const disposition = `SELECT node_no,
    multiIf(quantity = 0 AND customer_id != '', ${PASSED_ON}, bucket = 'unknown' AND quantity < 0, ${BEYOND_MADE}, CAST(bucket, 'Int8')),
    quantity, if(quantity > 0, value, NULL)
  FROM lot_disposition ORDER BY node_no`;

/** Writes the genealogy and the disposition of the engine as files of numbers, for the peers to load. */
export async function writeGraphFiles(engine: Engine, folder: string): Promise<GraphFiles> {
  const files = { edges: join(folder, 'edges.csv'), disposition: join(folder, 'disposition.csv') };
  for (const [file, select] of [
    [files.edges, edges],
    [files.disposition, disposition],
  ] as const) {
    await engine.command(
      `INSERT INTO FUNCTION file(${quoteLiteral(file)}, 'CSV') ${select} SETTINGS format_csv_null_representation = ''`,
    );
  }
  return { ...files, edgeCount: await rows(engine, edges), dispositionCount: await rows(engine, disposition) };
}

async function rows(engine: Engine, select: string): Promise<number> {
  const [row] = await engine.query<{ rows: number }>(`SELECT count() AS rows FROM (${select})`);
  return row?.rows ?? 0;
}
