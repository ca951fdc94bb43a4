import type { Statements } from '../engine/engine.ts';
import { findLocations } from './event-queries.ts';

/** Location description (21 CFR 1.1310): null where it is not known. */
export interface Location {
  /** Site id, or the id of a party whose site is not recorded. */
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

type Recorded = Location & { readonly kind: 'site' | 'supplier' | 'customer'; readonly gln: string | null };

/** Everything that locations are described with. */
export class Locations {
  readonly #sites = new Map<string, Location>();
  readonly #byGln = new Map<string, Location>();
  readonly #suppliers = new Map<string, Location>();
  readonly #customers = new Map<string, Location>();

  constructor(recorded: Iterable<Recorded>) {
    for (const { kind, gln, ...location } of recorded) {
      const known = { site: this.#sites, supplier: this.#suppliers, customer: this.#customers }[kind];
      known.set(location.id, location);
      if (gln !== null) this.#byGln.set(gln, location);
    }
  }

  static async load(statements: Pick<Statements, 'query'>): Promise<Locations> {
    return new Locations(await findLocations(statements, {}));
  }

  /** A site; one that only other rows name has an id and nothing else. */
  site(id: string | null): Location | null {
    return id === null ? null : (this.#sites.get(id) ?? nameless(id));
  }

  /** The site where it is recorded, else what is known of the supplier. */
  supplier(siteId: string | null, supplierId: string | null): Location | null {
    if (siteId !== null) return this.site(siteId);
    return supplierId === null ? null : (this.#suppliers.get(supplierId) ?? nameless(supplierId));
  }

  /** The site where it is recorded, else what is known of the customer. */
  customer(siteId: string | null, customerId: string | null): Location | null {
    if (siteId !== null) return this.site(siteId);
    return customerId === null ? null : (this.#customers.get(customerId) ?? nameless(customerId));
  }

  /** A traceability lot code source that names a site by its id or its global location number; null: it is a reference. */
  source(tlcSource: string): Location | null {
    return this.#sites.get(tlcSource) ?? this.#byGln.get(tlcSource) ?? null;
  }
}

const nameless = (id: string): Location => ({
  id,
  name: null,
  phone: null,
  address: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  latitude: null,
  longitude: null,
});
