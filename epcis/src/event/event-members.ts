import type { Extensions } from './extensions.ts';

/** So much of a class of things; without `uom` (UN/CEFACT code) a count of pieces, without `quantity` an unknown amount. */
export interface QuantityElement {
  readonly epcClass: string;
  readonly quantity?: number;
  readonly uom?: string;
}

/** A document that the event belongs to; the type is a standard short name (`po`), a URI, or not said. */
export interface BizTransaction {
  readonly type?: string;
  readonly bizTransaction: string;
}

/** Where a transfer begins: `owning_party`, `possessing_party`, `location` or a URI. */
export interface Source {
  readonly type: string;
  readonly source: string;
}

/** Where a transfer ends: `owning_party`, `possessing_party`, `location` or a URI. */
export interface Destination {
  readonly type: string;
  readonly destination: string;
}

/** Dispositions that stay beside the others until an event unsets them. */
export interface PersistentDisposition {
  readonly set: readonly string[];
  readonly unset: readonly string[];
}

/** The event of this ID was wrong: it did not happen, or the corrective events tell it right. */
export interface ErrorDeclaration {
  readonly declarationTime: string;
  /** `did_not_occur`, `incorrect_data` or a URI. */
  readonly reason?: string;
  readonly correctiveEventIDs: readonly string[];
  readonly extensions: Extensions;
}
