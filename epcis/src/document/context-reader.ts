import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../event/extensions.ts';
import type { Place } from './place.ts';
import { isUri } from './uri.ts';

function checkOne(place: Place): void {
  const { value } = place;
  if (typeof value === 'string') {
    if (!isUri(value)) place.refuse(`${JSON.stringify(value)} is not the URI of a context`);
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    place.refuse('must be the URI of a context or an object of prefixes');
  }
}

/** A `@context`: a URI, an object of prefixes, or a list of them without repetition. Answers it as it stands. */
export function readContext(place: Place): Json | undefined {
  const { value } = place;
  if (!Array.isArray(value)) {
    checkOne(place);
    return value;
  }
  const all = value as readonly Json[];
  all.forEach((one, i) => {
    checkOne(place.at(i, one));
    if (all.slice(0, i).some((earlier) => isDeepStrictEqual(earlier, one))) place.at(i, one).refuse('is said twice');
  });
  return value;
}
