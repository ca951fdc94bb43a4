import type { EpcisEvent } from '../event/event.ts';
import { identify } from '../identifier/identify.ts';

/** A place in our words: a site, and a location within it where a GLN has an extension. */
export interface Place {
  readonly siteId: string;
  readonly location?: string;
}

/** Where an event took goods from or to, and whose they were and are. */
export interface End {
  readonly party?: string;
  readonly place?: Place;
}

/** The place that a URI names; undefined for coordinates, which name none. */
export function placeOf(uri: string | undefined): Place | undefined {
  if (uri === undefined || /^geo:/i.test(uri)) return undefined;
  const { scheme, canonical, parts } = identify(uri);
  if (scheme !== 'sgln' || parts.extension === undefined) return { siteId: canonical };
  return { siteId: `https://id.gs1.org/414/${parts.gln}`, location: parts.extension };
}

/** Where things were after the event, else where it happened. */
export const placeOfEvent = (event: EpcisEvent): Place | undefined =>
  placeOf(event.bizLocation) ?? placeOf(event.readPoint);

/** The owner, else the possessor, of the ends that an event lists; the owner is who has to be told in a recall. */
function endOf(ends: readonly { readonly type: string; readonly id: string }[]): End {
  const named = (type: string): string | undefined => ends.find((end) => end.type === type)?.id;
  const party = named('owning_party') ?? named('possessing_party');
  const place = placeOf(named('location'));
  return {
    ...(party === undefined ? {} : { party: identify(party).canonical }),
    ...(place === undefined ? {} : { place }),
  };
}

export const sourceOf = (event: EpcisEvent): End =>
  endOf(event.sourceList.map(({ type, source }) => ({ type, id: source })));

export const destinationOf = (event: EpcisEvent): End =>
  endOf(event.destinationList.map(({ type, destination }) => ({ type, id: destination })));

/** The first document of one of these types that the event belongs to, by canonical identifier. */
export function documentOf(event: EpcisEvent, ...types: readonly string[]): string | undefined {
  for (const type of types) {
    const found = event.bizTransactionList.find((transaction) => transaction.type === type);
    if (found) return identify(found.bizTransaction).canonical;
  }
  return undefined;
}
