import { getPriority, setPriority } from 'node:os';
import { platform } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { Family } from '@lotscope/ml';
import type { FamilyAddress, ThreadAnswer, ThreadRequest, ThreadTask } from './thread-messages.ts';

/**
 * The thread that trains, scores and answers. It imports the module of the family and nothing else: the analytics engine, merely
 * imported in a thread, would hang the process.
 */
const port = parentPort;
if (port === null) throw new Error('This is the entry of a worker thread');

const cancelling = new AbortController();
port.on('message', (request: ThreadRequest) => {
  if (request === 'cancel') cancelling.abort(new Error('The training was cancelled'));
});

/** Niceness: about a third of what others get who want the processor at the same time. */
const politeness = 5;

// Of this thread alone, as Linux has it: whoever asks the API for something comes first.
if (platform === 'linux') setPriority(Math.max(getPriority(), politeness));

const answer = (message: ThreadAnswer): void => port.postMessage(message);

function isFamily(value: unknown, name: string): value is Family<unknown, unknown> {
  return typeof value === 'object' && value !== null && 'train' in value && 'name' in value && value.name === name;
}

async function find({ module, family }: FamilyAddress): Promise<Family<unknown, unknown>> {
  const exported = Object.values((await import(module)) as Record<string, unknown>);
  const found = exported.find((each): each is Family<unknown, unknown> => isFamily(each, family));
  if (found === undefined) throw new Error(`${module} exports no family named ${family}`);
  return found;
}

async function work(task: ThreadTask): Promise<ThreadAnswer> {
  const family = await find(task);
  const { signal } = cancelling;
  if (task.task === 'check') {
    family.check(task.artefact);
    return { kind: 'read' };
  }
  if (task.task === 'watch') {
    const { judgeDrift, Random } = await import('@lotscope/ml');
    const { artefact, data, watched, seed } = task;
    const features = family.watch(artefact, data);
    return { kind: 'watched', report: judgeDrift({ ...watched, features, random: new Random(seed) }) };
  }
  if (task.task === 'score') {
    return { kind: 'scored', scores: await family.score(task.artefact, task.data, { ...task.options, signal }) };
  }
  if (task.task === 'ask') {
    if (family.ask === undefined) throw new Error(`${task.family} takes no questions`);
    return { kind: 'answered', answer: await family.ask(task.artefact, task.data, task.question) };
  }
  const onProgress = (progress: { stage: string; done: number; total: number }) =>
    answer({ kind: 'progress', progress });
  return { kind: 'trained', trained: await family.train(task.data, { ...task.options, signal, onProgress }) };
}

try {
  answer(await work(workerData as ThreadTask));
} catch (error) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  answer({ kind: 'failed', name, message, stack });
}
port.close();
