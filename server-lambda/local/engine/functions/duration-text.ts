import { SqlFailure } from './implementation.ts';

const DURATION = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/;
const MILLIS_BY_UNIT = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** Milliseconds of `1.5h`, of parse_duration. */
export function parseDuration(text: string): bigint {
  const [, number, unit] = DURATION.exec(text) ?? [];
  if (text === '') throw new SqlFailure('duration is empty');
  if (unit === undefined) throw new SqlFailure(`duration is not a valid data duration string: ${text}`);
  const millis = MILLIS_BY_UNIT.get(unit);
  if (millis === undefined) throw new SqlFailure(`Unknown time unit: ${unit}`);
  return BigInt(Math.floor(Number(number) * millis + 0.5));
}
