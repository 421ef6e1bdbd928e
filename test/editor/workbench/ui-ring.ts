import { rmSync } from 'node:fs';
import path from 'node:path';
import type {} from 'vitest';
import { startVitest } from 'vitest/node';
import type { RingResult } from './ring-result.ts';

const repository = path.resolve(import.meta.dirname, '..', '..', '..');

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
 * take are left in dist/screenshots, those of earlier runs removed.
 */
export async function runUiRing(vsix: string, scratch: string): Promise<RingResult> {
  rmSync(path.join(repository, 'dist', 'screenshots'), { recursive: true, force: true });
  const vitest = await startVitest('test', [], {
    config: false,
    root: path.join(import.meta.dirname, '..', 'ui'),
    include: ['*.test.ts'],
    watch: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One workbench at a time.
    fileParallelism: false,
    provide: { vsix, scratch },
  });
  const modules = vitest.state.getTestModules();
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const failed = states.filter((state) => state === 'failed' || state === 'pending').length;
  // A file that could not be loaded, or a hook that failed, has no failed test to show for it.
  const broken = modules.length === 0 || modules.some((module) => !module.ok());
  await vitest.close();
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failed === 0 && broken ? 1 : failed,
    skipped: states.filter((state) => state === 'skipped').length,
  };
}
