import { SqlFailure } from './implementation.ts';
import { textOfTime } from './time-casts.ts';
import { decimalText, doubleText, realText } from './number-text.ts';
import { timestampText, timeText } from './time-text.ts';
import { asBigInt, asBoolean, asNumber, asText, asZoned } from './value-kinds.ts';
import { localMicros, offsetText } from './zones.ts';
import { typeText } from '../types.ts';
import type { JavaValue } from './java-format-shapes.ts';
import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';

/** What Java's Formatter gets for a value of this type. */
export function javaValueOf(type: SqlType): (value: Value) => JavaValue {
  if (type.kind === 'unknown') return () => ({ kind: 'null' });
  const convert = converter(type);
  return (value) => (value === null ? { kind: 'null' } : convert(value));
}

function converter(type: SqlType): (value: Value) => JavaValue {
  switch (type.kind) {
    case 'boolean':
      return (value) => ({ kind: 'boolean', value: asBoolean(value) });
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return (value) => ({ kind: 'whole', value: BigInt(asNumber(value)) });
    case 'bigint':
      return (value) => ({ kind: 'whole', value: asBigInt(value) });
    case 'double':
      return (value) => javaNumber(asNumber(value), doubleText(asNumber(value)), 'java.lang.Double');
    case 'real':
      return (value) => javaNumber(asNumber(value), realText(asNumber(value)), 'java.lang.Float');
    case 'decimal':
      return (value) => javaDecimal(asBigInt(value), type.scale);
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
      return (value) => javaText(asText(value), 'java.lang.String');
    default:
      return timeConverter(type);
  }
}

function timeConverter(type: SqlType): (value: Value) => JavaValue {
  switch (type.kind) {
    case 'time':
      return (value) => javaText(timeOfJava(asBigInt(value)), 'java.time.LocalTime');
    case 'timestamp':
      return (value) => javaText(dateTimeOfJava(asBigInt(value)), 'java.time.LocalDateTime');
    case 'timestamp with time zone':
      return (value) => javaText(zonedOfJava(asZoned(value)), 'java.time.ZonedDateTime');
    default: {
      const text = textOfTime(type);
      if (text === undefined) throw new SqlFailure(`Type not supported for formatting: ${typeText(type)}`);
      return (value) => javaText(text(value), type.kind === 'date' ? 'java.time.LocalDate' : 'java.lang.String');
    }
  }
}

function javaText(text: string, of: string): JavaValue {
  return { kind: 'text', text, of };
}

function javaDecimal(digits: bigint, scale: number): JavaValue {
  const negative = digits < 0n;
  const text = decimalText(digits, scale);
  return { kind: 'number', digits: negative ? -digits : digits, scale, negative, text, of: 'java.math.BigDecimal' };
}

/** `text` is what %s prints; a real is rounded as the double that it equals. */
function javaNumber(value: number, text: string, of: string): JavaValue {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)\.(\d+)(?:E(-?\d+))?$/.exec(doubleText(value)) ?? [];
  if (sign === undefined) return { kind: 'not finite', value, text, of };
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -scale));
  return { kind: 'number', digits, scale: Math.max(0, scale), negative: sign === '-', text, of };
}

/** Seconds only where there are any; of the fraction three digits or six. */
function timeOfJava(micros: bigint): string {
  if (micros % 60_000_000n === 0n) return timeText(micros, 0).slice(0, 5);
  return timeText(micros, precisionOf(micros));
}

function dateTimeOfJava(micros: bigint): string {
  const text = timestampText(micros, precisionOf(micros), 'T');
  return micros % 60_000_000n === 0n ? text.slice(0, -3) : text;
}

function precisionOf(micros: bigint): number {
  if (micros % 1_000_000n === 0n) return 0;
  return micros % 1000n === 0n ? 3 : 6;
}

function zonedOfJava(time: ZonedTime): string {
  const local = localMicros(time);
  const minutes = Number((local - time.instant) / 60_000_000n);
  const offset = minutes === 0 ? 'Z' : offsetText(minutes);
  return dateTimeOfJava(local) + offset + (/^[+-]/.test(time.zone) ? '' : `[${time.zone}]`);
}
