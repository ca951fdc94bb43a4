import { Inject, Injectable } from '@nestjs/common';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import type { ExcludedLot } from '../contract/excluded-lot.ts';
import { NotFound } from '../errors/failures.ts';
import { evidenceText } from './evidence-text.ts';
import { OpenScopeService } from './open-scope.service.ts';

/** Why one lot is out of a scope (R9): the proof that a regulator asks for. */
@Injectable()
export class ExcludedLotService {
  constructor(
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly scopes: OpenScopeService,
  ) {}

  async explain(principal: Principal, scopeId: string, lotId: string): Promise<ExcludedLot> {
    await this.scopes.open(principal, scopeId);
    const found = await this.genealogy.excludedEvidence(scopeId, lotId, { visibleSites: principal.sites });
    // The same words for a lot that is in the scope, one that nobody knows and one of another site.
    if (found === null) throw new NotFound(`The lot ${lotId} is not excluded from this scope`);
    const { nodeNo: _node, evidence, ...lot } = found;
    return { ...lot, evidence: [...evidence], text: evidenceText(evidence) };
  }
}
