import { defineConfig } from 'vitest/config';
import { makeRunFolder } from './test/support/run-folder.ts';

// Of this process and of all that it starts.
process.env['TMPDIR'] = makeRunFolder();

// chDB must not be loaded in a worker thread (it crashes the process), hence forks.
const shared = {
  pool: 'forks' as const,
  // Two processes fill two cores; a number of its own per project would run them one after the other.
  maxWorkers: 2,
  // Nothing is asserted about time: a limit only ends what hangs, also on a machine four times slower.
  testTimeout: 240_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
  setupFiles: ['test/support/start-of-random-tests.ts'],
};

export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
  resolve: { conditions: ['source', 'module', 'node', 'development|production'] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['{sql,ml,epcis,jobs,api,web}/src/**/*.test.ts', 'test/plant/**/*.test.ts'],
          // They open nothing and keep nothing: a process for each of 150 files would take longer than most of them.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/support/provide-empty-store.ts',
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/provide-empty-store.ts', 'test/e2e/provide-small-plant.ts'],
          // A browser beside servers on two cores: one that fails twice is broken, one that fails once is printed as retried.
          retry: 1,
        },
      },
    ],
  },
});
