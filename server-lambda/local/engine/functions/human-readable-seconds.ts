import { SqlFailure } from './implementation.ts';

const UNITS: readonly (readonly [string, number])[] = [
  ['week', 604800],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** `1 hour, 2 minutes`; rounded to seconds, without its sign. */
export function humanReadableSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) throw new SqlFailure(`Invalid argument found: ${seconds}`);
  let left = Math.abs(Math.round(seconds));
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 seconds' : parts.join(', ');
}
