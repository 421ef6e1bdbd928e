import type { Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlMap, Value, ZonedTime } from '../values.ts';

// The kind of a value follows from its type, which the analyser has seen to; these say it to the compiler.

export function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : unexpected('text', value);
}

export function asNumber(value: Value | undefined): number {
  return typeof value === 'number' ? value : unexpected('number', value);
}

export function asBigInt(value: Value | undefined): bigint {
  return typeof value === 'bigint' ? value : unexpected('bigint', value);
}

export function asBoolean(value: Value | undefined): boolean {
  return typeof value === 'boolean' ? value : unexpected('boolean', value);
}

export function asBytes(value: Value | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : unexpected('bytes', value);
}

export function asArray(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : unexpected('array', value);
}

export function asMap(value: Value | undefined): SqlMap {
  return isObject(value) && 'keys' in value && !(value instanceof Uint8Array) && !Array.isArray(value)
    ? (value as SqlMap)
    : unexpected('map', value);
}

export function asZoned(value: Value | undefined): ZonedTime {
  return isObject(value) && 'instant' in value ? value : unexpected('timestamp with time zone', value);
}

export function asFunction(value: Value | undefined): (...values: Value[]) => Value {
  return typeof value === 'function' ? value : unexpected('function', value);
}

/** An implementation that is the same for every call. */
export function scalar(evaluate: Evaluate): ScalarImplementation {
  return { bind: () => evaluate };
}

function isObject(value: Value | undefined): value is Exclude<Value, null | boolean | number | bigint | string> {
  return typeof value === 'object' && value !== null;
}

function unexpected(kind: string, value: Value | undefined): never {
  throw new TypeError(`Expected a value of kind ${kind}, got ${typeof value}.`);
}
