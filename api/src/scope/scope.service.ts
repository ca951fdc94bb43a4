import { Inject, Injectable } from '@nestjs/common';
import type { CostsOfScope } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { ScopeResult } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import type { Comparison, ComparisonRequest, ScopeCustomer, ScopeRequest, ScopeSummary } from '../contract/scope.ts';
import { NamesService } from '../names/names.service.ts';
import type { NameLookup } from '../names/names.service.ts';
import { RootsService } from '../roots/roots.service.ts';
import { evidenceText } from './evidence-text.ts';
import { exposureParts } from './exposure-parts.ts';
import { ScopeCostsService } from './scope-costs.service.ts';
import { hasContact, ScopeCustomersService } from './scope-customers.service.ts';
import { unknownText } from './unknown-text.ts';

/** How many of what the roots stand for a summary names. */
const shownRoots = 1000;

/** Recall scopes (R1–R4, R9): what is affected, where it is, what it costs. */
@Injectable()
export class ScopeService {
  constructor(
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly roots: RootsService,
    private readonly names: NamesService,
    private readonly customers: ScopeCustomersService,
    private readonly costs: ScopeCostsService,
  ) {}

  async summary(principal: Principal, { roots: named, backThenForward }: ScopeRequest): Promise<ScopeSummary> {
    const roots = await this.roots.resolve(named, principal);
    const scope = await this.genealogy.scope({ roots, backThenForward, visibleSites: principal.sites });
    const computed = await this.genealogy.computedScope(scope.scopeId);
    const [names, customers, costs] = await Promise.all([
      this.names.load({
        sites: scope.places.map(({ siteId }) => siteId),
        items: scope.items.map(({ itemId }) => itemId),
      }),
      this.customers.of(computed, scope.customers),
      this.costs.of(computed),
    ]);
    return summaryOf(scope, names, customers, costs);
  }

  async compare(principal: Principal, { roots: named, ...how }: ComparisonRequest): Promise<Comparison> {
    const roots = await this.roots.resolve(named, principal);
    const { broadBy, ...comparison } = await this.genealogy.compare({ ...how, roots, visibleSites: principal.sites });
    const { targeted, broad, saved } = comparison;
    return {
      ...comparison,
      targeted: { ...targeted, quantities: [...targeted.quantities] },
      broad: { ...broad, quantities: [...broad.quantities] },
      saved: { ...saved, quantities: [...saved.quantities] },
      broadBy: broadBy.map((each) => ({ ...each, siteIds: [...each.siteIds] })),
    };
  }
}

function summaryOf(
  scope: ScopeResult,
  names: NameLookup,
  customers: ScopeCustomer[],
  costs: CostsOfScope,
): ScopeSummary {
  const { totals, buckets, places, items, excluded, unknown, roots, ...rest } = scope;
  return {
    ...rest,
    roots: roots.slice(0, shownRoots),
    totals: {
      ...totals,
      customersWithoutContact: withoutContact(customers),
      quantities: [...totals.quantities],
      terminalQuantities: [...totals.terminalQuantities],
      exposure: { ...totals.exposure, parts: exposureParts(totals.exposure, costs) },
    },
    buckets: buckets.map((bucket) => ({ ...bucket, quantities: [...bucket.quantities] })),
    places: places.map((place) => {
      const { name, latitude, longitude } = names.site(place.siteId);
      return { ...place, quantities: [...place.quantities], siteName: name, latitude, longitude };
    }),
    customers,
    items: items.map((item) => ({
      ...item,
      quantities: [...item.quantities],
      name: names.item(item.itemId).name,
    })),
    excluded: excluded.map(({ lotId, itemId, siteId, evidence }) => ({
      lotId,
      itemId,
      siteId,
      evidence: [...evidence],
      text: evidenceText(evidence),
    })),
    unknown: unknown.map(({ kind, count, examples }) => ({
      kind,
      count,
      examples: [...examples],
      text: unknownText(kind, count),
    })),
  };
}

/** Customers whom nobody can call, each once. */
const withoutContact = (customers: readonly ScopeCustomer[]): number =>
  new Set(customers.filter((customer) => !hasContact(customer)).map(({ customerId }) => customerId)).size;
