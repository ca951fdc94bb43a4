import { keyOf, type Fact, type FactDataset, type Row } from '@lotscope/epcis';
import { statedByOthers, type Engine, type StatedRow } from '@lotscope/sql';

/** What rows that events have a part in are marked with. */
export const epcisSystem = 'EPCIS';

/** Facts that other systems state, too, by the first column of their key; the ids of all others are made of those of events. */
const sharedKeys: Partial<Record<FactDataset, string>> = {
  lots: 'lotId',
  handling_units: 'handlingUnitId',
  operations: 'operationId',
};

/** Adds to facts what other systems stated of the same things, so that no source loses what it said to another (decision 15). */
export async function mergedFacts(engine: Pick<Engine, 'query'>, facts: readonly Fact[]): Promise<Fact[]> {
  const others = new Map<string, StatedRow>();
  for (const [dataset, key] of Object.entries(sharedKeys) as [FactDataset, string][]) {
    const ids = new Set(facts.flatMap((fact) => (fact.dataset === dataset ? [String(fact.row[key])] : [])));
    for (const stated of ids.size === 0 ? [] : await statedByOthers(engine, dataset, epcisSystem, [...ids]))
      others.set(keyOf({ dataset, row: stated.row }), stated);
  }
  return facts.map((fact) => {
    const other = others.get(keyOf(fact));
    return { ...fact, row: other === undefined ? marked(fact.row) : merged(fact.row, other) };
  });
}

const marked = (row: Row): Row => ({ ...row, captureMethod: 'interface', sourceSystem: epcisSystem });

/** Column by column what was recorded later holds; what one of both does not say is taken from the other. */
function merged(row: Row, { row: stated, recordedAt, deleted }: StatedRow): Row {
  const isNewer = recordedAt > String(row['recordedAt'] ?? '');
  const at = { recordedAt: isNewer ? recordedAt : String(row['recordedAt'] ?? recordedAt) };
  if (deleted) return marked(isNewer ? { ...row, ...at, deleted: true } : row);
  // No event says it any more: what the other system said is left.
  if (row['deleted'] === true) return { ...stated, ...at };
  const { captureMethod: _method, sourceSystem: _system, ...columns } = stated;
  return marked(isNewer ? { ...row, ...columns, ...at } : { ...columns, ...row });
}
