import { canCast, castFunction } from './casts.ts';
import { identity } from './equality.ts';
import { SqlFailure } from './implementation.ts';
import { doubleText } from './number-text.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

/** Makes a map of keys and values. Throws SqlFailure for keys that are NULL, hold NULL or repeat, as Trino does. */
export function mapBuilder(keyType: SqlType): (keys: readonly Value[], values: readonly Value[]) => SqlMap {
  const keyOf = identity(keyType);
  return (keys, values) => {
    const seen = new Set<string>();
    for (const key of keys) {
      checkKey(key);
      const text = keyOf(key);
      if (seen.has(text)) throw new SqlFailure(`Duplicate map keys (${shownKey(key, keyType)}) are not allowed`);
      seen.add(text);
    }
    return { keys, values };
  };
}

export function checkKey(key: Value): void {
  if (key === null) throw new SqlFailure('map key cannot be null');
  if (holdsNull(key)) throw new SqlFailure(`map key cannot be indeterminate: ${listText(key)}`);
}

function holdsNull(value: Value): boolean {
  return Array.isArray(value) && (value as readonly Value[]).some((item) => item === null || holdsNull(item));
}

/** As Java prints a list. */
function listText(value: Value): string {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(listText).join(', ')}]`;
  return typeof value === 'object' && value !== null ? '…' : String(value);
}

const TEXT: SqlType = { kind: 'varchar' };

function shownKey(key: Value, type: SqlType): string {
  if (type.kind === 'double' || type.kind === 'real') return doubleText(key as number);
  if (!canCast(type, TEXT)) return listText(key);
  return castFunction(type, TEXT, { now: new Date(0) })(key) as string;
}

/** Keys in the order of their first entries, each with all its values. */
export function groupEntries(
  entries: readonly (readonly [key: Value, value: Value])[],
  keyType: SqlType,
): { readonly keys: readonly Value[]; readonly values: readonly (readonly Value[])[] } {
  const keyOf = identity(keyType);
  const groups = new Map<string, { key: Value; values: Value[] }>();
  for (const [key, value] of entries) {
    const text = keyOf(key);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { key, values: [value] });
    else group.values.push(value);
  }
  const found = [...groups.values()];
  return { keys: found.map((group) => group.key), values: found.map((group) => group.values) };
}
