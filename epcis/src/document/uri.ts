import type { Place } from './place.ts';

const sign = `[a-z0-9\\-._~!$&'()*+,;=]|%[0-9a-f]{2}`;
const pathSign = `${sign}|[:@]`;
const authority = `(?:(?:${sign}|:)*@)?(?:\\[[0-9a-f:.]+\\]|\\[v[0-9a-f]+\\.[a-z0-9\\-._~!$&'()*+,;=:]+\\]|(?:${sign})*)(?::\\d*)?`;
const tail = `(?:/(?:${pathSign})*)*`;
/** RFC 3986, URI: a scheme and something behind it; ASCII only. */
const uriShape = new RegExp(
  `^[a-z][a-z0-9+\\-.]*:(?://${authority}${tail}|/(?:(?:${pathSign})+${tail})?|(?:${pathSign})+${tail})` +
    `(?:\\?(?:${pathSign}|[/?])*)?(?:#(?:${pathSign}|[/?])*)?$`,
  'i',
);

export const isUri = (text: string): boolean => uriShape.test(text);

/** A URI; what begins with a prefix of the context is made whole. */
export function readUri(place: Place): string | undefined {
  if (typeof place.value !== 'string') return place.refuse('must be a URI');
  if (!isUri(place.value)) return place.refuse(`${JSON.stringify(place.value)} is not a URI`);
  return place.context.expand(place.value);
}
