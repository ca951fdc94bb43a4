import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a benchmark makes and must leave nothing of: folders, processes, open engines. Closed last in, first out. */
export class Workbench {
  readonly #undo: (() => Promise<unknown> | unknown)[] = [];
  #closing: Promise<void> | undefined;

  get isClosing(): boolean {
    return this.#closing !== undefined;
  }

  /** An empty temporary folder that other users may enter (PostgreSQL runs as its own user). */
  folder(name: string): string {
    this.#refuseWhenClosing();
    const path = mkdtempSync(join(tmpdir(), `lotscope-bench-${name}-`));
    chmodSync(path, 0o755);
    this.defer(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
    return path;
  }

  defer(undo: () => Promise<unknown> | unknown): void {
    this.#undo.push(undo);
  }

  /** Starts a process that does not outlive the workbench. */
  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    this.#refuseWhenClosing();
    const child = spawn(command, args, options);
    this.defer(() => stop(child));
    return child;
  }

  /** Undoes everything once, however often it is called; resolves when all is undone. */
  close(): Promise<void> {
    return (this.#closing ??= this.#undoAll());
  }

  #refuseWhenClosing(): void {
    if (this.isClosing) throw new Error('The benchmark is being stopped');
  }

  async #undoAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) {
      try {
        await undo();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything was cleaned up');
  }
}

/** The workbenches of this process, oldest first. */
const benches = new Set<Workbench>();

/** Runs `work` on a workbench of its own and cleans up, also when it fails. */
export async function onWorkbench<Answer>(work: (bench: Workbench) => Promise<Answer>): Promise<Answer> {
  const bench = new Workbench();
  benches.add(bench);
  try {
    return await work(bench);
  } finally {
    await bench.close();
    benches.delete(bench);
  }
}

/** Cleans up whatever this process has under way, the newest first. */
export async function closeWorkbenches(): Promise<void> {
  for (const bench of [...benches].reverse()) await bench.close();
}

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** From now on this process cleans up before it goes, on Ctrl-C and on a termination. */
export function closeOnSignals(): void {
  for (const [signal, code] of Object.entries(signals)) {
    // The starter of the PostgreSQL peer ends the process on a signal as soon as that server is down: the rest would stay.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      closeWorkbenches()
        .catch((failure: unknown) => console.error(failure))
        .finally(() => process.exit(code));
    });
  }
}

/** Asks a process to end, and ends it if it has not after `patience` milliseconds: servers of a big plant take their time. */
export function stop(child: ChildProcess, patience = 60_000): Promise<void> {
  const before = stopping.get(child);
  if (before !== undefined) return before;
  const stopped = ask(child, patience);
  stopping.set(child, stopped);
  return stopped;
}

/** A program that is asked twice may go at once and leave its own servers behind. */
const stopping = new WeakMap<ChildProcess, Promise<void>>();

async function ask(child: ChildProcess, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await exit;
  clearTimeout(timer);
}

/** A TCP port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
