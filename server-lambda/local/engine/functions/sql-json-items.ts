import { parseJson } from './json-reader.ts';
import { decimalText, doubleText, realText } from './number-text.ts';
import { asBigInt, asNumber, asText } from './value-kinds.ts';
import type { JsonNode } from './json-values.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/** What JSON has for a value of this type; json is JSON text, other types are texts before. */
export function jsonNodeOf(type: SqlType): (value: Value) => JsonNode {
  const convert = converter(type);
  return (value) => (value === null ? null : convert(value));
}

function converter(type: SqlType): (value: Value) => JsonNode {
  switch (type.kind) {
    case 'boolean':
      return (value) => value === true;
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (value) => ({ kind: 'number', text: `${asWhole(value)}` });
    case 'double':
      return (value) => floating(asNumber(value), doubleText);
    case 'real':
      return (value) => floating(asNumber(value), realText);
    case 'decimal':
      return (value) => ({ kind: 'number', text: decimalText(asBigInt(value), type.scale), exact: true });
    case 'json':
      return (value) => parseJson(asText(value)) ?? null;
    default:
      return asText;
  }
}

function asWhole(value: Value): number | bigint {
  return typeof value === 'bigint' ? value : asNumber(value);
}

/** NaN and the infinities are texts, as JSON has no such numbers. */
function floating(value: number, print: (value: number) => string): JsonNode {
  return Number.isFinite(value) ? { kind: 'number', text: print(value) } : print(value);
}
