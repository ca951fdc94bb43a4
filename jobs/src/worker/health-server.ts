import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { askDependency } from '../contract/dependency.ts';

export interface HealthOptions {
  readonly host: string;
  readonly port: number;
  /** By the name that the answer gives them; each rejects with what is wrong. */
  readonly questions: Readonly<Record<string, () => Promise<string>>>;
  readonly metrics: Registry;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
};

/**
 * What those who run a worker process ask it, on a port of its own: `/healthz` (it lives), `/readyz` (200 when all it stands on answers, else
 * 503; each named), `/metrics` for Prometheus. It holds nothing secret and takes no credentials: keep the port inside.
 */
export async function startHealthServer({ host, port, questions, metrics }: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const reply = async () => {
      if (request.url === '/healthz') return answer(response, 200, 'application/json', '{"status":"ok"}');
      if (request.url === '/metrics') return answer(response, 200, metrics.contentType, await metrics.metrics());
      if (request.url !== '/readyz') return answer(response, 404, 'text/plain', 'There is nothing here\n');
      const asked = Object.entries(questions).map(([name, each]) => askDependency(name, each));
      const dependencies = await Promise.all(asked);
      const ready = dependencies.every((each) => each.ready);
      answer(response, ready ? 200 : 503, 'application/json', JSON.stringify({ ready, dependencies }));
    };
    reply().catch((error: unknown) => answer(response, 500, 'text/plain', String(error)));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
