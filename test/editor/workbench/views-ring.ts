import path from 'node:path';
import { startVitest } from 'vitest/node';
import type { RingResult } from './ring-result.ts';
import { resultOf } from './vitest-result.ts';

/** Runs test/editor/views on the built pages, in Chromium alone: every state of every view, in the four kinds of theme. */
export async function runViewsRing(): Promise<RingResult> {
  const config = path.join(import.meta.dirname, '..', 'views', 'vitest.config.mts');
  return resultOf(await startVitest('test', [], { config, watch: false }));
}
