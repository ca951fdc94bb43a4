import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { directives, inlineScriptHashes } from '../dashboard/content-security-policy.ts';
import { dashboardFolder, dashboardPage, serveDashboard } from '../dashboard/serve-dashboard.ts';
import { sendVersions } from '../epcis/version-headers.ts';
import { TooManyRequests } from '../errors/failures.ts';
import { internalProblem, toProblem } from '../errors/to-problem.ts';
import { MetricsService } from '../health/metrics.service.ts';
import { parseBodies } from '../http/body.ts';
import { correlationId } from '../http/correlation-id.ts';
import { OpenApiService } from '../openapi/openapi.service.ts';
import { AppModule } from './app.module.ts';
import type { Foundations } from './app.module.ts';

function adapter(behindProxy: boolean): FastifyAdapter {
  return new FastifyAdapter({
    // A lot id of 500 characters, each of them percent-encoded as four bytes of UTF-8.
    routerOptions: { maxParamLength: 8000 },
    genReqId: correlationId,
    trustProxy: behindProxy,
    // Refusals before any route: a URL that cannot be decoded.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const problem = toProblem(error, request.id) ?? internalProblem(request.id);
      void reply.code(problem.status).type('application/problem+json').send(problem);
    },
  });
}

/** Past this length a text is written to the socket faster as bytes. */
const longText = 4096;

/** Counts and names every answer. */
function observe(fastify: FastifyInstance, metrics: MetricsService): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' && payload.length > longText ? Buffer.from(payload) : payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

/** Makes the application ready to listen: plugins, body parsing, security headers, routes, dashboard. */
export async function createApp(foundations: Foundations): Promise<NestFastifyApplication> {
  const { publicUrl } = foundations.config;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(foundations),
    adapter(publicUrl !== undefined),
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  parseBodies(fastify);
  observe(fastify, app.get(MetricsService));
  sendVersions(fastify);
  const page = dashboardPage(dashboardFolder);
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: directives(inlineScriptHashes(page ?? '')) },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    hsts: publicUrl?.startsWith('https:') ?? false,
  });
  await fastify.register(cookie);
  await fastify.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { after }) => new TooManyRequests(`Too many attempts: try again in ${after}`),
  });
  if (page !== null) await serveDashboard(fastify, dashboardFolder);
  app.get(OpenApiService).describe(app);
  await app.init();
  return app;
}
