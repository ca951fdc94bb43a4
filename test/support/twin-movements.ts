import type { TwinLot, TwinMovement } from './twin-lot.ts';

export const destinationOf = (move: TwinMovement): string =>
  move.toSiteId === '' && move.toLocation !== '' ? move.fromSiteId : move.toSiteId;

/** A movement that names only a location left the site it went to; one that names none of both left the site of the lot, if asked so. */
export function originOf(lot: TwinLot, orLot: boolean) {
  return (move: TwinMovement): string => {
    const site = move.fromSiteId === '' && move.fromLocation !== '' ? move.toSiteId : move.fromSiteId;
    return orLot && site === '' && move.fromLocation !== '' ? lot.siteId : site;
  };
}

export function isCustomerReturn(move: TwinMovement): boolean {
  if (move.operationId !== '') return false;
  const arrives = move.toSiteId !== '' || move.toLocation !== '';
  const leaves = move.fromSiteId !== '' || move.fromLocation !== '';
  return arrives || !leaves || move.shipmentId !== '';
}
