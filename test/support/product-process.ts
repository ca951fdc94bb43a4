import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { HttpClient } from './http-client.ts';

export const adminToken = 'test-bootstrap-token-0123456789';

const entry = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url));

export interface ProductProcess {
  readonly process: ChildProcess;
  readonly url: string;
  readonly admin: HttpClient;
  /** Ends with this signal; answers the exit code, or null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The server did not start; what it said, and its exit code. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
  readonly code: number | null;
  constructor(said: string, code: number | null) {
    super(said);
    this.code = code;
  }
}

/** Starts the compiled product as a process of its own, as `npm start` does; throws `NotStarted` when it ends instead. `log`: a file for its log. */
export async function spawnProduct(
  folder: string,
  environment: Record<string, string> = {},
  log?: string,
): Promise<ProductProcess> {
  if (!existsSync(entry)) throw new Error('The server is not built: run `npm run build` first');
  const output = log === undefined ? 'ignore' : openSync(log, 'a');
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOTSCOPE_DATA: folder,
      LOTSCOPE_SAMPLE: 'none',
      LOTSCOPE_TRAINING: 'on-demand',
      LOTSCOPE_ADMIN_TOKEN: adminToken,
      LOG_LEVEL: 'error',
      UV_THREADPOOL_SIZE: '16',
      ...environment,
    },
    detached: true,
    stdio: ['ignore', output, 'pipe', 'ipc'],
  });
  if (typeof output === 'number') closeSync(output);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const url = await Promise.race([
    once(child, 'message').then(([message]) => (message as { url: string }).url),
    exited.then(([code]) => Promise.reject(new NotStarted(said, code))),
  ]);
  return {
    process: child,
    url,
    admin: new HttpClient(url, { token: adminToken }),
    end: async (signal) => {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
