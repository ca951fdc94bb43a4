import { identify, type Fact, type FactOptions } from '@lotscope/epcis';
import type { NumberedSite } from '@lotscope/sql';

/** Kinds of sites that belong to partners; a site of any other kind is ours, or works for us. */
const partners: ReadonlySet<string> = new Set(['supplier', 'customer']);

/** Columns of facts that name a site. */
const siteColumns = ['siteId', 'supplierSiteId', 'fromSiteId', 'toSiteId', 'shipToSiteId'] as const;

/** The sites of the master data by the identifiers that events know them by. */
export class OwnSites {
  readonly #byPlace = new Map<string, NumberedSite>();
  readonly #byParty = new Map<string, NumberedSite>();

  constructor(sites: readonly NumberedSite[]) {
    for (const site of sites) {
      this.#byPlace.set(identify(site.siteId).canonical, site);
      if (site.gln === null) continue;
      this.#byPlace.set(`https://id.gs1.org/414/${site.gln}`, site);
      this.#byParty.set(`https://id.gs1.org/417/${site.gln}`, site);
    }
  }

  /** Whether a party or a place is ours; of a site whose kind nobody said it is not known. */
  readonly isOurs: NonNullable<FactOptions['isOurs']> = (id) => {
    const kind = (this.#byPlace.get(id) ?? this.#byParty.get(id))?.kind ?? null;
    return kind === null ? undefined : !partners.has(kind);
  };

  /** The fact with the ids of our master data for the places that it names. */
  named({ dataset, row }: Fact): Fact {
    const known = siteColumns.flatMap((column) => {
      const site = this.#byPlace.get(String(row[column] ?? ''));
      return site === undefined || site.siteId === row[column] ? [] : [[column, site.siteId] as const];
    });
    return known.length === 0 ? { dataset, row } : { dataset, row: { ...row, ...Object.fromEntries(known) } };
  }
}
