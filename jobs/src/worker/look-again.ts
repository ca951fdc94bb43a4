import { setTimeout as wait } from 'node:timers/promises';
import type { WorkerLog } from './worker-log.ts';

export interface Look {
  /** How long to wait from the end of one look to the next. */
  readonly everyMs: number;
  /** What the log says when a look fails; the next one tries again. */
  readonly failure: string;
  readonly log: WorkerLog;
}

/** Looks again and again until it is closed; `close` waits for the look that is under way, whose signal is aborted. */
export function lookAgain(
  look: (signal: AbortSignal) => Promise<void>,
  { everyMs, failure, log }: Look,
): { close(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const looking = (async () => {
    while (!signal.aborted) {
      try {
        await look(signal);
      } catch (error) {
        log.warn({ err: error }, failure);
      }
      await wait(everyMs, undefined, { signal }).catch(() => undefined); // closed while it waits
    }
  })();
  return {
    close: async () => {
      stopping.abort();
      await looking;
    },
  };
}
