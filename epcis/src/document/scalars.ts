import type { Place } from './place.ts';

export function readText(place: Place): string | undefined {
  return typeof place.value === 'string' ? place.value : place.refuse('must be a text');
}

export function readNumber(place: Place): number | undefined {
  if (typeof place.value !== 'number') return place.refuse('must be a number');
  // JSON may say 1e999, which no number here can hold.
  return Number.isFinite(place.value) ? place.value : place.refuse('is too large a number');
}

export function readBoolean(place: Place): boolean | undefined {
  return typeof place.value === 'boolean' ? place.value : place.refuse('must be true or false');
}

/** A text of a certain form. */
export function textLike(shape: RegExp, what: string): (place: Place) => string | undefined {
  return (place) => {
    if (typeof place.value === 'string' && shape.test(place.value)) return place.value;
    return place.refuse(`${JSON.stringify(place.value)} is not ${what}`);
  };
}

/** One of the words. */
export function oneOf<Word extends string>(words: readonly Word[]): (place: Place) => Word | undefined {
  return (place) => {
    const word = words.find((known) => known === place.value);
    return word ?? place.refuse(`${JSON.stringify(place.value)} is none of ${words.join(', ')}`);
  };
}
