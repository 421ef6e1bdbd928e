import { canCast, castFunction } from './casts.ts';
import { equality } from './equality.ts';
import { SqlFailure } from './implementation.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation, Session } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

/** `base[index]` of arrays, maps and rows. */
export const SUBSCRIPT_IMPLEMENTATION: ScalarImplementation = { bind: bindSubscript };

function bindSubscript(call: BoundCall): Evaluate {
  const [base] = call.argumentTypes;
  if (base?.kind === 'map') return mapSubscript(base.key, call.session);
  return evaluation((items: readonly Value[], index: number | bigint) => itemAt(items, Number(index)));
}

function itemAt(items: readonly Value[], index: number): Value {
  if (index === 0) throw new SqlFailure('SQL array indices start at 1');
  if (index < 0) throw new SqlFailure(`Array subscript is negative: ${index}`);
  const item = items[index - 1];
  if (item !== undefined) return item;
  throw new SqlFailure(`Array subscript must be less than or equal to array length: ${index} > ${items.length}`);
}

function mapSubscript(keyType: SqlType, session: Session): Evaluate {
  const find = entryFinder(keyType);
  return evaluation((map: SqlMap, key: Value) => {
    const value = find(map, key);
    if (value === undefined) throw new SqlFailure(`Key not present in map${keyText(key, keyType, session)}`);
    return value;
  });
}

/** The key as Trino shows it, where it can be text at all. */
function keyText(key: Value, type: SqlType, session: Session): string {
  const text: SqlType = { kind: 'varchar' };
  return canCast(type, text) ? `: ${castFunction(type, text, session)(key) as string}` : '';
}

/** Finds the value of a key; undefined without one. */
export function entryFinder(keyType: SqlType): (map: SqlMap, key: Value) => Value | undefined {
  const equal = equality(keyType);
  return (map, key) => {
    const at = map.keys.findIndex((candidate) => equal(candidate, key) === true);
    return at < 0 ? undefined : map.values[at];
  };
}
