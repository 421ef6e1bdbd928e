import type { Typed } from '../analysis/typed-tree.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { pureCode, type Code } from './code.ts';

/** `value IN (constants)`, as the analyser writes it: `value = first OR value = second OR …`. */
export interface ConstantList {
  readonly value: Typed;
  readonly items: ReadonlySet<Value>;
  readonly hasNull: boolean;
}

/** A few comparisons are as quick as a look into a set. */
const FEW = 8;

/** The list that the terms of an OR make; undefined for other terms, and for types whose values a set does not tell apart. */
export function constantList(terms: readonly Typed[]): ConstantList | undefined {
  const [first] = terms;
  if (terms.length <= FEW || first?.kind !== 'call') return undefined;
  const [value] = first.arguments;
  if (value === undefined || !isTold(value.type)) return undefined;
  const items = new Set<Value>();
  for (const term of terms) {
    const item = itemOf(term, value);
    if (item === undefined) return undefined;
    items.add(item);
  }
  return { value, items, hasNull: items.delete(null) };
}

function itemOf(term: Typed, value: Typed): Value | undefined {
  if (term.kind !== 'call' || term.name !== '=') return undefined;
  const [left, right] = term.arguments;
  if (left === undefined || right === undefined || !isSame(left, value) || right.type.kind !== value.type.kind)
    return undefined;
  const constant = isWiderText(right) ? right.value : right;
  return constant.kind === 'constant' ? constant.value : undefined;
}

/** A cast of text that changes nothing. */
function isWiderText(typed: Typed): typed is Typed & { readonly kind: 'cast' } {
  if (typed.kind !== 'cast' || typed.type.kind !== 'varchar' || typed.value.type.kind !== 'varchar') return false;
  const { length } = typed.type;
  return length === undefined || (typed.value.type.length !== undefined && typed.value.type.length <= length);
}

function isSame(left: Typed, right: Typed): boolean {
  if (left.kind === 'variable') return right.kind === 'variable' && left.id === right.id;
  return left.kind === 'column' && right.kind === 'column' && left.plan === right.plan && left.column === right.column;
}

/** Whether `===` is the equality of the type. */
function isTold(type: SqlType): boolean {
  return ['tinyint', 'smallint', 'integer', 'bigint', 'varchar', 'date'].includes(type.kind);
}

export function listCode({ items, hasNull }: ConstantList, value: Code): Code {
  return pureCode(
    (frame) => {
      const found = value.run(frame);
      if (found === null) return null;
      return items.has(found) || (hasNull ? null : false);
    },
    [value],
  );
}
