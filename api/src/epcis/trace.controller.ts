import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { writeQueryDocument } from '@lotscope/epcis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { EpcisTraceQuery } from '../contract/epcis.ts';
import { AnswersFile } from '../openapi/answers.ts';
import { headOfPage } from './answer-page.ts';
import { EpcisTraceService } from './epcis-trace.service.ts';
import { negotiate } from './standard-headers.ts';

type Answering = readonly [request: FastifyRequest, reply: FastifyReply, principal: Principal];

/** The captured events of a trace, in the order in which they happened: also how any trace is exported for partners. */
@Controller('epcis')
export class EpcisTraceController {
  constructor(private readonly traces: EpcisTraceService) {}

  @Needs('lots:read')
  @Get('traceback')
  @AnswersFile('application/ld+json', 'An EPCISQueryDocument: every event of the thing and of all that went into it')
  back(
    @Query({ schema: EpcisTraceQuery }) query: EpcisTraceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    return this.#answer('backward', query, [request, reply, principal]);
  }

  @Needs('lots:read')
  @Get('traceforward')
  @AnswersFile('application/ld+json', 'An EPCISQueryDocument: every event of the thing and of all that it went into')
  forward(
    @Query({ schema: EpcisTraceQuery }) query: EpcisTraceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    return this.#answer('forward', query, [request, reply, principal]);
  }

  async #answer(
    direction: 'backward' | 'forward',
    query: EpcisTraceQuery,
    [request, reply, principal]: Answering,
  ): Promise<string> {
    const type = negotiate(request, reply);
    const page = await this.traces.page(principal, { ...query, direction });
    headOfPage(request, reply, page);
    void reply.type(type);
    return writeQueryDocument(page.events, direction === 'backward' ? 'traceback' : 'traceforward', new Date());
  }
}
