import { compareBytes } from './ordering.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value, ZonedTime } from '../values.ts';

/** True, false, or NULL where only a NULL inside would tell. */
type Equality = (left: Value, right: Value) => boolean | null;

/** Trino's `=` between values that are not NULL. */
export function equality(type: SqlType): Equality {
  switch (type.kind) {
    case 'varbinary':
      return (left, right) => compareBytes(left as Uint8Array, right as Uint8Array) === 0;
    case 'timestamp with time zone':
      return (left, right) => (left as ZonedTime).instant === (right as ZonedTime).instant;
    case 'array':
      return arrayEquality(equality(type.element));
    case 'row':
      return rowEquality(type.fields.map((field) => equality(field.type)));
    case 'map':
      return mapEquality(identity(type.key), equality(type.value));
    default:
      return (left, right) => left === right;
  }
}

function arrayEquality(element: Equality): Equality {
  return (left, right) => {
    const [lefts, rights] = [left as readonly Value[], right as readonly Value[]];
    return lefts.length === rights.length && allEqual(lefts, rights, () => element);
  };
}

function rowEquality(fields: readonly Equality[]): Equality {
  return (left, right) =>
    allEqual(left as readonly Value[], right as readonly Value[], (at) => fields[at] ?? (() => false));
}

/** The conjunction of three-valued logic over pairs of which either may be NULL. */
function allEqual(
  lefts: readonly Value[],
  rights: readonly Value[],
  equalityAt: (at: number) => Equality,
): boolean | null {
  let result: boolean | null = true;
  for (const [at, left] of lefts.entries()) {
    const right = rights[at] ?? null;
    const equal = left === null || right === null ? null : equalityAt(at)(left, right);
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}

function mapEquality(keyIdentity: (value: Value) => string, value: Equality): Equality {
  return (leftValue, rightValue) => {
    const [left, right] = [leftValue as SqlMap, rightValue as SqlMap];
    if (left.keys.length !== right.keys.length) return false;
    const others = new Map(right.keys.map((key, at) => [keyIdentity(key), right.values[at] ?? null]));
    const found = left.keys.map((key) => others.get(keyIdentity(key)));
    if (found.includes(undefined)) return false;
    return allEqual(
      left.values,
      found.map((other) => other ?? null),
      () => value,
    );
  };
}

/** Gives text that is equal for values that IS NOT DISTINCT FROM finds alike, as GROUP BY and DISTINCT do. */
export function identity(type: SqlType): (value: Value) => string {
  const ofValue = identityOfValue(type);
  return (value) => (value === null ? 'N' : ofValue(value));
}

/** No key of a value is `N`, and every key says where it ends, so that those of arrays can be joined. */
function identityOfValue(type: SqlType): (value: Value) => string {
  switch (type.kind) {
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
      return (value) => `${(value as string).length}:${value as string}`;
    case 'varbinary':
      return (value) => `${Array.from(value as Uint8Array).join(',')};`;
    case 'timestamp with time zone':
      return (value) => `${(value as ZonedTime).instant};`;
    case 'array':
      return listIdentity(identity(type.element));
    case 'row': {
      const fields = type.fields.map((field) => identity(field.type));
      return (value) => (value as readonly Value[]).map((item, at) => fields[at]?.(item) ?? '').join('');
    }
    case 'map': {
      const [key, item] = [identity(type.key), identity(type.value)];
      return (value) => {
        const { keys, values } = value as SqlMap;
        const entries = keys.map((each, at) => key(each) + item(values[at] ?? null));
        return `${entries.length}[${entries.sort().join('')}`;
      };
    }
    default:
      // Numbers of any kind and booleans; both zeros have one text.
      return (value) => `${(value as number | bigint | boolean).toString()};`;
  }
}

function listIdentity(element: (value: Value) => string): (value: Value) => string {
  return (value) => {
    const items = value as readonly Value[];
    return `${items.length}[${items.map(element).join('')}`;
  };
}

/** Trino's IS DISTINCT FROM: NULL and NaN are like themselves. */
export function distinctness(type: SqlType): (left: Value, right: Value) => boolean {
  const key = identity(type);
  return (left, right) => key(left) !== key(right);
}
