import { quotedJson } from './json-values.ts';
import { decimalText, doubleText, realText } from './number-text.ts';
import { textOfTime } from './time-casts.ts';
import { wholeKind } from './whole-numbers.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

type ToJson = (value: Value) => string;

/** CAST to json of a value that is not NULL; undefined for types that Trino does not cast. */
export function castToJson(from: SqlType): ToJson | undefined {
  switch (from.kind) {
    case 'json':
      return (value) => value as string;
    case 'varchar':
      return (value) => quotedJson(value as string);
    case 'date':
    case 'timestamp': {
      const text = textOfTime(from);
      return text && ((value) => quotedJson(text(value)));
    }
    case 'array':
      return arrayToJson(from.element);
    case 'map':
      return mapToJson(from.key, from.value);
    case 'row':
      return rowToJson(from.fields);
    case 'unknown':
      return () => 'null';
    default: {
      const text = plainText(from);
      return (
        text && ((value) => (Number.isFinite(value) || typeof value !== 'number' ? text(value) : `"${text(value)}"`))
      );
    }
  }
}

/** Numbers and booleans as JSON shows them and as names of members. */
function plainText(type: SqlType): ToJson | undefined {
  if (type.kind === 'decimal') return (value) => decimalText(value as bigint, type.scale);
  if (type.kind === 'double') return (value) => doubleText(value as number);
  if (type.kind === 'real') return (value) => realText(value as number);
  return type.kind === 'boolean' || wholeKind(type) !== undefined ? String : undefined;
}

function orNull(cast: ToJson): ToJson {
  return (value) => (value === null ? 'null' : cast(value));
}

function arrayToJson(elementType: SqlType): ToJson | undefined {
  const cast = castToJson(elementType);
  if (cast === undefined) return undefined;
  const element = orNull(cast);
  return (value) => `[${(value as readonly Value[]).map(element).join(',')}]`;
}

/** Members come in the order of their names. */
function mapToJson(keyType: SqlType, valueType: SqlType): ToJson | undefined {
  const cast = castToJson(valueType);
  const name = keyType.kind === 'varchar' ? (key: Value) => key as string : plainText(keyType);
  if (keyType.kind === 'unknown') return () => '{}';
  if (cast === undefined || name === undefined) return undefined;
  const member = orNull(cast);
  return (value) => {
    const { keys, values } = value as SqlMap;
    const members = keys.map((key, at) => [name(key), member(values[at] ?? null)] as const);
    return jsonObject(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
}

function rowToJson(fields: readonly { readonly name?: string; readonly type: SqlType }[]): ToJson | undefined {
  const casts = fields.map((field) => castToJson(field.type)).filter((cast) => cast !== undefined);
  if (casts.length < fields.length) return undefined;
  return (value) =>
    jsonObject(
      (value as readonly Value[]).map((item, at) => [
        fields[at]?.name ?? '',
        item === null ? 'null' : (casts[at]?.(item) ?? 'null'),
      ]),
    );
}

function jsonObject(members: readonly (readonly [name: string, json: string])[]): string {
  return `{${members.map(([name, json]) => `${quotedJson(name)}:${json}`).join(',')}}`;
}
