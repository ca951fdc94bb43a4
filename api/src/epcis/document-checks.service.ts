import { Worker } from 'node:worker_threads';
import { InvalidDocument, type Problem } from '@lotscope/epcis';
import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { CheckedDocument } from './check-document.ts';

export interface CheckTask {
  readonly id: number;
  readonly path: string;
  readonly target: string;
}

export type CheckAnswer = { readonly id: number } & (
  { readonly checked: CheckedDocument } | { readonly invalid: readonly Problem[] } | { readonly failed: string }
);

const isSource = import.meta.url.endsWith('.ts');
const entry = new URL(isSource ? './checking-thread.ts' : './checking-thread.js', import.meta.url);
/** From sources, a thread must find the sources of other packages too. */
const execArgv = isSource ? ['--conditions=source'] : [];

interface Waiting {
  readonly resolve: (checked: CheckedDocument) => void;
  readonly reject: (error: Error) => void;
}

/** Has documents checked in a thread of its own, which starts with the first of them. */
@Injectable()
export class DocumentChecksService implements OnModuleDestroy {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #tasks = 0;

  /** Throws InvalidDocument when the events of the document cannot be reached; see `checkDocument`. */
  check(path: string, target: string): Promise<CheckedDocument> {
    const id = ++this.#tasks;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#thread().postMessage({ id, path, target } satisfies CheckTask);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(entry, { execArgv, name: 'checks of EPCIS documents' });
    worker.unref();
    worker.on('message', (answer: CheckAnswer) => this.#hear(answer));
    worker.on('error', (error: Error) => this.#lost(worker, error));
    worker.on('exit', () => this.#lost(worker, new Error('The thread that checks documents has ended')));
    this.#worker = worker;
    return worker;
  }

  #hear(answer: CheckAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('checked' in answer) waiting?.resolve(answer.checked);
    else if ('invalid' in answer) waiting?.reject(new InvalidDocument(answer.invalid, null));
    else waiting?.reject(new Error(`A document could not be checked: ${answer.failed}`));
  }

  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
