import { cpSync } from 'node:fs';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of an analytics store that is migrated and empty. */
    emptyStore: string;
  }
}

/** Makes an analytics store at `path`, migrated and empty: a copy of one that is made once per run, for migrating takes seconds. */
export function makeEmptyStore(path: string): void {
  cpSync(inject('emptyStore'), path, { recursive: true, verbatimSymlinks: true });
}
