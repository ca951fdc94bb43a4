import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { spawnProduct } from '../support/product-process.ts';
import { loadSmallPlant } from './small-plant.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder of a product that the small plant was loaded into. */
    smallPlantData: string;
  }
}

/** Before the browser tests, after the empty stores are provided: the small plant, loaded once for all that copy it. */
export default async function provideSmallPlant(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'lotscope-small-plant-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as another account when we are root
  execFileSync('cp', ['-a', `${project.getProvidedContext().emptyData}/.`, folder]);
  const product = await spawnProduct(folder);
  await loadSmallPlant(product);
  const code = await product.end('SIGTERM');
  if (code !== 0) throw new Error(`The product that loaded the small plant ended with ${code}`);
  project.provide('smallPlantData', folder);
  return () => rmSync(folder, { recursive: true });
}
