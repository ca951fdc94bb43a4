import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const roomBytes = 6 * 1024 ** 3;
const prefix = 'lotscope-run-';

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= roomBytes;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The folder that the temporary folders of one run of the tests are in: in memory where that has room, for stores of small plants are thousands
 * of small files. It is removed when the run ends, whatever its tests left behind; one of a run that was killed is removed by the next.
 */
export function makeRunFolder(): string {
  const parent = hasRoom(memory) ? memory : tmpdir();
  for (const name of readdirSync(parent).filter((each) => each.startsWith(prefix)))
    if (!lives(Number(name.slice(prefix.length)))) rmSync(join(parent, name), { recursive: true, force: true });
  const folder = join(parent, `${prefix}${String(process.pid)}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
