import type { Cell } from '#core/ports/query-engine.ts';
import { dayTimeText, yearMonthText } from './functions/interval-text.ts';
import { asArray, asBigInt, asBoolean, asBytes, asMap, asNumber, asText, asZoned } from './functions/value-kinds.ts';
import { dateText, timestampText, timeText, zonedText } from './functions/time-text.ts';
import { decimalText, doubleText, realText } from './functions/number-text.ts';
import type { SqlType } from './types.ts';
import type { Value } from './values.ts';

/** Athena prints seconds with three digits, whatever the precision is. */
const DIGITS = 3;

/**
 * The cells of a result column: whole numbers and doubles as numbers, booleans as they are, everything else as the text
 * that Athena prints.
 */
export function cellOf(type: SqlType): (value: Value) => Cell {
  const text = textOf(type);
  return (value) => {
    if (value === null || typeof value === 'boolean') return value;
    if (type.kind === 'bigint' || (type.kind === 'decimal' && type.scale === 0)) return wholeNumber(asBigInt(value));
    if (typeof value === 'number' && type.kind === 'real' && Number.isFinite(value)) return Number(realText(value));
    if (typeof value === 'number' && NUMBERS.has(type.kind) && Number.isFinite(value)) return value;
    return text(value);
  };
}

const NUMBERS: ReadonlySet<SqlType['kind']> = new Set(['tinyint', 'smallint', 'integer', 'double']);

function wholeNumber(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A value's text, also inside an array, a map or a row, where NULL is `null`. */
function textOf(type: SqlType): (value: Value) => string {
  const text = nestedText(type) ?? leafText(type);
  return (value) => (value === null ? 'null' : text(value));
}

function nestedText(type: SqlType): ((value: Value) => string) | undefined {
  switch (type.kind) {
    case 'array': {
      const element = textOf(type.element);
      return (value) => `[${asArray(value).map(element).join(', ')}]`;
    }
    case 'map': {
      const [keyText, valueText] = [textOf(type.key), textOf(type.value)];
      return (value) => {
        const { keys, values } = asMap(value);
        return `{${keys.map((key, at) => `${keyText(key)}=${valueText(values[at] ?? null)}`).join(', ')}}`;
      };
    }
    case 'row': {
      const fields = type.fields.map((field, at) => ({ name: field.name ?? `field${at}`, text: textOf(field.type) }));
      return (value) => {
        const values = asArray(value);
        return `{${fields.map(({ name, text }, at) => `${name}=${text(values[at] ?? null)}`).join(', ')}}`;
      };
    }
    default:
      return undefined;
  }
}

/** Trino prints a date of a year with five digits with its sign, but casts it to text without. */
function withSign(date: string): string {
  return /^\d{5}/.test(date) ? `+${date}` : date;
}

function leafText(type: SqlType): (value: Value) => string {
  switch (type.kind) {
    case 'boolean':
      return (value) => String(asBoolean(value));
    case 'double':
      return (value) => doubleText(asNumber(value));
    case 'real':
      return (value) => realText(asNumber(value));
    case 'decimal':
      return (value) => decimalText(asBigInt(value), type.scale);
    case 'date':
      return (value) => withSign(dateText(asNumber(value)));
    case 'time':
      return (value) => timeText(asBigInt(value), DIGITS);
    case 'timestamp':
      return (value) => timestampText(asBigInt(value), DIGITS);
    case 'timestamp with time zone':
      return (value) => zonedText(asZoned(value), DIGITS);
    case 'interval day to second':
      return (value) => dayTimeText(asBigInt(value));
    case 'interval year to month':
      return (value) => yearMonthText(asNumber(value));
    case 'varbinary':
      return (value) => Array.from(asBytes(value), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
      return asText;
    default:
      return String;
  }
}
