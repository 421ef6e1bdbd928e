import type { Plan, Typed } from '../analysis/typed-tree.ts';
import { VOLATILE } from '../closures/call.ts';
import { compileInFrame } from '../closures/compile.ts';
import { keyText } from '../storage/key-text.ts';
import { isPlain, storageOf, type RawResult, type ResultType } from '../storage/storage.ts';
import { ITEM, itemCodec } from '../storage/text-codec.ts';
import { FUNCTION_NAMES } from '../user-functions.ts';
import type { Value } from '../values.ts';
import { someBelow } from '../analysis/children.ts';
import { alias, columnName, type Emission } from './emission.ts';
import { createLeaves, type Subquery } from './leaves.ts';
import { nativeSql } from './native.ts';

/** Gives the SQL of a whole query. */
export type EmitPlan = (plan: Plan) => string;

/** Translates the expressions of one statement. */
export interface ExpressionEmitter {
  /** The column of a value. */
  readonly value: (typed: Typed) => string;
  /** A value by which DuckDB groups, joins and sorts as Trino does. */
  readonly key: (typed: Typed) => string;
  /** SQL that DuckDB computes by itself and that cannot fail, if there is. */
  readonly native: (typed: Typed) => string | undefined;
  /** The values of a row as text, in the order of the types of `values`. Never NULL. */
  readonly row: (values: readonly Typed[], encode: (values: readonly Value[]) => string) => string;
  /** Says where the answer of a subquery is, so that it is not asked again. */
  readonly answered: (subquery: Subquery, sql: string) => void;
}

/** `apart` gives the SQL of a subquery with one row and column, which stands apart if it can. */
export function createExpressionEmitter(
  emission: Emission,
  emitPlan: EmitPlan,
  apart: (plan: Plan, sql: string) => string,
): ExpressionEmitter {
  const subquery = (plan: Plan, select: string) => `(SELECT ${select} FROM (${emitPlan(plan)}) AS ${alias(plan.id)})`;

  const leafSql = (typed: Typed): string | undefined => {
    if (typed.kind === 'scalar subquery') return subquery(typed.plan, `${alias(typed.plan.id)}.${columnName(0)}`);
    if (typed.kind === 'exists') return `(EXISTS ${subquery(typed.plan, '1')})`;
    if (typed.kind !== 'in subquery' || !isNativeMembership(typed)) return undefined;
    return `(${emitter.value(typed.value)} IN ${subquery(typed.plan, `${alias(typed.plan.id)}.${columnName(0)}`)})`;
  };

  /** The SQL of a subquery that DuckDB answers as Trino does. It is asked for more than once, and made once. */
  const made = new Map<Typed, string | undefined>();
  const nativeLeaf = (typed: Typed): string | undefined => {
    if (!made.has(typed)) made.set(typed, leafSql(typed));
    return made.get(typed);
  };

  /** All values of a subquery with one column, as one text. */
  const listSql = (plan: Plan) => {
    const column: Typed = { kind: 'column', plan: plan.id, column: 0, type: firstType(plan) };
    const item = itemCodec(column.type);
    const sql = emitter.row([column], ([value = null]) => ITEM + item.encode(value));
    return apart(plan, subquery(plan, `coalesce(string_agg(${sql}, ''), '') AS ${columnName(0)}`));
  };

  const closure = (
    expressions: readonly Typed[],
    encode: (values: readonly Value[]) => RawResult,
    result: ResultType,
  ) => {
    const leaves = createLeaves(nativeLeaf, listSql);
    expressions.forEach((typed) => leaves.add(typed));
    const { session, interrupted } = emission;
    const options = { argument: leaves.argument, arguments: leaves.count(), session, interrupted };
    const runs = expressions.map((typed) => compileInFrame(typed, options));
    const number = emission.register({
      decode: leaves.decoders(),
      run: (frame) => runs.map((run) => run(frame)),
      // The closure gives all values, and this one takes them together.
      encode: (values) => encode(values as readonly Value[]),
    });
    const volatile = expressions.some(isVolatile) ? ['random()'] : [];
    return `${FUNCTION_NAMES[result]}(${[String(number), ...leaves.sql(), ...volatile].join(', ')})`;
  };

  const emitter: ExpressionEmitter = {
    value(typed) {
      const native = nativeSql(typed, nativeLeaf);
      if (native !== undefined) return native;
      const storage = storageOf(typed.type);
      return storage.fromResult(closure([typed], ([value = null]) => storage.encode(value), storage.result));
    },
    key(typed) {
      if (isPlain(typed.type)) return emitter.value(typed);
      const key = keyText(typed.type);
      return closure([typed], ([value = null]) => (value === null ? null : key(value)), 'VARCHAR');
    },
    native: (typed) => nativeSql(typed, nativeLeaf),
    row: (values, encode) => closure(values, encode, 'VARCHAR'),
    answered: (subquery, sql) => made.set(subquery, sql),
  };
  return emitter;
}

function firstType(plan: Plan) {
  return plan.columns[0]?.type ?? { kind: 'unknown' as const };
}

/** Where DuckDB's IN is Trino's. What a closure binds is unknown to it. */
function isNativeMembership(typed: Typed & { readonly kind: 'in subquery' }): boolean {
  const type = typed.value.type;
  if (!isPlain(type) || type.kind === 'double' || type.kind === 'real') return false;
  return !someBelow(typed.value, ({ kind }) => kind === 'variable');
}

function isVolatile(typed: Typed): boolean {
  return someBelow(typed, (part) => part.kind === 'call' && VOLATILE.has(part.name));
}
