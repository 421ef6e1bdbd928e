import { asArray, asBigInt, asBoolean, asMap, asNumber, asText, asZoned } from '../functions/value-kinds.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { INSTANT_DIGITS, instantText, textCodec } from './text-codec.ts';

/**
 * Text of a value, not null, that is equal for values that GROUP BY takes for one, and whose order by code points is
 * Trino's order, where the type has one. NULL sorts last inside arrays and rows.
 */
export function keyText(type: SqlType): (value: Value) => string {
  switch (type.kind) {
    case 'boolean':
      return (value) => (asBoolean(value) ? '1' : '0');
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'date':
    case 'interval year to month':
      return (value) => instantText(BigInt(asNumber(value)));
    case 'bigint':
    case 'time':
    case 'timestamp':
    case 'interval day to second':
      return (value) => instantText(asBigInt(value));
    case 'decimal':
      return (value) => String(asBigInt(value) + DECIMAL_BIAS).padStart(DECIMAL_DIGITS, '0');
    case 'real':
    case 'double':
      return (value) => doubleKey(asNumber(value));
    case 'timestamp with time zone':
      return (value) => instantText(asZoned(value).instant);
    case 'varbinary': {
      const { encode } = textCodec(type);
      return (value) => ended(encode(value));
    }
    case 'array':
      return arrayKey(type.element);
    case 'row': {
      const keys = type.fields.map((field) => itemKey(field.type));
      return (value) => asArray(value).reduce<string>((text, each, at) => text + (keys[at]?.(each) ?? ''), '');
    }
    case 'map':
      return mapKey(type.key, type.value);
    case 'varchar':
    case 'char':
    case 'json':
    case 'uuid':
    case 'unknown':
    case 'function':
      return (value) => ended(asText(value));
  }
}

const END = '\u0001';
const ESCAPE = '\u0002';
const PRESENT = '\u0003';
const ABSENT = '\u0004';

const DECIMAL_BIAS = 10n ** 38n;
const DECIMAL_DIGITS = 39;

function itemKey(type: SqlType): (value: Value) => string {
  const key = keyText(type);
  return (value) => (value === null ? ABSENT : PRESENT + key(value));
}

function arrayKey(element: SqlType): (value: Value) => string {
  const key = itemKey(element);
  return (value) => asArray(value).map(key).join('') + END;
}

function mapKey(keyType: SqlType, valueType: SqlType): (value: Value) => string {
  const key = keyText(keyType);
  const itemOfValue = itemKey(valueType);
  return (value) => {
    const { keys, values } = asMap(value);
    const entries = keys.map((each, at) => key(each) + itemOfValue(values[at] ?? null));
    return entries.sort().join('') + END;
  };
}

/** Text that ends where it ends: no other text's key begins with it. Characters that have a meaning here are escaped. */
function ended(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that it is about
  return text.replace(/[\0\u0001\u0002]/g, (found) => ESCAPE + String.fromCharCode(found.charCodeAt(0) + 3)) + END;
}

const bits = new DataView(new ArrayBuffer(8));

/** The bits of a double, in an order like that of the numbers: NaN is the greatest, the two zeros are one. */
function doubleKey(value: number): string {
  bits.setFloat64(0, value === 0 ? 0 : value);
  const whole = bits.getBigUint64(0);
  const sign = 1n << 63n;
  const sorted = (whole & sign) === 0n ? whole | sign : ~whole & (2n * sign - 1n);
  return String(sorted).padStart(INSTANT_DIGITS, '0');
}
