import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { figuresModule, PAGE_MODULE } from './scripts/figures-page.mjs';

/** Files that mostly wait for time to pass begin first, so that others run meanwhile. */
const WAITING = /(telemetry|bridge-ready|long-call|analysis-panel-long|bridge-long-calls|case-filters)\.test\.ts$/;

/** Of their statements `npm test` tries some, and the outside ring, which may take longer, all. */
const SAMPLED = ['test/contract/{oracle,nesting}.test.ts', 'test/unit/sql/*-differential.test.ts'];

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => Number(WAITING.test(b.moduleId)) - Number(WAITING.test(a.moduleId)));
  }
}

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
      // These start servers, engines and their own modules in this process; each has a thread, its globals and its
      // environment to itself.
      {
        extends: true,
        test: {
          name: 'in-process',
          include: ['test/{contract,integration,infra}/**/*.test.ts', 'test/unit/aws/**/*.test.ts'],
          pool: 'threads',
        },
      },
      // What starts our programs has a process to itself.
      { extends: true, test: { name: 'programs', include: ['test/programs/**/*.test.ts'] } },
      // Programs of others, judging or calling ours.
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['test/outside/**/*.test.ts', ...SAMPLED],
          env: { TRY_ALL: '1' },
          globalSetup: ['test/outside/programs.ts'],
        },
      },
    ],
    sequence: { sequencer: WaitingFirst },
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
