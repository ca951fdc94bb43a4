import type { FastifyInstance } from 'fastify';
import { mostBytes, mostEvents } from './capture-limits.ts';

/** What every answer under `/epcis` says of this repository (EPCIS 2.0, 12.6). */
const headers = {
  'GS1-EPCIS-Version': '2.0.0',
  'GS1-EPCIS-Min': '2.0.0',
  'GS1-EPCIS-Max': '2.0.0',
  'GS1-CBV-Version': '2.0.0',
  'GS1-CBV-Min': '2.0.0',
  'GS1-CBV-Max': '2.0.0',
  'GS1-Vendor-Version': '1.0.0',
  'GS1-EPCIS-Capture-Limit': String(mostEvents),
  'GS1-EPCIS-Capture-File-Size-Limit': String(mostBytes),
} as const;

export function sendVersions(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/epcis')) reply.headers({ ...headers, 'cache-control': 'no-store' });
    done();
  });
}
