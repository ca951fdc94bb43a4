import { parentPort } from 'node:worker_threads';
import { InvalidDocument } from '@lotscope/epcis';
import { checkDocument } from './check-document.ts';
import type { CheckAnswer, CheckTask } from './document-checks.service.ts';

/** The thread that checks documents of EPCIS, one after the other, so that the event loop stays free for requests. */
async function answer({ id, path, target }: CheckTask): Promise<CheckAnswer> {
  try {
    return { id, checked: await checkDocument(path, target) };
  } catch (error) {
    if (error instanceof InvalidDocument) return { id, invalid: error.problems };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let last = Promise.resolve();
parentPort?.on('message', (task: CheckTask) => {
  last = last.then(async () => parentPort?.postMessage(await answer(task)));
});
