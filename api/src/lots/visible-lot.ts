import type { Principal } from '../access/principal.ts';
import { NotFound } from '../errors/failures.ts';

/** A lot of a site that the reader may not see is as unknown to them as one that does not exist. */
export const unknownLot = (lotId: string): NotFound => new NotFound(`Nothing is known of a lot ${lotId}`);

/** Of a site that the reader may not see. */
export const isForeign = ({ siteId }: { readonly siteId: string | null }, { sites }: Principal): boolean =>
  sites !== null && siteId !== null && !sites.includes(siteId);
