import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { asEpcisProblem } from '../epcis/epcis-exceptions.ts';
import { internalProblem, toProblem } from './to-problem.ts';

/** Answers every error of a route as problem+json; faults of ours are logged with their stack and answered without it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: PinoLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (request.raw.destroyed && !request.raw.complete) {
      this.log.info({ correlationId: request.id, url: request.url }, 'The sender broke off');
      return;
    }
    const told = toProblem(error, request.id) ?? internalProblem(request.id);
    const problem = request.url.startsWith('/epcis') ? asEpcisProblem(told, request.method) : told;
    if (problem.status >= 500)
      this.log.error({ err: error, correlationId: request.id, url: request.url }, 'A request failed');
    if (reply.raw.headersSent) {
      reply.raw.destroy(); // a stream broke half-way: the reader must notice
      return;
    }
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }
}
