import type { Place } from './place.ts';
import { isUri } from './uri.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A term: a standard one by its short name, one of the sender's own by a URI. A standard one by URI is answered by its short name. */
export function termOf(vocabulary: Vocabulary): (place: Place) => string | undefined {
  const { name, terms, uri, forbidden } = vocabulary;
  return (place) => {
    const { value } = place;
    if (typeof value !== 'string') return place.refuse(`must be a ${name}`);
    if (terms.has(value)) return value;
    const shown = JSON.stringify(value);
    if (!isUri(value)) {
      return place.refuse(`${shown} is not a ${name} of the Core Business Vocabulary; one of your own must be a URI`);
    }
    if (forbidden.test(value)) return place.refuse(`${shown}: a standard ${name} is written by its short name`);
    const whole = place.context.expand(value);
    const short = whole.startsWith(uri) ? whole.slice(uri.length) : '';
    return terms.has(short) ? short : whole;
  };
}
