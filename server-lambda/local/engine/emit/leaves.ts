import type { Plan, Typed } from '../analysis/typed-tree.ts';
import type { Argument } from '../closures/compile.ts';
import { storageOf, type RawArgument } from '../storage/storage.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { childrenOf } from '../analysis/children.ts';
import { alias, columnName } from './emission.ts';

/** An expression that asks a query. */
export type Subquery = Typed & { readonly kind: 'scalar subquery' | 'exists' | 'in subquery' | 'quantified' };

/** What a closure reads from DuckDB: columns and the answers of subqueries, each of them once. */
export interface Leaves {
  /** Finds the leaves of an expression. Call for all expressions of the closure before anything else. */
  add(typed: Typed): void;
  readonly argument: (leaf: Typed) => Argument;
  count(): number;
  sql(): readonly string[];
  decoders(): readonly ((raw: RawArgument) => Value)[];
}

/**
 * `native` gives the SQL of a subquery that DuckDB answers by itself; of any other `list` gives all values as an
 * encoded array.
 */
export function createLeaves(native: (typed: Typed) => string | undefined, list: (plan: Plan) => string): Leaves {
  const columns = new Map<string, number>();
  const subqueries = new Map<Typed, Argument>();
  const found: { readonly sql: string; readonly decode: (raw: RawArgument) => Value }[] = [];

  const push = (sql: string, type: SqlType): number => {
    const storage = storageOf(type);
    return found.push({ sql: storage.argument(sql), decode: remembering(type, storage.decode) }) - 1;
  };

  const addSubquery = (typed: Subquery) => {
    const sql = native(typed);
    if (sql !== undefined) {
      subqueries.set(typed, { position: push(sql, typed.type), list: false });
      return;
    }
    const element = typed.plan.columns[0]?.type ?? { kind: 'unknown' };
    subqueries.set(typed, { position: push(list(typed.plan), { kind: 'array', element }), list: true });
    if (typed.kind === 'in subquery' || typed.kind === 'quantified') add(typed.value);
  };

  const add = (typed: Typed): void => {
    switch (typed.kind) {
      case 'column': {
        const sql = `${alias(typed.plan)}.${columnName(typed.column)}`;
        if (!columns.has(sql)) columns.set(sql, push(sql, typed.type));
        break;
      }
      case 'scalar subquery':
      case 'exists':
      case 'in subquery':
      case 'quantified':
        if (!subqueries.has(typed)) addSubquery(typed);
        break;
      default:
        childrenOf(typed).forEach(add);
    }
  };

  return {
    add,
    argument(leaf) {
      const argument =
        leaf.kind === 'column'
          ? { position: columns.get(`${alias(leaf.plan)}.${columnName(leaf.column)}`) ?? -1, list: false }
          : subqueries.get(leaf);
      if (argument === undefined || argument.position < 0) throw new Error(`a ${leaf.kind} that no one has added`);
      return argument;
    },
    count: () => found.length,
    sql: () => found.map(({ sql }) => sql),
    decoders: () => found.map(({ decode }) => decode),
  };
}

/** Arrays and their like often stand in one column of many rows: the last one is not read again. */
function remembering(type: SqlType, decode: (raw: RawArgument) => Value): (raw: RawArgument) => Value {
  if (type.kind !== 'array' && type.kind !== 'map' && type.kind !== 'row') return decode;
  let last: RawArgument = null;
  let value: Value = null;
  return (raw) => {
    if (raw !== last) {
      value = decode(raw);
      last = raw;
    }
    return value;
  };
}
