import { typeText, type RowField, type SqlType } from '../types.ts';
import type { SizedKind } from './signature.ts';

type Decimal = Extract<SqlType, { kind: 'decimal' }>;

const MAX_DECIMAL_PRECISION = 38;
const MAX_CHAR_LENGTH = 65_536;

export function sameType(left: SqlType, right: SqlType): boolean {
  return left === right || (left.kind === right.kind && typeText(left) === typeText(right));
}

/** Whether a value of one type stands where another one is wanted, without a CAST. */
export function canCoerce(from: SqlType, to: SqlType): boolean {
  return compatibility(from, to)?.coercible ?? false;
}

/** The type to which both convert without a CAST, and undefined where there is none. */
export function commonSuperType(left: SqlType, right: SqlType): SqlType | undefined {
  return compatibility(left, right)?.type;
}

/** Digits of the widest value of a whole number's type. */
const INTEGER_DIGITS: Partial<Record<SqlType['kind'], number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

/** From narrow to wide; each converts to those after it, save that DECIMAL comes between BIGINT and REAL. */
const NUMBER_KINDS = ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double'] as const;

/** What the two have in common, and whether `from` converts to `to` itself. */
interface Compatibility {
  readonly type: SqlType;
  readonly coercible: boolean;
}

function compatibility(from: SqlType, to: SqlType): Compatibility | undefined {
  if (from.kind === 'unknown' || sameType(from, to)) return { type: to, coercible: true };
  if (to.kind === 'unknown') return { type: from, coercible: false };
  if (from.kind === to.kind) return sameKind(from, to);
  const widened = widen(from, to.kind);
  if (widened !== undefined) return compatibility(widened, to);
  const narrowed = widen(to, from.kind);
  const common = narrowed && compatibility(from, narrowed);
  return common && { type: common.type, coercible: false };
}

/** Two types of one kind that differ in lengths, digits or parts. */
function sameKind(from: SqlType, to: SqlType): Compatibility | undefined {
  const common = commonParameters(from, to);
  if (common !== undefined) return { type: common, coercible: sameType(common, to) };
  if (from.kind === 'array' && to.kind === 'array') {
    const element = compatibility(from.element, to.element);
    return element && { type: { kind: 'array', element: element.type }, coercible: element.coercible };
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const key = compatibility(from.key, to.key);
    const value = compatibility(from.value, to.value);
    return (
      key &&
      value && {
        type: { kind: 'map', key: key.type, value: value.type },
        coercible: key.coercible && value.coercible,
      }
    );
  }
  return from.kind === 'row' && to.kind === 'row' ? rows(from.fields, to.fields) : undefined;
}

function commonParameters(left: SqlType, right: SqlType): SqlType | undefined {
  if (left.kind === 'decimal' && right.kind === 'decimal') return commonDecimal(left, right);
  if (left.kind === 'varchar' && right.kind === 'varchar')
    return left.length === undefined || right.length === undefined
      ? { kind: 'varchar' }
      : { kind: 'varchar', length: Math.max(left.length, right.length) };
  if (left.kind === 'char' && right.kind === 'char')
    return { kind: 'char', length: Math.max(left.length, right.length) };
  if ('precision' in left && 'precision' in right && left.kind !== 'decimal')
    return { kind: left.kind, precision: Math.max(left.precision, right.precision) };
  return undefined;
}

function commonDecimal(left: Decimal, right: Decimal): SqlType {
  const scale = Math.max(left.scale, right.scale);
  const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
  return { kind: 'decimal', precision: Math.min(MAX_DECIMAL_PRECISION, whole + scale), scale };
}

/** Field by field; a name stays where both have it. */
function rows(from: readonly RowField[], to: readonly RowField[]): Compatibility | undefined {
  if (from.length !== to.length) return undefined;
  let coercible = true;
  const fields: RowField[] = [];
  for (const [index, left] of from.entries()) {
    const right = to[index];
    const common = right && compatibility(left.type, right.type);
    if (common === undefined) return undefined;
    coercible &&= common.coercible;
    fields.push(
      left.name !== undefined && left.name === right?.name
        ? { name: left.name, type: common.type }
        : { type: common.type },
    );
  }
  return { type: { kind: 'row', fields }, coercible };
}

/** The narrowest type of a kind that holds all values of a type, and undefined where values do not convert. */
export function coerceToKind(from: SqlType, kind: SizedKind): SqlType | undefined {
  if (from.kind === kind) return from;
  return from.kind === 'unknown' ? NARROWEST[kind] : widen(from, kind);
}

/** What holds nothing but NULL. */
const NARROWEST: Readonly<Record<SizedKind, SqlType>> = {
  decimal: { kind: 'decimal', precision: 1, scale: 0 },
  varchar: { kind: 'varchar', length: 0 },
  char: { kind: 'char', length: 0 },
  time: { kind: 'time', precision: 3 },
  timestamp: { kind: 'timestamp', precision: 3 },
  'timestamp with time zone': { kind: 'timestamp with time zone', precision: 3 },
};

/** The narrowest type of another kind that holds all values of a type. */
function widen(from: SqlType, kind: SqlType['kind']): SqlType | undefined {
  return widenNumber(from, kind) ?? widenTime(from, kind) ?? widenText(from, kind);
}

function widenNumber(from: SqlType, kind: SqlType['kind']): SqlType | undefined {
  if (kind === 'decimal') {
    const precision = INTEGER_DIGITS[from.kind];
    return precision === undefined ? undefined : { kind, precision, scale: 0 };
  }
  const wide = NUMBER_KINDS.findIndex((candidate) => candidate === kind);
  const narrow = NUMBER_KINDS.findIndex((candidate) => candidate === from.kind);
  const found = NUMBER_KINDS[wide];
  if (found === undefined) return undefined;
  if (from.kind === 'decimal') return found === 'real' || found === 'double' ? { kind: found } : undefined;
  return narrow >= 0 && narrow < wide ? { kind: found } : undefined;
}

function widenTime(from: SqlType, kind: SqlType['kind']): SqlType | undefined {
  if (from.kind === 'date' && (kind === 'timestamp' || kind === 'timestamp with time zone'))
    return { kind, precision: 0 };
  if (from.kind === 'timestamp' && kind === 'timestamp with time zone') return { kind, precision: from.precision };
  return undefined;
}

function widenText(from: SqlType, kind: SqlType['kind']): SqlType | undefined {
  if (from.kind !== 'varchar' || kind !== 'char') return undefined;
  return { kind, length: Math.min(MAX_CHAR_LENGTH, from.length ?? MAX_CHAR_LENGTH) };
}
