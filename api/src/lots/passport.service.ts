import { Inject, Injectable } from '@nestjs/common';
import { passport } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { Genealogy } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { Passport } from '../contract/lots.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { describePassport } from './describe-passport.ts';
import { isForeign, unknownLot } from './visible-lot.ts';

/** The lot passport (T4). */
@Injectable()
export class PassportService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Genealogy) private readonly genealogy: Genealogy,
    private readonly currency: BaseCurrencyService,
  ) {}

  async find(principal: Principal, lotId: string): Promise<Passport> {
    const { sites } = principal;
    const [found, currency] = await Promise.all([passport(this.engine, lotId, { sites }), this.currency.read()]);
    if (found === undefined || isForeign(found.lot, principal)) throw unknownLot(lotId);
    return describePassport(found, currency, this.genealogy.status.dataAsOf);
  }
}
