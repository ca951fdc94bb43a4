import { Controller, Get, HttpCode, Options, Param, Req, Res } from '@nestjs/common';
import { withContext, writeQueryDocument } from '@lotscope/epcis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../access/current.ts';
import { Needs, SignedIn } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { AnswersFile } from '../openapi/answers.ts';
import { headOfPage, parametersOf } from './answer-page.ts';
import { CapturedEventsService } from './captured-events.service.ts';
import { declaredNamespaces, negotiate } from './standard-headers.ts';

/** The query interface of EPCIS 2.0 (12): events by what they say, and one by its ID. */
@Controller('epcis/events')
export class EpcisEventsController {
  constructor(private readonly captured: CapturedEventsService) {}

  @Needs('lots:read')
  @Get()
  @AnswersFile(
    'application/ld+json',
    'An EPCISQueryDocument: one page of the events that meet all parameters (EPCIS 2.0, 8.2.7.1)',
  )
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    const type = negotiate(request, reply);
    const query = await this.captured.readQuery(parametersOf(request), declaredNamespaces(request));
    const page = await this.captured.page(principal, query);
    headOfPage(request, reply, page);
    void reply.type(type);
    return writeQueryDocument(page.events, 'SimpleEventQuery', new Date());
  }

  @Needs('lots:read')
  @Get(':eventID')
  @AnswersFile('application/ld+json', 'The event as it was captured, with the contexts that its names need')
  async find(
    @Param('eventID') eventID: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    const type = negotiate(request, reply);
    const found = await this.captured.find(principal, eventID);
    void reply.type(type);
    return withContext(found);
  }

  @SignedIn()
  @Options()
  @HttpCode(204)
  discover(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    negotiate(request, reply);
    void reply.header('allow', 'GET, HEAD, OPTIONS, POST');
  }
}
