import { asArray, asBigInt, asBytes, asMap, asNumber, asText, asZoned } from '../functions/value-kinds.ts';
import { checkLength } from '../functions/value-size.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/** How a value, which is not null, travels as text. */
export interface TextCodec {
  readonly encode: (value: Value) => string;
  readonly decode: (text: string) => Value;
}

/** Stands before each item of an array, field of a row, and key and value of a map. DuckDB splits at it. */
export const ITEM = '\u001f';
/** Stands between the rows that an aggregate gathers. Never in a list of items. */
export const ROW = '\u001e';
const ESCAPE = '\u001b';
const NULL_ITEM = `${ESCAPE}n`;

/** The codec of a type; the widths are those of keys, so that zoned times sort by their instants. */
export function textCodec(type: SqlType): TextCodec {
  switch (type.kind) {
    case 'boolean':
      return { encode: (value) => (value === true ? '1' : '0'), decode: (text) => text === '1' };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'date':
    case 'interval year to month':
      return { encode: String, decode: Number };
    case 'real':
    case 'double':
      return { encode: (value) => (Object.is(value, -0) ? '-0' : String(asNumber(value))), decode: Number };
    case 'bigint':
    case 'decimal':
    case 'time':
    case 'timestamp':
    case 'interval day to second':
      return { encode: (value) => String(asBigInt(value)), decode: BigInt };
    case 'timestamp with time zone':
      return ZONED;
    case 'varbinary':
      return { encode: (value) => hexText(asBytes(value)), decode: bytesOf };
    case 'array':
      return arrayCodec(type.element);
    case 'row':
      return listCodec(type.fields.map((field) => field.type));
    case 'map':
      return mapCodec(type.key, type.value);
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
    case 'unknown':
    case 'function':
      return { encode: asText, decode: (text) => text };
  }
}

/** Some values of these types, one after another. */
export function listCodec(types: readonly SqlType[]): TextCodec {
  const items = types.map(itemCodec);
  return {
    encode: (value) => {
      const values = asArray(value);
      return items.map((item, index) => ITEM + item.encode(values[index] ?? null)).join('');
    },
    decode: (text) => {
      const parts = text.split(ITEM);
      return items.map((item, index) => item.decode(parts[index + 1] ?? NULL_ITEM));
    },
  };
}

/** A value, or NULL, as an item. */
export function itemCodec(type: SqlType): TextCodec {
  const codec = textCodec(type);
  return {
    encode: (value) => (value === null ? NULL_ITEM : escaped(codec.encode(value))),
    decode: (text) => (text === NULL_ITEM ? null : codec.decode(unescaped(text))),
  };
}

function arrayCodec(element: SqlType): TextCodec {
  const item = itemCodec(element);
  return {
    encode: (value) => {
      let text = '';
      for (const each of asArray(value)) {
        text += ITEM + item.encode(each);
        // Items that are one array over and over are small only until they are written down.
        checkLength(text.length);
      }
      return text;
    },
    decode: (text) => text.split(ITEM).slice(1).map(item.decode),
  };
}

function mapCodec(keyType: SqlType, valueType: SqlType): TextCodec {
  const key = itemCodec(keyType);
  const value = itemCodec(valueType);
  return {
    encode: (map) => {
      const { keys, values } = asMap(map);
      return keys.map((each, at) => ITEM + key.encode(each) + ITEM + value.encode(values[at] ?? null)).join('');
    },
    decode: (text) => {
      const parts = text.split(ITEM).slice(1);
      const half = (rest: number) => parts.filter((_part, at) => at % 2 === rest);
      return { keys: half(0).map(key.decode), values: half(1).map(value.decode) };
    },
  };
}

const MARKS: ReadonlyMap<string, string> = new Map([
  [ESCAPE, `${ESCAPE}e`],
  [ITEM, `${ESCAPE}i`],
  [ROW, `${ESCAPE}r`],
]);
const CHARACTERS: ReadonlyMap<string, string> = new Map([...MARKS].map(([character, mark]) => [mark, character]));

function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that it is about
  return text.replace(/[\u001b\u001e\u001f]/g, (character) => MARKS.get(character) ?? character);
}

function unescaped(text: string): string {
  if (!text.includes(ESCAPE)) return text;
  // eslint-disable-next-line no-control-regex -- as above
  return text.replace(/\u001b[eir]/g, (mark) => CHARACTERS.get(mark) ?? mark);
}

/** Digits of an instant in text; they are biased so that all are positive. */
export const INSTANT_DIGITS = 20;
const INSTANT_BIAS = 2n ** 63n;

export function instantText(instant: bigint): string {
  return String(instant + INSTANT_BIAS).padStart(INSTANT_DIGITS, '0');
}

const ZONED: TextCodec = {
  encode: (value) => {
    const { instant, zone } = asZoned(value);
    return instantText(instant) + zone;
  },
  decode: (text) => ({
    instant: BigInt(text.slice(0, INSTANT_DIGITS)) - INSTANT_BIAS,
    zone: text.slice(INSTANT_DIGITS),
  }),
};

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_none, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
}
