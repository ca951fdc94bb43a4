import { Inject, Injectable } from '@nestjs/common';
import { Genealogy, ScopeGone } from '@lotscope/sql/genealogy';
import type { ComputedScope } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { RootsService } from '../roots/roots.service.ts';

/** Opens scopes that were computed before, for readers who may start from what they were asked for. */
@Injectable()
export class OpenScopeService {
  constructor(
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly roots: RootsService,
  ) {}

  /** A scope of nothing that the reader may start from is as unknown to them as one that does not exist. */
  async open({ sites }: Principal, scopeId: string): Promise<ComputedScope> {
    const scope = await this.genealogy.computedScope(scopeId, { visibleSites: sites });
    if (sites !== null && !(await this.roots.seesAny(await scope.roots(), sites)))
      throw new ScopeGone('the roots of this scope are gone');
    return scope;
  }
}
