import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** One line about the machine that a figure was measured on. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${model}, ${memory} GiB, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`;
}

/** Load average of the last minute: above the number of cores, others were at work and the figures suffer. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

/** Milliseconds that the processors have worked for this process so far, all threads of the embedded engine included. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The same for the thread that asks alone. */
export function threadProcessorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Resident bytes of a process now, and the highest since it began or since `resetPeak`. Linux only: elsewhere undefined. */
export function residentBytes(pid: number | 'self' = 'self'): { now: number; peak: number } | undefined {
  if (platform() !== 'linux') return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}
