import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** In the place of the product: says when it runs, and by which signal it was asked to end. */
const product = `
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => { console.log('ended by ' + signal); process.exit(0); });
setInterval(() => {}, 1000);
console.log('running');
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-signals-'));
  const own = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(own) as { scripts: Record<string, string> };
  await mkdir(join(folder, 'scripts'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'signals', type: 'module', scripts }));
  await writeFile(join(folder, 'scripts', 'run.mjs'), product);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// npm starts a script through a shell. One that waits for the script keeps an interrupt to itself, so that npm would wait for ever.
test.each([
  ['start', 'SIGINT'],
  ['start', 'SIGTERM'],
  ['bench', 'SIGINT'],
] as const)('npm run %s: a %s for npm alone reaches what it runs', async (script, signal) => {
  const npm = spawn('npm', ['run', script], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let said = '';
  const ended = new Promise<void>((resolve, reject) => {
    npm.once('exit', () => resolve());
    npm.once('error', reject);
  });
  await new Promise<void>((resolve, reject) => {
    npm.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('running')) resolve();
    });
    npm.once('exit', (code) => reject(new Error(`npm ended with ${code} before anything ran`)));
  });
  npm.kill(signal);
  await ended;
  expect(said).toContain(`ended by ${signal}`);
});
