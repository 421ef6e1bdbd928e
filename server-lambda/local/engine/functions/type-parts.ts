import type { BoundCall } from './implementation.ts';
import type { SqlType } from '../types.ts';

const UNKNOWN: SqlType = { kind: 'unknown' };

/** The type of the elements of the argument, an array. */
export function elementType(call: BoundCall, argument = 0): SqlType {
  const type = call.argumentTypes[argument];
  return type?.kind === 'array' ? type.element : UNKNOWN;
}

/** The types of keys and values of the argument, a map. */
export function entryTypes(call: BoundCall, argument = 0): { readonly key: SqlType; readonly value: SqlType } {
  return entryTypesOf(call.argumentTypes[argument] ?? UNKNOWN);
}

export function entryTypesOf(type: SqlType): { readonly key: SqlType; readonly value: SqlType } {
  return type.kind === 'map' ? type : { key: UNKNOWN, value: UNKNOWN };
}
