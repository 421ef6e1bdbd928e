import * as arrow from 'apache-arrow';
import type { Cell } from '#core/ports/query-engine.ts';

/** Turns the values of one result column, as Arrow gives them, into cells. */
export type CellReader = (value: unknown) => Cell;

/**
 * How a column's values become cells: whole numbers and doubles as numbers, everything else as the text that Athena
 * prints.
 */
export function cellReader(type: arrow.DataType): CellReader {
  const text = textOf(type);
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'boolean') return value;
    if (arrow.DataType.isInt(type)) return typeof value === 'bigint' ? wholeNumber(value) : (value as number);
    if (arrow.DataType.isFloat(type) && typeof value === 'number') return Number.isFinite(value) ? value : text(value);
    // DuckDB adds whole numbers up as HUGEINT, which travels as a decimal with 38 digits.
    if (arrow.DataType.isDecimal(type) && type.scale === 0) return wholeNumber(unscaled(value));
    return text(value);
  };
}

function wholeNumber(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A value's text inside an array, a map or a row, where NULL is `null`. */
function textOf(type: arrow.DataType): (value: unknown) => string {
  const byType = textByType(type);
  return (value) => (value === null || value === undefined ? 'null' : byType(value));
}

// The casts below are what apache-arrow's `Vector.get` promises for the type tested just before.
function textByType(type: arrow.DataType): (value: unknown) => string {
  if (arrow.DataType.isFloat(type)) return (value) => doubleText(value as number);
  if (arrow.DataType.isDecimal(type)) return (value) => decimalText(unscaled(value), type.scale);
  if (arrow.DataType.isDate(type)) return (value) => new Date(value as number).toISOString().slice(0, 10);
  if (arrow.DataType.isTimestamp(type)) {
    const zone = type.timezone ? ' UTC' : '';
    return (value) => `${new Date(value as number).toISOString().slice(0, 23).replace('T', ' ')}${zone}`;
  }
  if (arrow.DataType.isTime(type)) return (value) => timeText(value as bigint | number, type.unit);
  if (arrow.DataType.isInterval(type)) return (value) => intervalText(value as Int32Array);
  if (arrow.DataType.isBinary(type)) return (value) => hexText(value as Uint8Array);
  if (arrow.DataType.isMap(type)) {
    const keyText = textOf(type.keyType as arrow.DataType);
    const itemText = textOf(type.valueType as arrow.DataType);
    return (value) =>
      `{${[...(value as arrow.MapRow)].map(([name, entry]) => `${keyText(name)}=${itemText(entry)}`).join(', ')}}`;
  }
  if (arrow.DataType.isList(type)) {
    const itemText = textOf(type.valueType as arrow.DataType);
    return (value) => `[${[...(value as arrow.Vector)].map(itemText).join(', ')}]`;
  }
  if (arrow.DataType.isStruct(type)) {
    const fields = type.children.map((field) => ({ name: field.name, text: textOf(field.type as arrow.DataType) }));
    return (value) => {
      const row = (value as arrow.StructRow).toArray() as unknown[];
      // An unnamed field of a ROW prints as its value alone.
      return `{${fields.map(({ name, text }, index) => `${name === '' ? '' : `${name}=`}${text(row[index])}`).join(', ')}}`;
    };
  }
  return String;
}

/** A decimal's digits without its point: four 32-bit words, the lowest first, in two's complement. */
function unscaled(value: unknown): bigint {
  const words = value as Uint32Array;
  let whole = 0n;
  for (let at = words.length - 1; at >= 0; at--) whole = (whole << 32n) | BigInt(words[at] ?? 0);
  return BigInt.asIntN(words.length * 32, whole);
}

function decimalText(digits: bigint, scale: number): string {
  if (scale === 0) return String(digits);
  const sign = digits < 0n ? '-' : '';
  const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** As Java prints a double, which is what Trino does inside arrays: `1.0`, `1.5E10`. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? value.toFixed(1) : String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

function timeText(value: bigint | number, unit: arrow.TimeUnit): string {
  const perSecond = 10 ** (3 * unit);
  return new Date((Number(value) / perSecond) * 1_000).toISOString().slice(11, 23);
}

/** Arrow gives months, days and nanoseconds. Athena prints `1-3` (years and months) or `30 00:00:00.000`. */
function intervalText(value: Int32Array): string {
  const [months = 0, days = 0, low = 0, high = 0] = value;
  if (months !== 0) return `${Math.trunc(months / 12)}-${Math.abs(months % 12)}`;
  const nanoseconds = (BigInt(high) << 32n) + BigInt(low >>> 0);
  const total = days * 86_400_000 + Number(nanoseconds / 1_000_000n);
  const size = Math.abs(total);
  const day = Math.floor(size / 86_400_000);
  return `${total < 0 ? '-' : ''}${day} ${new Date(size % 86_400_000).toISOString().slice(11, 23)}`;
}

function hexText(value: Uint8Array): string {
  return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
