import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stopOrphanPostmaster } from './orphan-postmaster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { unprivileged } from './unprivileged.ts';
import type { Unprivileged } from './unprivileged.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Fast shutdown: ends what runs, writes a checkpoint. */
  stop(): Promise<void>;
}

const user = 'lotscope';
const messagesInEnglish = { LC_ALL: 'C', LC_MESSAGES: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a program to its end; rejects with what it printed when it fails. */
async function run(command: string, args: string[], options: object): Promise<void> {
  const child = spawn(command, args, { ...options, env: messagesInEnglish, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${output.slice(-2000)}`)),
    );
  });
}

/** Makes the cluster beside its place and renames it, so that a half-made one is never taken for whole. */
async function initialise(folder: string, binaries: PostgresBinaries, account: Unprivileged): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  account.own(draft);
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  account.own(passwordFile);
  const args = [`--pgdata=${draft}`, `--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions');
  await run(...account.command(binaries.initdb, args));
  await rename(passwordFile, `${folder}.password`);
  await rename(draft, folder);
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=64MB',
  'log_min_messages=warning',
].flatMap((setting) => ['-c', setting]);

/** Starts the server in a process group of its own: Ctrl-C must reach it only through `stop`, after its clients ended. */
function spawnServer(folder: string, port: number, binaries: PostgresBinaries, account: Unprivileged) {
  const [command, args, options] = account.command(binaries.postgres, ['-D', folder, '-p', String(port), ...settings]);
  const server = spawn(command, args, {
    ...options,
    env: messagesInEnglish,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  return { server, said: () => said.trim() };
}

/** Resolves when the server takes connections; throws with what it said when it ended or took 60 s. */
async function untilReady(url: string, server: ChildProcess, said: () => string): Promise<void> {
  let ended: string | undefined;
  server.once('error', (error) => (ended = error.message));
  server.once('exit', (code) => (ended ??= `exit code ${code}`));
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(25)) {
    if (ended !== undefined) throw new Error(`The embedded PostgreSQL did not start (${ended}): ${said()}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined); // a connection cut during start-up is tried again
    try {
      await client.connect();
      return;
    } catch {
      // not listening yet, or still recovering: the deadline and the exit handler end the wait
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  server.kill('SIGQUIT');
  throw new Error(`The embedded PostgreSQL did not take connections within 60 s: ${said()}`);
}

/**
 * Starts PostgreSQL in `folder`, making the cluster the first time and ending the server of a killed run.
 * The caller holds the lock of the data folder.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const binaries = await postgresBinaries();
  const account = unprivileged([folder, binaries.postgres]);
  if (existsSync(folder)) await stopOrphanPostmaster(folder);
  else await initialise(folder, binaries, account);
  const password = (await readFile(`${folder}.password`, 'utf8')).trim();
  const port = await freePort();
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
  const { server, said } = spawnServer(folder, port, binaries, account);
  // Also when this process ends without closing, on a fault or because somebody asked twice: it would live on and hold the folder.
  const endWithUs = () => void server.kill('SIGINT');
  process.once('exit', endWithUs);
  server.once('exit', () => process.off('exit', endWithUs));
  await untilReady(url, server, said);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    url,
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGINT');
        await exited;
      }
    },
  };
}
