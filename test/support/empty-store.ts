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

/** What a product of a test begins with: nothing, or the small plant of the browser tests. */
export type Beginning = 'emptyData' | 'smallPlantData';

/** Makes the data folder of a product: a copy of one that was made before the tests; the cluster in it belongs to an account of its own. */
export function makeData(folder: string, beginning: Beginning): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', ['-a', `${inject(beginning)}/.`, folder]);
}
