import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder with an analytics store that is migrated and empty, and an empty PostgreSQL cluster. */
    emptyData: string;
  }
}

/** Makes an analytics store at `path`, migrated and empty: a copy of one that is made once per run, for migrating takes seconds. */
export function makeEmptyStore(path: string): void {
  cpSync(join(inject('emptyData'), 'analytics'), path, { recursive: true, verbatimSymlinks: true });
}

/** Makes the stores of a product that was never started: the analytics store, and the cluster, which belongs to an account of its own. */
export function makeEmptyData(folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', ['-a', `${inject('emptyData')}/.`, folder]);
}
