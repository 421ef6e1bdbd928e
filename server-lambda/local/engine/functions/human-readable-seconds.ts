import { SqlFailure } from './implementation.ts';

const UNITS: readonly (readonly [string, bigint])[] = [
  ['week', 604800n],
  ['day', 86400n],
  ['hour', 3600n],
  ['minute', 60n],
  ['second', 1n],
];

/** `1 hour, 2 minutes`; rounded to seconds, without its sign. */
export function humanReadableSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) throw new SqlFailure(`Invalid argument found: ${seconds}`);
  let left = wholeSeconds(Math.abs(seconds));
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = left / size;
    left -= count * size;
    return count === 0n ? [] : [`${count} ${unit}${count === 1n ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 seconds' : parts.join(', ');
}

/** As Java rounds a double to a long: what is too large is the largest. */
function wholeSeconds(seconds: number): bigint {
  return seconds >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(Math.round(seconds));
}
