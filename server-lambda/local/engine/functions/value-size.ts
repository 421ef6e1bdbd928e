import type { Value } from '../values.ts';
import { SqlFailure } from './implementation.ts';

/** UTF-16 units, bytes or items: Athena, too, has no values beyond 32 MB. */
const MOST_UNITS = 32 * 1024 * 1024;
const MOST_ITEMS = 4 * 1024 * 1024;

/** The value, unless it is too large to go on with. Throws SqlFailure before values that double fill the memory. */
export function limited(value: Value): Value {
  if (typeof value === 'string' || value instanceof Uint8Array) checkLength(value.length);
  else if (Array.isArray(value) && value.length > MOST_ITEMS) throw tooLarge();
  return value;
}

/** Throws SqlFailure for a text of more units than a value may have. */
export function checkLength(units: number): void {
  if (units > MOST_UNITS) throw tooLarge();
}

function tooLarge(): SqlFailure {
  return new SqlFailure('A value is larger than 32 MB, which the embedded engine cannot hold');
}
