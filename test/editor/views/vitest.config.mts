import { defineConfig } from 'vitest/config';

/** The built views in a browser: `npx vitest run --config test/editor/views/vitest.config.mts [file]`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    retry: process.env['CI'] ? 1 : 0,
  },
});
