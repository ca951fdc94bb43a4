/** What is known of places and other things beside the events: the standard leaves `WD_`, `HASATTR_` and `EQATTR_` to it. */
export interface MasterData {
  /** The places that a place lies directly in, all by canonical identifier. */
  readonly placesAround: (place: string) => readonly string[];
  /** Attributes, by whole URI of their name, of what a value (canonical identifier or term) stands for. */
  readonly attributesOf: (value: string) => ReadonlyMap<string, readonly string[]>;
}

/** Nothing is known. */
export const noMasterData: MasterData = { placesAround: () => [], attributesOf: () => new Map() };

/** A GLN with an extension names a place within the place of the GLN (GS1 General Specifications, AI 254). */
function placeOfGln(place: string): readonly string[] {
  const [, gln] = /^(https:\/\/id\.gs1\.org\/414\/\d{13})\/254\/.+$/.exec(place) ?? [];
  return gln === undefined ? [] : [gln];
}

/** Whether a place is one of these or lies, directly or not, within one. Places that lie within each other end nowhere. */
export function isWithin(place: string, places: readonly string[], masterData: MasterData): boolean {
  const seen = new Set([place]);
  for (const one of seen) {
    if (places.includes(one)) return true;
    for (const around of [...placeOfGln(one), ...masterData.placesAround(one)]) seen.add(around);
  }
  return false;
}
