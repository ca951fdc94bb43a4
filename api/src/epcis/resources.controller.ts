import { Controller, Get, HttpCode, Options, Param, Req, Res } from '@nestjs/common';
import { InvalidQuery, readQuery, standardContext, writeQueryDocument } from '@lotscope/epcis';
import type { ValueList } from '@lotscope/sql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../access/current.ts';
import { Needs, SignedIn } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { NotFound } from '../errors/failures.ts';
import { AnswersFile } from '../openapi/answers.ts';
import { headOfPage, parametersOf } from './answer-page.ts';
import { CapturedEventsService } from './captured-events.service.ts';
import { declaredNamespaces, negotiate } from './standard-headers.ts';

/** What events can be browsed by, and the parameter that asks for events of one value. */
const parameterOf: Readonly<Record<ValueList, string>> = {
  eventTypes: 'eventType',
  epcs: 'MATCH_anyEPC',
  bizSteps: 'EQ_bizStep',
  bizLocations: 'EQ_bizLocation',
  readPoints: 'EQ_readPoint',
  dispositions: 'EQ_disposition',
};
const resources = ['events', ...Object.keys(parameterOf), 'capture', 'traceback', 'traceforward'];
const usualPage = 30;
const greatestPage = 1_000;

function listNamed(name: string): ValueList {
  if (Object.hasOwn(parameterOf, name)) return name as ValueList;
  throw new NotFound(`Events cannot be browsed by ${name}: by ${Object.keys(parameterOf).join(', ')}`);
}

function pageOf(sent: URLSearchParams): { after: string; length: number } {
  const { perPage = usualPage } = readQuery(new URLSearchParams([...sent].filter(([name]) => name === 'perPage')));
  const other = [...sent.keys()].find((name) => name !== 'perPage' && name !== 'nextPageToken');
  if (other !== undefined)
    throw new InvalidQuery([{ parameter: other, reason: 'is not a parameter of a list of values' }]);
  const after = Buffer.from(sent.get('nextPageToken') ?? '', 'base64url').toString();
  return { after, length: Math.min(perPage, greatestPage) };
}

const collection = (member: readonly string[]): string =>
  JSON.stringify({ '@context': [standardContext], type: 'Collection', member });

/** The top-level resources of EPCIS 2.0 (12.4): what values events have, and the events of one value. */
@Controller('epcis')
export class EpcisResourcesController {
  constructor(private readonly captured: CapturedEventsService) {}

  @SignedIn()
  @Get()
  @AnswersFile('application/ld+json', 'The top-level resources')
  root(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.type(negotiate(request, reply));
    return collection(resources);
  }

  @SignedIn()
  @Options()
  @HttpCode(204)
  discover(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    negotiate(request, reply);
    void reply.header('allow', 'GET, HEAD, OPTIONS');
  }

  @SignedIn()
  @Options(':resource')
  @HttpCode(204)
  discoverResource(
    @Param('resource') resource: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    if (!resources.includes(resource)) throw new NotFound(`There is no resource ${resource}: ${resources.join(', ')}`);
    negotiate(request, reply);
    void reply.header('allow', resource === 'capture' ? 'GET, HEAD, OPTIONS, POST' : 'GET, HEAD, OPTIONS');
  }

  @Needs('lots:read')
  @Get(':resource')
  @AnswersFile('application/ld+json', 'One page of the values that captured events have')
  async values(
    @Param('resource') resource: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    const list = listNamed(resource);
    const type = negotiate(request, reply);
    const { values, isMore } = await this.captured.values(principal, list, pageOf(parametersOf(request)));
    const last = isMore ? values.at(-1) : undefined;
    const next = last === undefined ? {} : { nextPageToken: Buffer.from(last).toString('base64url') };
    headOfPage(request, reply, { ...next, withheld: 0 });
    void reply.type(type);
    return collection(values);
  }

  @Needs('lots:read')
  @Get(':resource/:value')
  @AnswersFile('application/ld+json', 'What there is of one value: its events')
  ofValue(
    @Param('resource') resource: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    listNamed(resource);
    void reply.type(negotiate(request, reply));
    return collection(['events']);
  }

  @Needs('lots:read')
  @Get(':resource/:value/events')
  @AnswersFile(
    'application/ld+json',
    'An EPCISQueryDocument: one page of the events of one value that meet all parameters',
  )
  async events(
    @Param('resource') resource: string,
    @Param('value') value: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Current() principal: Principal,
  ): Promise<string> {
    const type = negotiate(request, reply);
    const named = new URLSearchParams([[parameterOf[listNamed(resource)], value]]);
    const declared = declaredNamespaces(request);
    const ofValue = await this.captured.readQuery(named, declared);
    const query = await this.captured.readQuery(parametersOf(request), declared);
    const conditions = [...ofValue.conditions, ...query.conditions];
    const page = await this.captured.page(principal, { ...query, conditions });
    headOfPage(request, reply, page);
    void reply.type(type);
    return writeQueryDocument(page.events, 'SimpleEventQuery', new Date());
  }
}
