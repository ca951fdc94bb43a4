import { Controller, Get, Inject } from '@nestjs/common';
import { listMachines, listSites } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import { MachineList, SiteList } from '../contract/sites.ts';
import { Answers } from '../openapi/answers.ts';

@Controller('api/v1/sites')
export class SitesController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Needs('lots:read')
  @Get()
  @Answers(SiteList)
  async list(@Current() { sites }: Principal): Promise<SiteList> {
    return { items: await listSites(this.engine, sites) };
  }

  @Needs('lots:read')
  @Get('machines')
  @Answers(MachineList)
  async machines(@Current() { sites }: Principal): Promise<MachineList> {
    return { items: await listMachines(this.engine, sites) };
  }
}
