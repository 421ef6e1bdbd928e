import { paceOf } from '#core/pace-of-call.ts';
import { createDigest } from '#core/digest/digest.ts';
import type { Analyst } from '#core/ports/analyst.ts';
import { systemClock, systemTimer } from './system-clock.ts';

/** The digest, in a process that others use meanwhile. */
export function createLocalDigest(): Analyst {
  return createDigest((signal) => paceOf(systemTimer, systemClock, signal));
}
