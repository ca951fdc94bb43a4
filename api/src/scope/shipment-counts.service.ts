import { Inject, Injectable } from '@nestjs/common';
import { ShipmentCounts } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { ComputedScope } from '@lotscope/sql/genealogy';
import { ENGINE } from '../app/tokens.ts';
import type { Kept } from '../publications/kept.ts';
import { PublicationsService } from '../publications/publications.service.ts';

/** Shipment lines of a scope by customer and relation, counted in memory; loaded again when something was published. */
@Injectable()
export class ShipmentCountsService {
  readonly #counts: Kept<ShipmentCounts>;

  constructor(@Inject(ENGINE) engine: Engine, publications: PublicationsService) {
    this.#counts = publications.keepFresh(() => ShipmentCounts.load(engine));
  }

  /** Of a scope and lots beside it, by `<relation> <customerId>` (D15): direct customers got a root, second-tier ones got theirs from another party. */
  async of({ nodes, roots }: ComputedScope['all'], beside: Uint32Array): Promise<ReadonlyMap<string, number>> {
    const counts = await this.#counts.get();
    const sums = new Map<string, number>();
    const lines = [...counts.of({ nodes, roots }), ...counts.of({ nodes: beside, roots: 0 })];
    for (const { customerId, forwarded, root, lines: count } of lines) {
      const relation = forwarded ? 'second-tier' : root ? 'direct' : 'indirect';
      const key = `${relation} ${customerId}`;
      sums.set(key, (sums.get(key) ?? 0) + count);
    }
    return sums;
  }
}
