import path from 'node:path';
import type {} from 'vitest';
import { startVitest } from 'vitest/node';
import type { RingResult } from './ring-result.ts';
import { resultOf } from './vitest-result.ts';

declare module 'vitest' {
  /** What the ring tells its tests. */
  interface ProvidedContext {
    /** Absolute path of the .vsix to install. */
    readonly vsix: string;
    /** A throw-away folder that exists. */
    readonly scratch: string;
  }
}

/**
 * Runs test/editor/ui against the .vsix, in a workbench that code-server serves to Chromium. The pictures that the tests
 * take are left in dist/screenshots.
 */
export async function runUiRing(vsix: string, scratch: string): Promise<RingResult> {
  const vitest = await startVitest('test', [], {
    config: false,
    root: path.join(import.meta.dirname, '..', 'ui'),
    include: ['*.test.ts'],
    watch: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // One workbench at a time.
    fileParallelism: false,
    retry: process.env['CI'] ? 1 : 0,
    provide: { vsix, scratch },
  });
  return resultOf(vitest);
}
