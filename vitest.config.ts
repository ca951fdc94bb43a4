import { defineConfig } from 'vitest/config';

// chDB must not be loaded in a worker thread (it crashes the process), hence forks.
const shared = {
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
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
          include: ['{sql,ml,jobs,api,web}/src/**/*.test.ts', 'test/plant/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/support/provide-empty-store.ts',
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/support/provide-empty-store.ts',
          maxWorkers: 1,
          testTimeout: 180_000,
          // A browser beside servers on two cores: one that fails twice is broken, one that fails once is printed as retried.
          retry: 1,
        },
      },
    ],
  },
});
