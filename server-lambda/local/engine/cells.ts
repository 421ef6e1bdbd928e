import * as arrow from 'apache-arrow';
import type { Cell } from '#core/ports/query-engine.ts';

/**
 * Reads the cells of one result column: whole numbers and doubles as numbers, everything else as the text that Athena
 * prints.
 */
export function cellReader(vector: arrow.Vector): (row: number) => Cell {
  const [data] = vector.data;
  if (data === undefined) return () => null;
  // Arrow's own types are erased here; the checked `type` decides what `get` returns.
  const type = vector.type as arrow.DataType;
  const text = textReader(data as arrow.Data);
  return (row) => {
    const value: unknown = vector.get(row);
    if (value === null || value === undefined) return null;
    if (typeof value === 'boolean') return value;
    if (arrow.DataType.isInt(type)) return typeof value === 'bigint' ? wholeNumber(value) : (value as number);
    if (arrow.DataType.isFloat(type) && Number.isFinite(value)) return value as number;
    // DuckDB adds whole numbers up as HUGEINT, which travels as a decimal with 38 digits.
    if (arrow.DataType.isDecimal(type) && type.scale === 0) return wholeNumber(unscaled(value));
    return text(row);
  };
}

function wholeNumber(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

type TextReader = (row: number) => string;

/** A value's text, also inside an array, a map or a row, where NULL is `null`. */
function textReader(data: arrow.Data): TextReader {
  const read = nestedReader(data) ?? leafReader(data);
  return (row) => (data.getValid(row) ? read(row) : 'null');
}

function nestedReader(data: arrow.Data): TextReader | undefined {
  // As above: the type says what the children and offsets are.
  const type = data.type;
  const children = data.children;
  const [first] = children;
  const span = (row: number): number[] => {
    const offsets = data.valueOffsets as unknown as Int32Array;
    const begin = offsets[row] ?? 0;
    return Array.from({ length: (offsets[row + 1] ?? begin) - begin }, (_none, index) => begin + index);
  };
  if (arrow.DataType.isList(type) && first !== undefined) {
    const item = textReader(first);
    return (row) => `[${span(row).map(item).join(', ')}]`;
  }
  if (arrow.DataType.isMap(type)) {
    const [key, value] = (first?.children ?? []).map((child) => textReader(child));
    return (row) =>
      `{${span(row)
        .map((entry) => `${key?.(entry) ?? ''}=${value?.(entry) ?? ''}`)
        .join(', ')}}`;
  }
  if (arrow.DataType.isStruct(type)) {
    // Athena calls a row's unnamed fields field0, field1 and so on.
    const fields = children.map((child, index) => {
      const name = type.children[index]?.name ?? '';
      return { name: name === '' ? `field${index}` : name, text: textReader(child) };
    });
    return (row) => `{${fields.map(({ name, text }) => `${name}=${text(row)}`).join(', ')}}`;
  }
  if (arrow.DataType.isInterval(type)) {
    // Arrow's JavaScript reads two of the four words.
    const words = data.values as unknown as Int32Array;
    return (row) => intervalText(words.subarray(row * 4, row * 4 + 4));
  }
  return undefined;
}

function leafReader(data: arrow.Data): TextReader {
  const vector = new arrow.Vector([data]);
  const text = leafText(data.type);
  return (row) => text(vector.get(row));
}

// The casts are what `Vector.get` promises for the type tested just before.
function leafText(type: arrow.DataType): (value: unknown) => string {
  if (arrow.DataType.isFloat(type)) return (value) => doubleText(value as number);
  if (arrow.DataType.isDecimal(type)) return (value) => decimalText(unscaled(value), type.scale);
  if (arrow.DataType.isDate(type)) return (value) => new Date(value as number).toISOString().slice(0, 10);
  if (arrow.DataType.isTimestamp(type)) {
    const zone = type.timezone ? ' UTC' : '';
    return (value) => `${new Date(value as number).toISOString().slice(0, 23).replace('T', ' ')}${zone}`;
  }
  if (arrow.DataType.isTime(type)) return (value) => timeText(value as bigint | number, type.unit);
  if (arrow.DataType.isBinary(type)) return (value) => hexText(value as Uint8Array);
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
