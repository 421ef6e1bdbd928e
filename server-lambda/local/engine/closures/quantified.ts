import type { Typed } from '../analysis/typed-tree.ts';
import type { Evaluate, Session } from '../functions/implementation.ts';
import { SCALAR_IMPLEMENTATIONS } from '../functions/implementations.ts';
import { asArray } from '../functions/value-kinds.ts';
import { keyText } from '../storage/key-text.ts';
import { isPlain } from '../storage/storage.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { Code, Frame } from './code.ts';

type Quantified = Typed & { readonly kind: 'in subquery' | 'quantified' };

/** A comparison with all that a subquery gives, which is an array among the arguments. */
export function quantifiedCode(typed: Quantified, value: Code, list: number, session: Session): Code {
  const [operator, decisive] =
    typed.kind === 'in subquery' ? ['=', true] : [typed.operator, typed.quantifier === 'any'];
  const compare = operatorOf(operator, typed.value.type, session);
  const indexed = operator === '=' && decisive && isIndexable(typed.value.type);
  const test = indexed
    ? indexedTest(typed.value.type, compare)
    : (left: Value, items: readonly Value[]) => combined(left, items, compare, decisive);
  return { run: (frame: Frame) => test(value.run(frame), asArray(frame[list])) };
}

/** ANY is decided by one true comparison, ALL by one that is false. */
function combined(left: Value, items: readonly Value[], compare: Evaluate, decisive: boolean): Value {
  let result: Value = !decisive;
  for (const item of items) {
    const found = left === null || item === null ? null : compare(left, item);
    if (found === decisive) return decisive;
    if (found === null) result = null;
  }
  return result;
}

function operatorOf(name: string, type: SqlType, session: Session): Evaluate {
  const implementation = SCALAR_IMPLEMENTATIONS.get(name);
  if (implementation === undefined) throw new Error(`no implementation of ${name}`);
  return implementation.bind({
    name,
    argumentTypes: [type, type],
    type: { kind: 'boolean' },
    constants: [undefined, undefined],
    session,
  });
}

/** Rows whose fields are equal just when their keys are: `(a, b) IN (SELECT …)` is quick over many rows. */
function isIndexable(type: SqlType): boolean {
  const fields = type.kind === 'row' ? type.fields.map((field) => field.type) : [];
  return (
    fields.length > 0 && fields.every((field) => isPlain(field) && field.kind !== 'double' && field.kind !== 'real')
  );
}

function indexedTest(type: SqlType, equal: Evaluate): (left: Value, items: readonly Value[]) => Value {
  const key = keyText(type);
  const isWhole = (value: Value) => value !== null && asArray(value).every((field) => field !== null);
  let known: readonly Value[] | undefined;
  let keys = new Set<string>();
  let others: readonly Value[] = [];
  return (left, items) => {
    if (items !== known) {
      known = items;
      keys = new Set(items.filter(isWhole).map(key));
      others = items.filter((item) => !isWhole(item));
    }
    if (!isWhole(left)) return combined(left, items, equal, true);
    return keys.has(key(left)) || combined(left, others, equal, true);
  };
}
