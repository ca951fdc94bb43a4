import type { Identifier } from '../identifier/identifier.ts';
import { identify } from '../identifier/identify.ts';

/** What an identifier in an event stands for in our words. */
export type Thing = LotThing | { readonly kind: 'unit' | 'item' | 'other'; readonly id: string };

/** A lot, or a serial: a lot of one (D1). */
export interface LotThing {
  readonly kind: 'lot';
  readonly id: string;
  readonly itemId: string;
  readonly isSerial: boolean;
  /** As the identifier itself says it. */
  readonly lotNumber?: string;
  /** The lot that a serial belongs to, where its identifier says it (D1). */
  readonly productionLotId?: string;
  /** What a Digital Link says beside its key, by application identifier. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Whether the identifier stands where single objects are named, or classes of them. */
export type NamedAs = 'instance' | 'class';

/** Keys of what carries goods and is none itself. */
const carriers: ReadonlySet<string> = new Set(['sscc', 'grai', 'giai', 'ginc', 'gsin', 'bic', 'imovn']);
const notGoods: ReadonlySet<string> = new Set(['location', 'party', 'document']);
/** Keys of documents, whose classes are none of goods either. */
const notGoodsClasses: ReadonlySet<string> = new Set(['gdti', 'gcn']);

/** `urn:gdst:example.org:product:lot:class:company.item.lot` names its item (Global Dialogue on Seafood Traceability). */
const gdstLot = /^(urn:gdst:[^:]+:product:)lot:(class:[^.:]+\.[^.:]+)\.(.+)$/;

/** The class of a serial or lot by its key: without what tells one apart. A private URI that does not say its item is one of its own. */
function itemOf({ canonical, parts }: Identifier): string {
  if (canonical.startsWith('https://id.gs1.org/')) return canonical.replace(/\/(10|21|235|8011)\/[^/]*$/, '');
  if (parts.gtin !== undefined) return `https://id.gs1.org/01/${parts.gtin}`;
  const gdst = gdstLot.exec(canonical);
  return gdst ? `${gdst[1]}${gdst[2]}` : canonical;
}

function lotOf(identifier: Identifier, isSerial: boolean): LotThing {
  const { canonical, parts, attributes } = identifier;
  const itemId = itemOf(identifier);
  const { lot } = parts;
  return {
    kind: 'lot',
    id: canonical,
    itemId,
    isSerial,
    attributes,
    ...(lot === undefined ? {} : { lotNumber: lot }),
    ...(isSerial && lot !== undefined ? { productionLotId: lotIdOf(itemId, lot) } : {}),
  };
}

/** The identity of the lot of an item with this number, for items that are numbered by GS1; undefined for others. */
export function lotIdOf(itemId: string, lotNumber: string): string {
  return identify(`${itemId}/10/${encodeURIComponent(lotNumber)}`).canonical;
}

/** Whether lots of the item have an identity by their number. */
export const namesLots = (itemId: string): boolean => /^https:\/\/id\.gs1\.org\/(01|8006)\/\d+$/.test(itemId);

/** What a URN means that breaks the rules of its key (a prefix too long): the thing is there, whatever is wrong with its number. */
const brokenUnit = /^urn:epc:id:(sscc|grai|giai|ginc|gsin|bic|imovn):/i;
const brokenLot = /^urn:epc:class:lgtin:/i;
const brokenItem = /\/01\/\d+\/?$/;

/** What a URI stands for at its place in an event. */
export function thingOf(uri: string, namedAs: NamedAs): Thing {
  const identifier = identify(uri);
  const { scheme, kind, canonical, problem } = identifier;
  if (carriers.has(scheme) || brokenUnit.test(uri)) return { kind: kind === 'class' ? 'other' : 'unit', id: canonical };
  if (notGoods.has(kind) || notGoodsClasses.has(scheme)) return { kind: 'other', id: canonical };
  if (brokenLot.test(uri)) return lotOf(identifier, false);
  if (kind === 'class' || (problem !== undefined && brokenItem.test(uri))) return { kind: 'item', id: canonical };
  // A private URI says by its place alone what it is.
  return lotOf(identifier, kind === 'instance' || (kind === 'unknown' && namedAs === 'instance'));
}
