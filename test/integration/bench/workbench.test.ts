import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Started {
  readonly folder: string;
  readonly server: number;
  readonly section: number;
}

const script = fileURLToPath(new URL('interrupted-bench.ts', import.meta.url));
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'lotscope-interrupted-'));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A benchmark in the middle of a section, and what it has under way. */
async function started() {
  const bench = spawn(process.execPath, ['--conditions=source', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: temporary },
  });
  const [line] = (await once(bench.stdout, 'data')) as [Buffer];
  const found = JSON.parse(line.toString()) as Started;
  expect([isAlive(found.section), isAlive(found.server), existsSync(found.folder)]).toEqual([true, true, true]);
  return { bench, ...found };
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('on %s a benchmark ends what it started, waits for it, and leaves no folder', async (signal, code) => {
  const { bench, section, server } = await started();
  const exit = once(bench, 'exit');
  bench.kill(signal);
  expect(await exit).toEqual([code, null]);
  expect([isAlive(section), isAlive(server)]).toEqual([false, false]);
  expect(readdirSync(temporary)).toEqual([]);
});

test('when a benchmark is killed, its section still ends the servers and removes what it made', async () => {
  const { bench, folder, section, server } = await started();
  expect(dirname(dirname(folder))).toBe(temporary);
  bench.kill('SIGKILL');
  await expect.poll(() => isAlive(section) || isAlive(server), { timeout: 120_000 }).toBe(false);
  expect(existsSync(folder)).toBe(false);
});
