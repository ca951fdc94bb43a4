import type { Statements } from '../engine/engine.ts';
import { BoundValues } from './bound-values.ts';
import { visibleSql, type VisiblePlaces } from './visible-places.ts';

/** What of captured events can be browsed by its values. */
const lists = {
  eventTypes: 'event_type',
  bizSteps: 'biz_step',
  bizLocations: 'biz_location',
  readPoints: 'read_point',
  dispositions: 'disposition',
  epcs: 'arrayJoin(arrayConcat(epcs, [parent_id], input_epcs, output_epcs))',
} as const;
export type ValueList = keyof typeof lists;

export interface ValuePage {
  readonly values: readonly string[];
  readonly isMore: boolean;
}

/** Values that events at places which the reader may see have, in order; those behind `after`. */
export async function listValues(
  statements: Pick<Statements, 'query'>,
  list: ValueList,
  { after, length, places }: { readonly after: string; readonly length: number; readonly places: VisiblePlaces },
): Promise<ValuePage> {
  const bound = new BoundValues();
  const rows = await statements.query<{ value: string }>(
    `SELECT DISTINCT value FROM (SELECT toString(${lists[list]}) AS value FROM epcis_events WHERE ${visibleSql(places, bound)})
     WHERE value > ${bound.text(after)} ORDER BY value LIMIT ${length + 1} SETTINGS max_execution_time = 60`,
    bound.parameters,
  );
  return { values: rows.slice(0, length).map(({ value }) => value), isMore: rows.length > length };
}
