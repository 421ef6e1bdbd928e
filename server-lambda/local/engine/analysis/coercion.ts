import type { SqlType } from '../types.ts';
import type { Typed } from './typed-tree.ts';
import type { Place } from '#core/sql/syntax/tree.ts';

/** The type to which both convert without CAST, and undefined where there is none. */
export function commonSuperType(left: SqlType, right: SqlType): SqlType | undefined {
  return left.kind === right.kind ? left : undefined;
}

/** A value converted to a type, by a cast where its type is another one. */
export function convert(value: Typed, type: SqlType, at: Place): Typed {
  return value.type === type ? value : { kind: 'cast', type, value, safe: false, at };
}
