import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Before the tests of a project: one store for all of them to copy. The engine must not be loaded here, where the workers come from. */
export default function provideEmptyStore(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lotscope-empty-'));
  const path = join(folder, 'store');
  const maker = join(import.meta.dirname, 'write-empty-store.ts');
  execFileSync(process.execPath, ['--conditions=source', maker, path], { stdio: 'inherit' });
  project.provide('emptyStore', path);
  return () => rmSync(folder, { recursive: true });
}
