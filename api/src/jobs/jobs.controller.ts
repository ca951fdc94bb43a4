import { Body, Controller, Get, HttpCode, Param, Post, Sse } from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { Job, JobAccepted, NewJob } from '../contract/jobs.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { JobEventsService } from './job-events.service.ts';
import { JobsService } from './jobs.service.ts';

/** Most jobs work on the rows of every site, so that they are for those who may see every site. */
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly jobEvents: JobEventsService,
  ) {}

  @Needs('jobs:write', { everySite: true })
  @Post()
  @HttpCode(202)
  @Answers(JobAccepted, 202)
  start(@Body({ schema: NewJob }) body: NewJob, @CurrentActor() actor: Actor): Promise<JobAccepted> {
    return this.jobs.start(actor, body);
  }

  @Needs('jobs:read')
  @Get(':id')
  @Answers(Job)
  find(@Param('id') id: string, @Current() reader: Principal): Promise<Job> {
    return this.jobs.findFor(reader, id);
  }

  @Needs('jobs:write', { everySite: true })
  @Post(':id/cancel')
  @HttpCode(202)
  @Answers(JobAccepted, 202)
  cancel(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<JobAccepted> {
    return this.jobs.cancel(actor, id);
  }

  @Needs('jobs:read')
  @Sse(':id/events')
  @AnswersFile('text/event-stream', 'Events named job, each with the job as data; ends with the job')
  events(@Param('id') id: string, @Current() reader: Principal): Promise<Observable<MessageEvent>> {
    return this.jobEvents.of(reader, id);
  }
}
