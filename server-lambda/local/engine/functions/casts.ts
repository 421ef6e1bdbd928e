import { identity } from './equality.ts';
import { castFromJson } from './from-json-casts.ts';
import { SqlFailure } from './implementation.ts';
import {
  castDecimalToDouble,
  castDecimalToReal,
  decimalToDecimal,
  decimalToWhole,
  floatingToDecimal,
  floatingToWhole,
  isNumeric,
  numberText,
  shownNumber,
  wholeToDecimal,
  wholeToReal,
  wholeToWhole,
} from './number-casts.ts';
import {
  bytesToUuid,
  charText,
  cutText,
  fittingText,
  textToBoolean,
  textToDecimal,
  textToDouble,
  textToReal,
  textToUuid,
  textToWhole,
  uuidToBytes,
} from './text-casts.ts';
import { canCastTime, isTimeType, textOfTime, textToTime, timeCast } from './time-casts.ts';
import { castToJson } from './to-json-casts.ts';
import { wholeKind } from './whole-numbers.ts';
import type { Session } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

type Cast = (value: Value) => Value;

/** Whether Trino has a CAST between the types. */
export function canCast(from: SqlType, to: SqlType): boolean {
  if (from.kind === 'unknown') return true;
  if (to.kind === 'json') return castToJson(from) !== undefined;
  if (from.kind === 'array' && to.kind === 'array') return canCast(from.element, to.element);
  if (from.kind === 'map' && to.kind === 'map') return canCast(from.key, to.key) && canCast(from.value, to.value);
  if (from.kind === 'row' && to.kind === 'row') return canCastFields(from.fields, to.fields);
  return from.kind !== 'function' && scalarCast(from, to, ANY_SESSION) !== undefined;
}

/** Casts are made, not run, to see whether there are any. */
const ANY_SESSION: Session = { now: new Date(0) };

function canCastFields(from: readonly { type: SqlType }[], to: readonly { type: SqlType }[]): boolean {
  return (
    from.length === to.length &&
    from.every((field, at) => {
      const target = to[at];
      return target !== undefined && canCast(field.type, target.type);
    })
  );
}

/** CAST between two types of which `canCast` holds. It gives NULL for NULL and throws SqlFailure in Trino's words. */
export function castFunction(from: SqlType, to: SqlType, session: Session): Cast {
  const cast = nonNullCast(from, to, session);
  return (value) => (value === null ? null : cast(value));
}

function nonNullCast(from: SqlType, to: SqlType, session: Session): Cast {
  if (from.kind === 'unknown') return () => null;
  const json = to.kind === 'json' && from.kind !== 'json' ? castToJson(from) : undefined;
  if (json !== undefined) return json;
  if (from.kind === 'array' && to.kind === 'array') {
    const element = castFunction(from.element, to.element, session);
    return (value) => (value as readonly Value[]).map(element);
  }
  if (from.kind === 'map' && to.kind === 'map') return mapCast(from, to, session);
  if (from.kind === 'row' && to.kind === 'row') return rowCast(from, to, session);
  const cast = scalarCast(from, to, session);
  if (cast === undefined) throw new TypeError(`no cast from ${from.kind} to ${to.kind}`);
  return cast;
}

type MapType = Extract<SqlType, { kind: 'map' }>;
type RowType = Extract<SqlType, { kind: 'row' }>;

function mapCast(from: MapType, to: MapType, session: Session): Cast {
  const [castKey, castValue] = [castFunction(from.key, to.key, session), castFunction(from.value, to.value, session)];
  const keyOf = identity(to.key);
  return (value) => {
    const map = value as SqlMap;
    const keys = map.keys.map(castKey);
    if (new Set(keys.map(keyOf)).size < keys.length) throw new SqlFailure('duplicate keys');
    return { keys, values: map.values.map(castValue) };
  };
}

function rowCast(from: RowType, to: RowType, session: Session): Cast {
  const casts = from.fields.map((field, at) => castFunction(field.type, to.fields[at]?.type ?? field.type, session));
  return (value) => casts.map((cast, at) => cast((value as readonly Value[])[at] ?? null));
}

function scalarCast(from: SqlType, to: SqlType, session: Session): Cast | undefined {
  if (from.kind === 'varchar') return castFromText(to);
  if (from.kind === 'char') return castFromChar(to);
  if (from.kind === 'json') return castOfJson(to);
  if (to.kind === 'varchar') return castToText(from, to);
  if (isTimeType(from) && isTimeType(to)) return canCastTime(from, to) ? timeCast(from, to, session) : undefined;
  if (from.kind === 'boolean') return castFromBoolean(to);
  if (isNumeric(from)) return castFromNumber(from, to);
  if (from.kind === 'varbinary' && to.kind === 'uuid') return (value) => bytesToUuid(value as Uint8Array);
  if (from.kind === 'uuid' && to.kind === 'varbinary') return (value) => uuidToBytes(value as string);
  return from.kind === to.kind && !('precision' in from) ? (value) => value : undefined;
}

function castFromText(to: SqlType): Cast | undefined {
  const cast = fromText(to);
  return cast && ((value) => cast(value as string));
}

function fromText(to: SqlType): ((text: string) => Value) | undefined {
  const whole = wholeKind(to);
  if (whole !== undefined) return (text) => textToWhole(text, whole);
  if (isTimeType(to)) return textToTime(to);
  switch (to.kind) {
    case 'varchar':
      return (text) => cutText(text, to.length);
    case 'char':
      return (text) => charText(text, to.length);
    case 'boolean':
      return textToBoolean;
    case 'double':
      return textToDouble;
    case 'real':
      return textToReal;
    case 'decimal':
      return (text) => textToDecimal(text, to);
    case 'varbinary':
      return (text) => new TextEncoder().encode(text);
    case 'uuid':
      return textToUuid;
    default:
      return undefined;
  }
}

function castOfJson(to: SqlType): Cast | undefined {
  const cast = castFromJson(to);
  return cast && ((json) => cast(json as string));
}

function castFromChar(to: SqlType): Cast | undefined {
  return to.kind === 'varchar' || to.kind === 'char' ? castFromText(to) : undefined;
}

function castToText(from: SqlType, to: SqlType): Cast | undefined {
  if (isNumeric(from)) {
    const [text, shown] = [numberText(from), shownNumber(from)];
    return (value) => fittingText(text(value), to, (length) => notVarchar(shown(value), length));
  }
  if (from.kind === 'uuid') return to.kind === 'varchar' && to.length === undefined ? (value) => value : undefined;
  const text = from.kind === 'boolean' ? String : textOfTime(from);
  if (text === undefined) return undefined;
  return (value) => {
    const shown = text(value);
    return fittingText(shown, to, (length) =>
      from.kind === 'date' ? notVarchar(shown, length) : `Value [${shown}] does not fit in type varchar(${length})`,
    );
  };
}

function notVarchar(shown: string, length: number): string {
  return `Value ${shown} cannot be represented as varchar(${length})`;
}

function castFromBoolean(to: SqlType): Cast | undefined {
  if (to.kind === 'boolean') return (value) => value;
  if (to.kind === 'decimal') return (value) => (value === true ? 10n ** BigInt(to.scale) : 0n);
  if (!isNumeric(to)) return undefined;
  return to.kind === 'bigint' ? (value) => (value === true ? 1n : 0n) : (value) => (value === true ? 1 : 0);
}

function castFromNumber(from: SqlType, to: SqlType): Cast | undefined {
  if (to.kind === 'boolean') return (value) => Number(value) !== 0;
  if (!isNumeric(to)) return undefined;
  if (from.kind === 'decimal') return castFromDecimal(from, to);
  const whole = wholeKind(from);
  if (whole !== undefined) return castFromWhole(whole, to);
  return castFromFloating(from.kind === 'real' ? 'real' : 'double', to);
}

function castFromWhole(from: NonNullable<ReturnType<typeof wholeKind>>, to: SqlType): Cast {
  const whole = wholeKind(to);
  if (whole !== undefined) return (value) => wholeToWhole(value as number | bigint, whole);
  if (to.kind === 'decimal') return (value) => wholeToDecimal(value as number | bigint, from, to);
  return to.kind === 'real' ? (value) => wholeToReal(value as number | bigint) : Number;
}

function castFromFloating(from: 'real' | 'double', to: SqlType): Cast {
  const whole = wholeKind(to);
  if (whole !== undefined) return (value) => floatingToWhole(value as number, from, whole);
  if (to.kind === 'decimal') return (value) => floatingToDecimal(value as number, from, to);
  return to.kind === 'real' ? (value) => Math.fround(value as number) : (value) => value;
}

function castFromDecimal(from: Extract<SqlType, { kind: 'decimal' }>, to: SqlType): Cast {
  const whole = wholeKind(to);
  if (whole !== undefined) return (value) => decimalToWhole(value as bigint, from, whole);
  if (to.kind === 'decimal') return (value) => decimalToDecimal(value as bigint, from, to);
  return to.kind === 'real'
    ? (value) => castDecimalToReal(value as bigint, from)
    : (value) => castDecimalToDouble(value as bigint, from);
}
