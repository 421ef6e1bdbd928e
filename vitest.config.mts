import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { figuresModule, PAGE_MODULE } from './scripts/figures-page.mjs';

export default defineConfig({
  // As the build does.
  plugins: [{ name: 'figures-page', transform: (_code, id) => (PAGE_MODULE.test(id) ? figuresModule() : undefined) }],
  test: {
    projects: [
      // A unit touches nothing that another could see, so files share a process and what it has loaded.
      {
        extends: true,
        test: { name: 'units', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/aws/**'], isolate: false },
      },
      // Every other file has a process to itself: it starts servers and programs, or reads the environment.
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['test/{contract,integration,infra,programs}/**/*.test.ts', 'test/unit/aws/**/*.test.ts'],
        },
      },
      // Programs of others, judging or calling ours.
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['test/outside/**/*.test.ts'],
          globalSetup: ['test/outside/programs.ts'],
        },
      },
    ],
    setupFiles: ['test/support/property-seed.ts'],
    // More than there are cores, for many files wait for programs that they started, or for a time to pass.
    maxWorkers: 2 * availableParallelism(),
    // For a busy machine: what is waited for ends the wait, and no test is passed or failed by how long it took.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // What passes only then is named as flaky at the end of the run, see scripts/totals.mjs.
    retry: process.env['CI'] ? 1 : 0,
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: 'dist/test-results.json' },
  },
});
