import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Actor } from '../audit/actor.ts';
import { CaptureJob, CaptureJobs, CaptureListQuery } from '../contract/epcis-capture.ts';
import { streamedBody } from '../http/body.ts';
import { uuidOf } from '../http/uuid-of.ts';
import { Answers } from '../openapi/answers.ts';
import { behaviourOf, demandJson, wantsRepresentation } from './capture-headers.ts';
import { CapturesService } from './captures.service.ts';
import { SingleEventsService } from './single-events.service.ts';

const documentBody = ApiBody({
  description:
    'An EPCISDocument or EPCISQueryDocument, or one event with its context, as JSON or JSON-LD; gzip and zstd are recognised',
  schema: { type: 'object' },
});

/** Events hold what happened at every site, so capturing is for those who may write for every site. */
@Controller('epcis')
export class CapturesController {
  constructor(
    private readonly captures: CapturesService,
    private readonly events: SingleEventsService,
  ) {}

  @Needs('imports:write', { everySite: true })
  @Post('capture')
  @HttpCode(202)
  @RouteConfig(streamedBody)
  @documentBody
  @ApiHeader({ name: 'GS1-Capture-Error-Behaviour', required: false, description: 'rollback (default) or proceed' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'return=representation: the answer holds the capture job',
  })
  @Answers(CaptureJob, 202)
  async capture(
    @Body() body: unknown,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaptureJob | undefined> {
    demandJson(headers);
    const job = await this.captures.capture(actor, body, behaviourOf(headers));
    reply.header('location', `/epcis/capture/${job.captureID}`);
    if (!wantsRepresentation(headers)) return undefined;
    reply.header('preference-applied', 'return=representation');
    return job;
  }

  @Needs('imports:write', { everySite: true })
  @Post('events')
  @HttpCode(201)
  @RouteConfig(streamedBody)
  @documentBody
  async captureEvent(
    @Body() body: unknown,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    demandJson(headers);
    const eventId = await this.events.capture(actor, body);
    reply.header('location', `/epcis/events/${encodeURIComponent(eventId)}`);
  }

  @Needs('imports:read', { everySite: true })
  @Get('capture')
  @Answers(CaptureJobs)
  async list(
    @Query({ schema: CaptureListQuery }) query: CaptureListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaptureJob[]> {
    const { items, next } = await this.captures.list(query);
    const page = new URLSearchParams({ perPage: String(query.perPage), nextPageToken: next ?? '' });
    if (next !== null)
      reply.header('link', `<${request.protocol}://${request.host}/epcis/capture?${page}>; rel="next"`);
    return items;
  }

  @Needs('imports:read', { everySite: true })
  @Get('capture/:id')
  @Answers(CaptureJob)
  find(@Param('id', uuidOf('capture')) id: string): Promise<CaptureJob> {
    return this.captures.find(id);
  }
}
