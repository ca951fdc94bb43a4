// Entry for `npm start|test|check|build|bench|run bench:models` on any Node >= 18: installs with pnpm when the lock file changed,
// builds when a source changed, then hands over to the project's own Node (the npm package `node`).
import { spawnSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamps = join(root, 'node_modules', '.lotscope');
const pnpmVersion = '12.21.0';

/** Absolute path of the Node binary that the project brings; known only after the install. */
export function projectNode() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs a command in the project's root and ends this process with its exit code if it fails. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment(), ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** The project's Node first on PATH, so that every tool below runs on it. */
function environment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const first = existsSync(projectNode()) ? [dirname(projectNode())] : [];
  return { ...process.env, ...extra, PATH: [...first, process.env.PATH ?? ''].join(separator) };
}

function node(args, extra = {}) {
  run(projectNode(), args, { env: environment(extra) });
}

function bin(name) {
  return join(root, 'node_modules', '.bin', name);
}

function readStamp(name) {
  const file = join(stamps, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}

/** Digest of the files below the given paths, by path, size and change time: cheap, and safe to be wrong only by rebuilding. */
function digest(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) {
        if (!['node_modules', 'dist', 'build', '.svelte-kit'].includes(name)) visit(join(path, name));
      }
    } else hash.update(`${path}:${stat.size}:${stat.mtimeMs};`);
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (readStamp('install') === wanted && existsSync(projectNode())) return;
  console.log('Installing packages …');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  run(npx, ['--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  writeStamp('install', wanted);
}

/** Compiles the server packages and, unless told otherwise, the dashboard. */
function build() {
  const server = digest(['sql', 'ml', 'epcis', 'jobs', 'api', 'tsconfig.json', 'tsconfig.base.json', 'pnpm-lock.yaml']);
  if (readStamp('build-server') !== server || !existsSync(join(root, 'api', 'dist', 'main.js'))) {
    console.log('Building the server …');
    run(bin('tsc'), ['-b', 'api']);
    writeStamp('build-server', server);
  }
  const web = digest(['web', 'api/src/contract', 'pnpm-lock.yaml']);
  if (readStamp('build-web') !== web || !existsSync(join(root, 'web', 'build', '200.html'))) {
    console.log('Building the dashboard …');
    run(join(root, 'web', 'node_modules', '.bin', 'vite'), ['build', '--logLevel', 'error'], {
      cwd: join(root, 'web'),
      stdio: ['ignore', 'ignore', 'inherit'], // the adapter speaks whatever the level; faults go to the error stream
    });
    writeStamp('build-web', web);
  }
}

/** Hands over to a script and passes signals on; it also stops when whoever started this is gone, for npm may die first. */
function handOver(args, extra = {}) {
  const child = spawn(projectNode(), args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment(extra),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function check() {
  run(bin('prettier'), ['--check', '--log-level', 'warn', '.']);
  run(bin('tsc'), ['-b']);
  run(bin('eslint'), ['.']);
  run(join(root, 'web', 'node_modules', '.bin', 'svelte-kit'), ['sync'], { cwd: join(root, 'web') });
  run(join(root, 'web', 'node_modules', '.bin', 'svelte-check'), ['--fail-on-warnings', '--output', 'human'], {
    cwd: join(root, 'web'),
  });
  run(bin('knip'), []);
  run(bin('depcruise'), [
    '--config',
    '.dependency-cruiser.cjs',
    'sql/src',
    'ml/src',
    'epcis/src',
    'jobs/src',
    'api/src',
    'web/src',
    'test',
  ]);
}

const [command, ...args] = process.argv.slice(2);
install();
switch (command) {
  case 'start':
    build();
    handOver(['scripts/start.mjs', ...args], { NODE_ENV: process.env.NODE_ENV ?? 'production' });
    break;
  case 'test':
    build();
    node(['scripts/test.mjs', ...args]);
    break;
  case 'check':
    check();
    break;
  case 'build':
    build();
    break;
  case 'bench':
    build();
    handOver(['--conditions=source', '--expose-gc', 'test/bench/run.ts', ...args]);
    break;
  case 'bench:models':
    node(['--conditions=source', 'test/models/run.ts', ...args]);
    break;
  default:
    console.error('usage: run.mjs start|test|check|build|bench|bench:models');
    process.exit(2);
}
