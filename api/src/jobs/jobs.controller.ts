import { Body, Controller, Get, HttpCode, Param, Post, Sse } from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Actor } from '../audit/actor.ts';
import { Job, JobAccepted, NewJob } from '../contract/jobs.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { JobEventsService } from './job-events.service.ts';
import { JobsService } from './jobs.service.ts';

/** Jobs work on the rows of every site, so they are for those who may see every site. */
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

  @Needs('jobs:read', { everySite: true })
  @Get(':id')
  @Answers(Job)
  find(@Param('id') id: string): Promise<Job> {
    return this.jobs.find(id);
  }

  @Needs('jobs:write', { everySite: true })
  @Post(':id/cancel')
  @HttpCode(202)
  @Answers(JobAccepted, 202)
  cancel(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<JobAccepted> {
    return this.jobs.cancel(actor, id);
  }

  @Needs('jobs:read', { everySite: true })
  @Sse(':id/events')
  @AnswersFile('text/event-stream', 'Events named job, each with the job as data; ends with the job')
  events(@Param('id') id: string): Promise<Observable<MessageEvent>> {
    return this.jobEvents.of(id);
  }
}
