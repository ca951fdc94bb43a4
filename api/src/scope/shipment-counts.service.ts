import { Inject, Injectable } from '@nestjs/common';
import { ShipmentCounts } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { ScopeResult } from '@lotscope/sql/genealogy';
import { Genealogy } from '@lotscope/sql/genealogy';
import { ENGINE } from '../app/tokens.ts';
import type { Kept } from '../publications/kept.ts';
import { PublicationsService } from '../publications/publications.service.ts';

/** Shipment lines of a scope by customer and relation, counted in memory; loaded again when something was published. */
@Injectable()
export class ShipmentCountsService {
  readonly #counts: Kept<ShipmentCounts>;

  constructor(
    @Inject(ENGINE) engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    publications: PublicationsService,
  ) {
    this.#counts = publications.keepFresh(() => ShipmentCounts.load(engine));
  }

  /** By `<relation> <customerId>` (D15): direct customers got a root, second-tier ones got theirs from another party. */
  async of({ scopeId }: ScopeResult): Promise<ReadonlyMap<string, number>> {
    const [counts, scope] = await Promise.all([this.#counts.get(), this.genealogy.computedScope(scopeId)]);
    const sums = new Map<string, number>();
    for (const { customerId, forwarded, root, lines } of counts.of(scope.all)) {
      const relation = forwarded ? 'second-tier' : root ? 'direct' : 'indirect';
      const key = `${relation} ${customerId}`;
      sums.set(key, (sums.get(key) ?? 0) + lines);
    }
    return sums;
  }
}
