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
        test: {
          name: 'units',
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/aws/**'],
          isolate: false,
        },
      },
      // Programs have a process each, and so has what reads the environment.
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['test/{contract,integration,infra}/**/*.test.ts', 'test/unit/aws/**/*.test.ts'],
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
    // One more than there are cores, for most files wait for programs that they started.
    maxWorkers: availableParallelism() + 1,
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
