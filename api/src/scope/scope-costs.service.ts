import { Inject, Injectable } from '@nestjs/common';
import { ScopeCosts } from '@lotscope/sql';
import type { CostsOfScope, Engine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { ScopeResult } from '@lotscope/sql/genealogy';
import { ENGINE } from '../app/tokens.ts';
import type { Kept } from '../publications/kept.ts';
import { PublicationsService } from '../publications/publications.service.ts';

/** What a recall of a scope costs beside its stock, in memory; loaded again when something was published. */
@Injectable()
export class ScopeCostsService {
  readonly #costs: Kept<ScopeCosts>;

  constructor(
    @Inject(ENGINE) engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    publications: PublicationsService,
  ) {
    this.#costs = publications.keepFresh(() => ScopeCosts.load(engine));
  }

  async of({ scopeId }: ScopeResult): Promise<CostsOfScope> {
    const [costs, scope] = await Promise.all([this.#costs.get(), this.genealogy.computedScope(scopeId)]);
    return costs.of(scope.all.nodes);
  }
}
