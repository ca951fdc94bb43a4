import { Worker } from 'node:worker_threads';
import type { TrainingProgress } from '@lotscope/ml';
import { DamagedModel } from '../models/damaged-model.ts';
import type { ThreadAnswer, ThreadTask } from './thread-messages.ts';

export interface ThreadRun {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** How long a family may take to notice that it is cancelled before its thread is ended. */
  readonly patienceMs?: number;
}

/** An answer of a thread that ends its work well. */
export type ThreadResult = Extract<ThreadAnswer, { kind: 'trained' | 'read' | 'scored' | 'watched' | 'answered' }>;

/** The family refused its data, or failed; the message is its own. */
export class FamilyFailed extends Error {
  override readonly name = 'FamilyFailed';
}

const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(isSource ? './training-thread.ts' : './training-thread.js', import.meta.url);
/** From sources, a thread must find the sources of other packages too. */
const execArgv = isSource ? ['--conditions=source'] : [];

function failure({ name, message, stack }: Extract<ThreadAnswer, { kind: 'failed' }>): Error {
  const error = name === 'CorruptArtefact' ? new DamagedModel(message) : new FamilyFailed(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/**
 * Trains, scores or answers in a thread of its own, so that the event loop, and with it the lock of the job, stays alive. Rejects with the
 * reason of the signal when it is cancelled, with `DamagedModel` when the family cannot read an artefact.
 */
export function runInThread(task: ThreadTask, run: ThreadRun): Promise<ThreadResult> {
  const { signal, onProgress, patienceMs = 2000 } = run;
  signal.throwIfAborted();
  const worker = new Worker(entry, { workerData: task, execArgv, name: `${task.task} ${task.family}` });
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    worker.postMessage('cancel');
    timer = setTimeout(() => void worker.terminate(), patienceMs);
  };
  signal.addEventListener('abort', cancel, { once: true });
  const ended = new Promise<ThreadResult>((resolve, reject) => {
    worker.on('message', (answer: ThreadAnswer) => {
      if (answer.kind === 'progress') onProgress?.(answer.progress);
      else if (answer.kind === 'failed') reject(failure(answer));
      else resolve(answer);
    });
    worker.on('error', reject);
    worker.on('messageerror', reject);
    // When it has answered before, this changes nothing.
    worker.on('exit', (code) => reject(new Error(`The thread ended without an answer, with exit code ${code}`)));
  });
  return ended
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    })
    .finally(async () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      await worker.terminate();
    });
}
