import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../jobs/dist/main.js', import.meta.url));

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** Resolves when it waits for jobs, with where to ask how it is; rejects when it ends before. */
  readonly ready: Promise<{ readonly healthUrl: string }>;
  /** Ends with this signal; answers the exit code, or null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the compiled workers as a process of their own, as in server mode. */
export function spawnWorker(environment: Record<string, string>): WorkerProcess {
  if (!existsSync(entry)) throw new Error('The server is not built: run `npm run build` first');
  const child = fork(entry, {
    execArgv: [],
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      LOTSCOPE_TRAINING: 'on-demand',
      LOTSCOPE_HEALTH_PORT: '0',
      LOG_LEVEL: 'error',
      UV_THREADPOOL_SIZE: '16',
      ...environment,
    },
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = Promise.race([
    once(child, 'message').then(([{ healthPort }]) => ({ healthUrl: `http://127.0.0.1:${String(healthPort)}` })),
    exited.then(([code]) => Promise.reject(new Error(`The worker ended with ${String(code)}`))),
  ]);
  ready.catch(() => undefined); // who waits for it hears of it
  return {
    process: child,
    ready,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
