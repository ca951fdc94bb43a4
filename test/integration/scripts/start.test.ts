import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportPage, LotListPage, Me } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, HttpClient } from '../../support/http-client.ts';

const script = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly said: string;
  readonly url: string;
  /** By role's name. */
  readonly links: ReadonlyMap<string, string>;
}

/** Starts the product as `npm start` does and waits until it has printed where to go. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], PORT: '0', LOTSCOPE_DATA: folder, LOTSCOPE_SAMPLE_LINKS: '20000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops it')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  const url = /Lotscope answers at (\S+)/.exec(said)?.[1] ?? '';
  const links = new Map(
    [...said.matchAll(/^ {2}(\S.*?) {2,}(http\S+)$/gm)].map(([, name = '', link = '']) => [name, link]),
  );
  return { child, said, url, links };
}

async function stop({ child }: Started): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  child.kill('SIGINT'); // from the terminal, and again from the program that started it
  return exited;
}

async function signIn({ url, links }: Started, name: string): Promise<HttpClient> {
  const stranger = new HttpClient(url, null);
  const token = links.get(name)?.split('#')[1];
  return stranger.as({ cookie: cookieOf(await stranger.post('/api/v1/session/link', { token })) });
}

describe('npm start', () => {
  let first: Started;
  let lots: number;

  it('the first time loads the sample through the ordinary import and prints a link per role', async () => {
    first = await start();
    expect(first.said).toMatch(/Loaded the sample plant: [\d,]+ rows in \d+ s/);
    expect([...first.links.keys()]).toEqual([
      'CFO',
      'Supplier quality manager',
      'Planner',
      'Recall coordinator',
      'Auditor',
      'Administrator',
    ]);
    const planner = await signIn(first, 'Planner');
    expect((await planner.get<Me>('/api/v1/me')).body.roles).toEqual(['planner']);
    lots = (await planner.get<LotListPage>('/api/v1/lots?limit=1')).body.total;
    expect(lots).toBeGreaterThan(1000);
    const imports = (await planner.get<ImportPage>('/api/v1/imports?limit=1000')).body;
    expect(imports.items.every(({ state, rows }) => state === 'done' && rows?.rejected === 0)).toBe(true);
    expect(existsSync(join(folder, 'sample'))).toBe(false);
  }, 400_000);

  it('stops cleanly on Ctrl-C', async () => {
    expect(await stop(first)).toBe(0);
    expect(existsSync(join(folder, 'lotscope.lock'))).toBe(false);
    expect(existsSync(join(folder, 'local-access.json'))).toBe(false);
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('the second time keeps the data, loads nothing, and the old links are worth nothing once used', async () => {
    const second = await start();
    expect(second.said).not.toContain('Loaded the sample');
    const auditor = await signIn(second, 'Auditor');
    expect((await auditor.get<LotListPage>('/api/v1/lots?limit=1')).body.total).toBe(lots);
    expect((await auditor.get<{ valid: boolean }>('/api/v1/audit/verify')).body.valid).toBe(true);
    const used = first.links.get('Planner')?.split('#')[1];
    expect((await new HttpClient(second.url, null).post('/api/v1/session/link', { token: used })).status).toBe(401);
    expect(await stop(second)).toBe(0);
  });

  it.each([
    ['a SIGTERM to npm itself', 'SIGTERM', 1],
    ['Ctrl-C in the terminal, which reaches npm and all below it', 'SIGINT', -1],
  ] as const)(
    'stopped by %s, leaves nothing running',
    async (_how, signal, group) => {
      const root = fileURLToPath(new URL('../../..', import.meta.url));
      const environment = {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: '0',
        LOTSCOPE_DATA: folder,
        LOTSCOPE_SAMPLE: 'none',
      };
      const child = spawn('npm', ['start'], {
        cwd: root,
        env: environment,
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = new Promise((resolve) => child.once('exit', resolve));
      let said = '';
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('Ctrl-C stops it')) resolve();
        });
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
      });
      const lock = JSON.parse(await readFile(join(folder, 'lotscope.lock'), 'utf8')) as { pid: number };
      const postmaster = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
      expect([alive(lock.pid), alive(postmaster)]).toEqual([true, true]);
      process.kill(group * (child.pid ?? NaN), signal);
      await exited;
      await expect.poll(() => [lock.pid, postmaster].filter(alive), { timeout: 120_000 }).toEqual([]);
      expect(existsSync(join(folder, 'lotscope.lock'))).toBe(false);
      expect(existsSync(join(folder, 'local-access.json'))).toBe(false);
    },
    300_000,
  );
});

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
