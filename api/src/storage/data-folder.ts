import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Holder = z.object({ pid: z.number().int(), started: z.string(), address: z.string() });
type Holder = z.infer<typeof Holder>;

/** Another process uses the data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/** When a process began, as the system tells it; '' when there is no such process. Tells a reused pid from the old one. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? '' : (fields[19] ?? '');
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

async function holderOf(file: string): Promise<Holder | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null; // cut off by a full disk or a crash: nobody holds it
  }
}

const isAlive = (holder: Holder | null): holder is Holder =>
  holder !== null && holder.started !== '' && startOf(holder.pid) === holder.started;

/** Takes a dead holder's file away, and puts it back when a faster process had replaced it meanwhile. */
async function setAside(file: string, aside: string): Promise<void> {
  await rename(file, aside).catch(() => undefined); // somebody else was faster: the next round sees who
  if (isAlive(await holderOf(aside))) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The folder that holds everything of one installation, locked for this process. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly analytics: string;
  readonly uploads: string;
  /** Gives the lock back. */
  release(): Promise<void>;
}

/** Whose the data folder is: one process that runs databases in it, or several that share the uploads in it. */
export type DataFolderUse = 'alone' | 'shared';

/**
 * Makes the folder if need be and, for who uses it alone, locks it; throws `DataFolderInUse` while the process that holds it lives. The lock
 * is a file that is linked into place whole, so that nobody reads half of it; a dead holder's file is replaced.
 */
export async function openDataFolder(path: string, address: string, use: DataFolderUse = 'alone'): Promise<DataFolder> {
  const uploads = join(path, 'uploads');
  await mkdir(uploads, { recursive: true });
  return {
    path,
    postgres: join(path, 'postgres'),
    analytics: join(path, 'analytics'),
    uploads,
    release: use === 'alone' ? await lock(path, address) : async () => undefined,
  };
}

/** Answers how the lock is given back. */
async function lock(path: string, address: string): Promise<() => Promise<void>> {
  const file = join(path, 'lotscope.lock');
  const mine = join(path, `lotscope.lock.${randomUUID()}`);
  const holder: Holder = { pid: process.pid, started: startOf(process.pid), address };
  await writeFile(mine, JSON.stringify(holder));
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        await link(mine, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 20) throw error;
      }
      const other = await holderOf(file);
      if (isAlive(other)) {
        throw new DataFolderInUse(
          `The data folder ${path} is in use by process ${other.pid} (${other.address}). Stop it first, or set LOTSCOPE_DATA to another folder.`,
        );
      }
      await setAside(file, `${mine}.stale`);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    const now = await holderOf(file);
    if (now?.pid === holder.pid && now.started === holder.started) await rm(file, { force: true });
  };
}
