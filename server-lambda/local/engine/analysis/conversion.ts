import type { Place } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType, sameType } from './coercion.ts';
import type { Typed } from './typed-tree.ts';

type Decimal = Extract<SqlType, { kind: 'decimal' }>;

/** A value converted to a type, by a cast where its type is another one. Simple constants are converted here. */
export function convert(value: Typed, type: SqlType, at: Place): Typed {
  if (sameType(value.type, type)) return value;
  if (value.kind === 'constant') {
    const converted = convertConstant(value.value, value.type, type);
    if (converted !== undefined) return { kind: 'constant', type, value: converted };
  }
  return { kind: 'cast', type, value, safe: false, at };
}

/** Undefined where it takes more than another notation of the same value. */
function convertConstant(value: Value, from: SqlType, to: SqlType): Value | undefined {
  if (value === null) return null;
  if (from.kind === 'varchar' && to.kind === 'varchar') return value;
  if (to.kind === 'decimal') return decimalConstant(value, from, to);
  if (!isWhole(from)) return undefined;
  if (to.kind === 'bigint') return BigInt(value as number);
  if (to.kind === 'double' || isWhole(to)) return Number(value);
  return undefined;
}

function decimalConstant(value: Value, from: SqlType, to: Decimal): Value | undefined {
  const digits = from.kind === 'decimal' ? from.scale : isWhole(from) ? 0 : undefined;
  if (digits === undefined || digits > to.scale) return undefined;
  // Values of these types are whole numbers.
  const scaled = BigInt(value as number | bigint) * 10n ** BigInt(to.scale - digits);
  const limit = 10n ** BigInt(to.precision);
  return scaled > -limit && scaled < limit ? scaled : undefined;
}

function isWhole({ kind }: SqlType): boolean {
  return kind === 'tinyint' || kind === 'smallint' || kind === 'integer' || kind === 'bigint';
}

export interface Placed {
  readonly value: Typed;
  readonly at: Place;
}

/**
 * Converts values to the type that they have in common. Throws AnalysisFailure at the first one that has none with
 * those before it; `what` names them: `All COALESCE operands`.
 */
export function convertToOneType(values: readonly Placed[], what: string): { type: SqlType; values: Typed[] } {
  let type: SqlType = { kind: 'unknown' };
  for (const { value, at } of values) {
    const common = commonSuperType(type, value.type);
    if (common === undefined) throw noCommonType(values, what, type, value.type, at);
    type = common;
  }
  return { type, values: values.map(({ value, at }) => convert(value, type, at)) };
}

function noCommonType(values: readonly Placed[], what: string, left: SqlType, right: SqlType, at: Place) {
  const types = [...new Set(values.map(({ value }) => typeText(value.type)))].join(', ');
  return new AnalysisFailure(
    `${what} must be the same type or coercible to a common type. ` +
      `Cannot find common type between ${typeText(left)} and ${typeText(right)}, all types (without duplicates): [${types}]`,
    at,
  );
}

/** A condition as it is, where it is a boolean; throws AnalysisFailure with `message` and the type otherwise. */
export function booleanOf(value: Typed, message: string, at: Place): Typed {
  if (value.type.kind === 'boolean') return value;
  if (value.type.kind === 'unknown') return convert(value, { kind: 'boolean' }, at);
  throw new AnalysisFailure(`${message} must evaluate to a boolean (actual: ${typeText(value.type)})`, at);
}
