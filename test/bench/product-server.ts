import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, stop, type Workbench } from './workbench.ts';

const main = resolve(import.meta.dirname, '../../api/dist/main.js');

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** The product as a stranger runs it: a process of its own, built, embedded engines, spoken to over HTTP on one kept-alive connection. */
export class ProductServer {
  readonly pid: number;
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number;
  readonly #port: number;
  readonly #token: string;
  readonly #agent: Agent;
  readonly #stop: () => Promise<void>;

  private constructor(
    pid: number,
    port: number,
    token: string,
    agent: Agent,
    readyMs: number,
    end: () => Promise<void>,
  ) {
    this.pid = pid;
    this.readyMs = readyMs;
    this.#port = port;
    this.#token = token;
    this.#agent = agent;
    this.#stop = end;
  }

  /** Starts the server on a data folder and resolves once it is ready; fails with its last output if it is not within `patience`. */
  static async start(bench: Workbench, dataFolder: string, patience = 600_000): Promise<ProductServer> {
    if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build first`);
    await mkdir(dataFolder, { recursive: true });
    const port = await freePort();
    const token = `bench-${randomUUID()}`;
    const begin = performance.now();
    const child = bench.start(process.execPath, [main], {
      // In a group of its own and on a channel: should this process be killed, the server still stops, and with it its PostgreSQL.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        TMPDIR: process.env['TMPDIR'],
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        UV_THREADPOOL_SIZE: '16',
        PORT: String(port),
        LOTSCOPE_DATA: dataFolder,
        LOTSCOPE_SAMPLE: 'none',
        LOTSCOPE_TRAINING: 'on-demand',
        LOTSCOPE_ADMIN_TOKEN: token,
        TRACE_MEMORY_MB: '4096',
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => (output = (output + String(chunk)).slice(-4000)));
    }
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    bench.defer(() => agent.destroy());
    const server = (readyMs: number) =>
      new ProductServer(child.pid as number, port, token, agent, readyMs, () => stop(child));
    const knocking = server(0);
    while (performance.now() - begin < patience) {
      if (child.exitCode !== null) break;
      const answer = await knocking.get('/readyz').catch(() => null);
      if (answer?.status === 200) return server(performance.now() - begin);
      await sleep(20);
    }
    throw new Error(`The server did not become ready on ${join(dataFolder)}:\n${output}`);
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path, null);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.#send('POST', path, Buffer.from(JSON.stringify(body)), 'application/json');
  }

  /** A GET whose answer must be 200, parsed. */
  async json<Body>(path: string): Promise<Body> {
    return parsed<Body>(path, await this.get(path));
  }

  async postJson<Body>(path: string, body: unknown): Promise<Body> {
    return parsed<Body>(path, await this.post(path, body));
  }

  /** Streams a file as the raw body of an upload. */
  async upload<Body>(path: string, file: NodeJS.ReadableStream): Promise<Body> {
    return parsed<Body>(path, await this.#send('POST', path, file, 'text/csv'));
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  #send(method: string, path: string, body: Buffer | NodeJS.ReadableStream | null, type?: string): Promise<Answer> {
    return new Promise((resolveAnswer, reject) => {
      const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
      if (type !== undefined) headers['content-type'] = type;
      if (Buffer.isBuffer(body)) headers['content-length'] = String(body.length);
      const sent = request(
        { host: '127.0.0.1', port: this.#port, method, path, headers, agent: this.#agent },
        (received) => {
          const chunks: Buffer[] = [];
          received.on('data', (chunk: Buffer) => chunks.push(chunk));
          received.on('error', reject);
          received.on('end', () => resolveAnswer({ status: received.statusCode ?? 0, body: Buffer.concat(chunks) }));
        },
      );
      sent.on('error', reject);
      if (body === null || Buffer.isBuffer(body)) sent.end(body ?? undefined);
      else body.pipe(sent);
    });
  }
}

function parsed<Body>(path: string, { status, body }: Answer): Body {
  if (status < 200 || status > 299) throw new Error(`${path} answered ${status}: ${body.toString().slice(0, 500)}`);
  return JSON.parse(body.toString()) as Body;
}
