import type { AggregateCall } from '../analysis/typed-tree.ts';
import { SqlFailure } from '../functions/implementation.ts';
import { asBigInt, asNumber } from '../functions/value-kinds.ts';
import { isPlain } from '../storage/storage.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { computed, type Emission } from './emission.ts';

/**
 * An aggregate in DuckDB's SQL. `argument` is the column, `key` what tells its values apart, `rest` the FILTER and OVER
 * of each aggregate in it.
 */
export type NativeAggregate = (emission: Emission, argument: string, key: string, rest: string) => string;

/** How DuckDB computes an aggregate exactly as Trino, where it does. */
export function nativeAggregate(call: AggregateCall): NativeAggregate | undefined {
  const [argument, second] = call.arguments;
  if (argument === undefined)
    return call.name === 'count' ? (_emission, _sql, _key, rest) => `count(*)${rest}` : undefined;
  if (second !== undefined || call.orderBy.length > 0) return undefined;
  if (call.name === 'count') {
    return (_emission, sql, key, rest) => (call.distinct ? `count(DISTINCT ${key})${rest}` : `count(${sql})${rest}`);
  }
  if (call.name === 'count_if' && !call.distinct) {
    return (_emission, sql, _key, rest) => `count(CASE WHEN ${sql} THEN 1 END)${rest}`;
  }
  if (call.name === 'sum' || call.name === 'avg') {
    return call.distinct || argument.kind === 'constant' ? undefined : TOTALS[call.name](argument.type, call.type);
  }
  return simple(call.name, argument.type);
}

/** DISTINCT changes nothing for these. */
function simple(name: string, type: SqlType): NativeAggregate | undefined {
  switch (name) {
    case 'min':
    case 'max':
      if (type.kind === 'double' || type.kind === 'real') return ignoringNaN(name);
      return isSorted(type) ? plain(name) : undefined;
    case 'bool_and':
    case 'every':
      return plain('bool_and');
    case 'bool_or':
      return plain('bool_or');
    case 'arbitrary':
    case 'any_value':
      return plain('any_value');
    default:
      return undefined;
  }
}

function plain(name: string): NativeAggregate {
  return (_emission, sql, _key, rest) => `${name}(${sql})${rest}`;
}

/** NaN counts only where there is nothing else. */
function ignoringNaN(name: string): NativeAggregate {
  return (_emission, sql, _key, rest) =>
    `coalesce(${name}(CASE WHEN NOT isnan(${sql}) THEN ${sql} END)${rest}, ${name}(${sql})${rest})`;
}

/** Types whose column sorts as the type does; text of zoned times begins with the instant. */
function isSorted(type: SqlType): boolean {
  return type.kind === 'timestamp with time zone' || (isPlain(type) && !UNSORTED.has(type.kind));
}

const UNSORTED: ReadonlySet<string> = new Set(['boolean', 'json', 'uuid', 'unknown']);

type Total = (argument: SqlType, result: SqlType) => NativeAggregate | undefined;

const TOTALS: Readonly<Record<'sum' | 'avg', Total>> = {
  sum: (argument, result) => {
    if (argument.kind === 'double') return plain('sum');
    return isWhole(argument) ? fromTotal(result, (total) => checkedTotal(total, result)) : undefined;
  },
  avg: (argument, result) => {
    if (argument.kind === 'double') return plain('avg');
    if (argument.kind === 'decimal') return fromTotal(result, (total, count) => halfUp(total, count));
    return isWhole(argument) ? fromTotal(result, (total, count) => Number(total) / Number(count)) : undefined;
  },
};

/** Types whose sum is exact in DuckDB's 128 bits. */
function isWhole(type: SqlType): boolean {
  return ['tinyint', 'smallint', 'integer', 'bigint', 'decimal'].includes(type.kind);
}

/** Sums up in 128 bits and goes on from there. */
function fromTotal(result: SqlType, finish: (total: bigint, count: bigint) => Value): NativeAggregate {
  return (emission, sql, _key, rest) => {
    const parts = [`sum(${sql})${rest}`, `count(${sql})${rest}`].map((part) => ({ sql: part, type: HUGE }));
    const compute = ([total = null, count = null]: readonly Value[]) =>
      total === null ? null : finish(asBigInt(total), asBigInt(count));
    return computed(emission, parts, compute, result);
  };
}

const HUGE: SqlType = { kind: 'decimal', precision: 38, scale: 0 };

function checkedTotal(total: bigint, result: SqlType): Value {
  if (result.kind === 'decimal') {
    if (total >= 10n ** 38n || total <= -(10n ** 38n)) throw new SqlFailure('Decimal overflow');
    return total;
  }
  if (BigInt.asIntN(64, total) !== total) throw new SqlFailure('bigint addition overflow');
  return result.kind === 'bigint' ? total : asNumber(Number(total));
}

function halfUp(total: bigint, count: bigint): bigint {
  const size = total < 0n ? -total : total;
  const rounded = (2n * size + count) / (2n * count);
  return total < 0n ? -rounded : rounded;
}
