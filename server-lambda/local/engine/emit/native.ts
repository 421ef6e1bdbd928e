import type { Typed } from '../analysis/typed-tree.ts';
import { isPlain, storageOf } from '../storage/storage.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { alias, columnName } from './emission.ts';

/** DuckDB's reader of expressions has a limit, and long chains run faster as a closure. */
const MOST_PARTS = 400;

/**
 * The SQL of an expression that DuckDB computes exactly as Trino and that cannot fail; undefined for any other.
 * `leaf` gives the SQL of a subquery that DuckDB can answer.
 */
export function nativeSql(typed: Typed, leaf: (typed: Typed) => string | undefined): string | undefined {
  let parts = 0;
  const bound = new Map<number, string>();
  const all = (values: readonly Typed[]): string[] | undefined => {
    const found = [];
    for (const value of values) {
      const sql = native(value);
      if (sql === undefined) return undefined;
      found.push(sql);
    }
    return found;
  };

  const native = (value: Typed): string | undefined => {
    if (++parts > MOST_PARTS) return undefined;
    switch (value.kind) {
      case 'constant':
        return constantSql(value.type, value.value);
      case 'column':
        return `${alias(value.plan)}.${columnName(value.column)}`;
      case 'cast':
        return castSql(value, native);
      case 'call': {
        if (isPart(value)) return `substr(${all(value.arguments)?.join(', ') ?? ''})`;
        const operands = callIsNative(value) ? all(value.arguments) : undefined;
        return operands && `(${operands.join(` ${OPERATORS.get(value.name) ?? ''} `)})`;
      }
      case 'logical': {
        const terms = all(value.terms);
        return terms && `(${terms.join(value.operator === 'and' ? ' AND ' : ' OR ')})`;
      }
      case 'not': {
        const [operand] = all([value.value]) ?? [];
        return operand && `(NOT ${operand})`;
      }
      case 'is null': {
        const [operand] = all([value.value]) ?? [];
        return operand && `(${operand} IS NULL)`;
      }
      case 'coalesce': {
        const values = all(value.values);
        return values && `coalesce(${values.join(', ')})`;
      }
      case 'case': {
        const whens = all(value.whens.flatMap(({ when, then }) => [when, then]));
        const [otherwise] = all([value.otherwise]) ?? [];
        if (whens === undefined || otherwise === undefined) return undefined;
        const branches = value.whens.map((_when, at) => `WHEN ${whens[at * 2] ?? ''} THEN ${whens[at * 2 + 1] ?? ''}`);
        return `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`;
      }
      case 'scalar subquery':
      case 'exists':
      case 'in subquery':
        return leaf(value);
      case 'variable':
        return bound.get(value.id);
      case 'let': {
        // What is bound stands in every place that uses it: a name, a constant or a part of them only.
        const sql = isShort(value.value) ? native(value.value) : undefined;
        if (sql === undefined) return undefined;
        bound.set(value.id, sql);
        return native(value.body);
      }
      case 'nullif':
      case 'try':
      case 'lambda':
      case 'field':
      case 'quantified':
        return undefined;
    }
  };
  return native(typed);
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['is distinct from', 'IS DISTINCT FROM'],
  ['like', 'LIKE'],
]);

function callIsNative(call: Typed & { readonly kind: 'call' }): boolean {
  const [left, right] = call.arguments;
  if (left === undefined || right === undefined || call.arguments.length !== 2) return false;
  if (call.name === 'like') return isText(left.type) && right.kind === 'constant' && typeof right.value === 'string';
  return OPERATORS.has(call.name) && comparesAlike(left.type, right.type);
}

function isShort(typed: Typed): boolean {
  return typed.kind === 'column' || typed.kind === 'constant' || isPart(typed);
}

/** `substr(column, 1, 10)`: counted from the left, DuckDB counts code points as Trino does. */
function isPart(typed: Typed): boolean {
  if (typed.kind !== 'call' || typed.name !== 'substr') return false;
  const [text, start, length] = typed.arguments;
  return (
    text?.kind === 'column' && isText(text.type) && isCount(start, 1n) && (length === undefined || isCount(length, 0n))
  );
}

function isCount(typed: Typed | undefined, least: bigint): boolean {
  return (
    typed?.kind === 'constant' && typeof typed.value === 'bigint' && typed.value >= least && typed.value <= 0x7fff_ffffn
  );
}

/** Not doubles, because of NaN; and text of one kind only. */
function comparesAlike(left: SqlType, right: SqlType): boolean {
  if (left.kind !== right.kind || !isPlain(left)) return false;
  if (left.kind === 'real' || left.kind === 'double' || left.kind === 'unknown') return false;
  if (left.kind === 'decimal') {
    return right.kind === 'decimal' && left.scale === right.scale && storageOf(left) === storageOf(right);
  }
  return left.kind !== 'char' || (right.kind === 'char' && left.length === right.length);
}

function isText(type: SqlType): boolean {
  return type.kind === 'varchar';
}

/** A conversion that leaves the column as it is, or makes a wider whole number of it. */
function castSql(
  cast: Typed & { readonly kind: 'cast' },
  native: (typed: Typed) => string | undefined,
): string | undefined {
  const from = cast.value.type;
  const to = cast.type;
  if (from.kind === 'unknown') {
    return cast.value.kind === 'constant' ? `CAST(NULL AS ${storageOf(to).column})` : undefined;
  }
  if (from.kind === 'varchar' && to.kind === 'varchar') {
    const keeps = to.length === undefined || (from.length !== undefined && from.length <= to.length);
    return keeps ? native(cast.value) : undefined;
  }
  const order = INTEGERS.indexOf(from.kind);
  if (order === -1 || INTEGERS.indexOf(to.kind) < order) return undefined;
  const sql = native(cast.value);
  return sql !== undefined && to.kind === 'bigint' && from.kind !== 'bigint' ? `CAST(${sql} AS BIGINT)` : sql;
}

const INTEGERS: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint'];

/** A constant in the type of its column; undefined for one that is better left to a closure. */
function constantSql(type: SqlType, value: Value): string | undefined {
  const { column, encode } = storageOf(type);
  if (value === null) return `CAST(NULL AS ${column})`;
  if (type.kind === 'function') return undefined;
  const raw = encode(value);
  if (typeof raw === 'string' && column === 'VARCHAR') return raw.includes('\0') ? undefined : textLiteral(raw);
  return `CAST(${textLiteral(String(raw))} AS ${column})`;
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
