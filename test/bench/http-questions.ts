import { count, medianAndP95 } from './figures.ts';
import type { Answer, ProductServer } from './product-server.ts';
import type { Check } from './section.ts';
import { type Repeats, time, type Timing } from './timing.ts';

export type Request = (server: ProductServer) => Promise<Answer>;

/** One kind of request that is timed; the requests of it are sent in turn. */
export interface Question {
  readonly name: string;
  readonly requests: readonly Request[];
  /** Most milliseconds that the median may take, when the product promises that. */
  readonly target?: number | undefined;
}

export const get =
  (path: string): Request =>
  (server) =>
    server.get(path);

export const ofLot = (lotId: string, rest = ''): Request => get(`/api/v1/lots/${encodeURIComponent(lotId)}${rest}`);

export const answerColumns = ['request', 'median (p95) ms', 'runs', 'largest answer KiB'] as const;

/** Asks everything in turn; the checks compare with what the product promises at this size, if it does. */
export async function askAll(
  server: ProductServer,
  questions: readonly Question[],
  repeats: Repeats,
): Promise<{ rows: string[][]; checks: Check[] }> {
  const rows: string[][] = [];
  const checks: Check[] = [];
  for (const question of questions) {
    const { timing, bytes } = await ask(server, question, repeats);
    rows.push([question.name, medianAndP95(timing), count(timing.runs), count(bytes / 1024)]);
    const { name, target } = question;
    if (target === undefined) continue;
    const figure = `${medianAndP95(timing)} ms`;
    checks.push({ target: `${name}: median ≤ ${target} ms`, figure, met: timing.median <= target });
  }
  return { rows, checks };
}

async function ask(
  server: ProductServer,
  { name, requests }: Question,
  repeats: Repeats,
): Promise<{ timing: Timing; bytes: number }> {
  let bytes = 0;
  const timing = await time(
    requests,
    async (request) => {
      const { status, body } = await request(server);
      if (status < 200 || status > 299) {
        throw new Error(`${name} was answered with ${status}: ${body.toString().slice(0, 300)}`);
      }
      bytes = Math.max(bytes, body.length);
    },
    repeats,
  );
  return { timing, bytes };
}
