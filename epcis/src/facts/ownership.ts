import type { EpcisEvent } from '../event/event.ts';
import type { FactOptions } from './fact.ts';
import { destinationOf, placeOfEvent, sourceOf, type End } from './whereabouts.ts';

/** Whether an end is ours; undefined where nobody knows. */
export function isOurs({ party, place }: End, options: FactOptions): boolean | undefined {
  const ids = [party, place?.siteId].filter((id) => id !== undefined);
  return ids.map((id) => options.isOurs?.(id)).find((answer) => answer !== undefined);
}

/** Whether the goods left us, or something of ours happened to them: by the source, else by the place. */
export function isSenderOurs(event: EpcisEvent, options: FactOptions): boolean | undefined {
  return isOurs(sourceOf(event), options) ?? isPlaceOurs(event, options);
}

/** Whether the goods came to us: by the destination, else by the place. */
export function isReceiverOurs(event: EpcisEvent, options: FactOptions): boolean | undefined {
  return isOurs(destinationOf(event), options) ?? isPlaceOurs(event, options);
}

export function isPlaceOurs(event: EpcisEvent, options: FactOptions): boolean | undefined {
  const place = placeOfEvent(event);
  return place === undefined ? undefined : options.isOurs?.(place.siteId);
}
