import { SqlFailure } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';

/** Below 0, 0 or above 0; neither value is NULL. */
type Comparison = (left: Value, right: Value) => number;

/**
 * The order of Trino's ORDER BY between values that are not NULL: text by code points, NaN after every number, arrays
 * and rows element by element. It throws SqlFailure for arrays and rows that hold NULL, as Trino does.
 */
export function comparison(type: SqlType): Comparison {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return (left, right) => compareText(left as string, right as string);
    case 'real':
    case 'double':
      return (left, right) => compareDoubles(left as number, right as number);
    case 'varbinary':
      return (left, right) => compareBytes(left as Uint8Array, right as Uint8Array);
    case 'timestamp with time zone':
      return (left, right) => compareNatural((left as ZonedTime).instant, (right as ZonedTime).instant);
    case 'array':
      return arrayComparison(comparison(type.element));
    case 'row':
      return rowComparison(type.fields.map((field) => comparison(field.type)));
    case 'map':
    case 'function':
      throw new TypeError(`${type.kind} has no order`);
    default:
      return (left, right) => compareNatural(left as Natural, right as Natural);
  }
}

/** By code points, which is the order of UTF-8 bytes. JavaScript's own order is that of UTF-16 units. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  if (at === length) return left.length - right.length;
  return codePointRank(left.charCodeAt(at)) - codePointRank(right.charCodeAt(at));
}

/** Moves surrogates, which stand for code points above all others, behind the units above them. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** As Java's `Double.compare`, but the two zeros are one number. */
function compareDoubles(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  if (left === right) return 0;
  return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
}

export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** What JavaScript's own operators compare as Trino does. */
type Natural = number | bigint | boolean | string;

function compareNatural(left: Natural, right: Natural): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

function arrayComparison(element: Comparison): Comparison {
  return (leftValue, rightValue) => {
    const [left, right] = [leftValue as readonly Value[], rightValue as readonly Value[]];
    const length = Math.min(left.length, right.length);
    for (let at = 0; at < length; at++) {
      const order = compareElements(left[at], right[at], element, 'ARRAY comparison not supported for arrays');
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
}

function rowComparison(fields: readonly Comparison[]): Comparison {
  return (leftValue, rightValue) => {
    const [left, right] = [leftValue as readonly Value[], rightValue as readonly Value[]];
    for (const [at, field] of fields.entries()) {
      const order = compareElements(left[at], right[at], field, 'ROW comparison not supported for fields');
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareElements(
  left: Value | undefined,
  right: Value | undefined,
  compare: Comparison,
  refusal: string,
): number {
  if (left === null || right === null || left === undefined || right === undefined)
    throw new SqlFailure(`${refusal} with null elements`);
  return compare(left, right);
}
