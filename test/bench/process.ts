import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeOnSignals, closeWorkbenches, stop, type Workbench } from './workbench.ts';

/** For a process that cleans up behind itself and the servers it started, one after the other. */
const patience = 120_000;

/**
 * Runs a script of ours in a process group of its own, sends it `message` and resolves with its answer. Whatever it left
 * behind (processes, temporary folders) goes with it, also when it crashed. When this process is interrupted, it is told to clean up,
 * waited for, and only then is its group ended.
 */
export async function inProcess<Answer>(bench: Workbench, script: string, message: object): Promise<Answer> {
  const child = fork(script, [], {
    execArgv: process.execArgv,
    detached: true,
    env: { ...process.env, TMPDIR: bench.folder('process') },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let swept = false;
  const sweep = () => {
    // Once only: the number of a group that is gone may be given to another.
    if (!swept) endGroup(child.pid);
    swept = true;
  };
  bench.defer(async () => {
    await stop(child, patience);
    sweep();
  });
  let answer: Answer | undefined;
  child.once('message', (received) => (answer = received as Answer));
  const exit = once(child, 'exit');
  child.send(message);
  const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null];
  sweep();
  if (answer === undefined) throw new Error(`${script} ended without an answer (code ${code}, signal ${signal})`);
  return answer;
}

/** The other side: answers the one message that `inProcess` sends, and outlives whoever sent it only to clean up. */
export function answerOnce<Message, Answer>(work: (message: Message) => Promise<Answer>): void {
  closeOnSignals();
  process.once('disconnect', () => void closeWorkbenches().finally(() => endGroup(process.pid)));
  process.once('message', (message: Message) => {
    void work(message).then(async (answer) => {
      // Nothing is open any more, unless the work was cut short by a signal: then its clean-up ends first.
      await closeWorkbenches();
      process.send?.(answer, () => process.exit());
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (failure) {
    // Nobody of the group is left.
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}
