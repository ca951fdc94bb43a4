import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { JobAccepted } from '../contract/jobs.ts';
import { MailServer } from '../contract/mail.ts';
import { Answers } from '../openapi/answers.ts';
import { MailService } from './mail.service.ts';

@Controller('api/v1/mail')
export class MailController {
  constructor(private readonly mail: MailService) {}

  @Needs('settings:write', { everySite: true })
  @Get()
  @Answers(MailServer)
  read(): MailServer {
    return this.mail.server();
  }

  @Needs('settings:write', { everySite: true })
  @Post('test')
  @HttpCode(202)
  @Answers(JobAccepted, 202)
  test(@Current() principal: Principal, @CurrentActor() actor: Actor): Promise<JobAccepted> {
    return this.mail.test(principal, actor);
  }
}
