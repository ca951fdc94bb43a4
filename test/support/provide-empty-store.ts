import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Before the tests of a project: empty stores for all of them to copy. The engine must not be loaded here, where the workers come from. */
export default function provideEmptyStore(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lotscope-empty-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as another account when we are root
  const maker = join(import.meta.dirname, 'write-empty-store.ts');
  execFileSync(process.execPath, ['--conditions=source', maker, folder], { stdio: 'inherit' });
  project.provide('emptyData', folder);
  return () => rmSync(folder, { recursive: true });
}
