/** The key of GS1 (or another issuer) that an identifier is made of; `private` is every other URI. */
export type IdentifierScheme =
  | 'sgtin'
  | 'lgtin'
  | 'gtin'
  | 'upui'
  | 'itip'
  | 'sscc'
  | 'sgln'
  | 'pgln'
  | 'grai'
  | 'giai'
  | 'gsrn'
  | 'gsrnp'
  | 'gdti'
  | 'gcn'
  | 'cpi'
  | 'gmn'
  | 'ginc'
  | 'gsin'
  | 'gid'
  | 'usdod'
  | 'adi'
  | 'bic'
  | 'imovn'
  | 'private';

/** What an identifier stands for; `unknown` where only its place in an event tells (a private URI that does not say). */
export type IdentifierKind = 'instance' | 'class' | 'lot-class' | 'location' | 'party' | 'document' | 'unknown';

/** The named parts of a key, decoded. `gtin` has 14 digits, every key its check digit. */
export type IdentifierPart =
  | 'gtin'
  | 'variant'
  | 'lot'
  | 'serial'
  | 'thirdPartySerial'
  | 'piece'
  | 'pieces'
  | 'sscc'
  | 'gln'
  | 'extension'
  | 'assetType'
  | 'asset'
  | 'documentType'
  | 'coupon'
  | 'componentPart'
  | 'model'
  | 'serviceRelation'
  | 'serviceInstance'
  | 'consignment'
  | 'shipment';

/** What a URI identifies. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly kind: IdentifierKind;
  /** The same for every spelling of the same thing: a GS1 Digital Link under https://id.gs1.org, or the URI itself. */
  readonly canonical: string;
  readonly parts: Readonly<Partial<Record<IdentifierPart, string>>>;
  /** What a Digital Link says besides in its query, by application identifier (`{ 17: '261231' }`). */
  readonly attributes: Readonly<Record<string, string>>;
  /** Why a URI that looks like a GS1 key is none (a wrong check digit, a wrong length); it is then `private`, as it stands. */
  readonly problem?: string;
}

/** A URI breaks the rules of the key that it claims to be. */
export class BrokenIdentifier extends Error {}
