import type { BoundValues } from './bound-values.ts';

/** Places (canonical identifiers) whose events a reader may see, null: all. Events of no place are everybody's. */
export type VisiblePlaces = readonly string[] | null;

export const visibleSql = (places: VisiblePlaces, bound: BoundValues): string =>
  places === null ? 'true' : `(site_id = '' OR site_id IN ${bound.texts(places)})`;
