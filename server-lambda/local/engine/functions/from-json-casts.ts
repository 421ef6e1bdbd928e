import { fitDecimal, parseDecimal } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { parseJson } from './json-reader.ts';
import { isWhole, jsonText, sortedJsonText } from './json-values.ts';
import { floatingToWhole } from './number-casts.ts';
import { doubleCastText } from './number-text.ts';
import { textToBoolean, textToDecimal, textToDouble, textToReal, textToWhole } from './text-casts.ts';
import { typeText } from '../types.ts';
import { inRange, wholeKind, wholeOf } from './whole-numbers.ts';
import type { JsonNode, JsonNumber } from './json-values.ts';
import type { RowField, SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { WholeKind } from './whole-numbers.ts';

type FromNode = (node: Exclude<JsonNode, null>) => Value;

/** CAST from json; undefined for types that Trino does not cast to. JSON's null gives NULL. */
export function castFromJson(to: SqlType): ((json: string) => Value) | undefined {
  if (to.kind === 'json') return (json) => json;
  const cast = fromNode(to);
  if (cast === undefined) return undefined;
  const isNested = to.kind === 'array' || to.kind === 'map' || to.kind === 'row';
  return (json) => {
    const node = parseJson(json) ?? null;
    if (node === null) return null;
    if (!isNested) {
      if (isContainer(node)) throw new SqlFailure(`Cannot cast '${json}' to ${typeText(to)}`);
      return cast(node);
    }
    return named(`Cannot cast to ${typeText(to)}. `, `\n${json}`, () => cast(node));
  };
}

/** What fails in it fails with a sentence around it. */
function named(before: string, after: string, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SqlFailure) throw new SqlFailure(before + error.message + after);
    throw error;
  }
}

type Container = Extract<JsonNode, { kind: 'array' | 'object' }>;

function isContainer(node: JsonNode): node is Container {
  return typeof node === 'object' && node !== null && node.kind !== 'number';
}

function fromNode(to: SqlType): FromNode | undefined {
  switch (to.kind) {
    case 'json':
      return sortedJsonText;
    case 'array':
      return arrayFromJson(to.element);
    case 'map':
      return mapFromJson(to.key, to.value);
    case 'row':
      return rowFromJson(to.fields);
    default: {
      const cast = scalarFromJson(to);
      return cast && ((node) => cast(scalarNode(node, to)));
    }
  }
}

function scalarNode(node: Exclude<JsonNode, null>, to: SqlType): Scalar {
  if (isContainer(node)) throw new SqlFailure(`Unexpected token when cast to ${typeText(to)}: ${firstToken(node)}`);
  return node;
}

function firstToken(node: JsonNode): string {
  if (!isContainer(node)) return typeof node === 'string' ? node : jsonText(node);
  return node.kind === 'array' ? '[' : '{';
}

type Scalar = boolean | string | JsonNumber;

/** What a boolean, a text or a number becomes. */
function scalarFromJson(to: SqlType): ((node: Scalar) => Value) | undefined {
  const whole = wholeKind(to);
  if (whole !== undefined) return (node) => wholeFromJson(node, whole);
  switch (to.kind) {
    case 'boolean':
      return byKind(
        (value) => value,
        textToBoolean,
        (number) => Number(number.text) !== 0,
      );
    case 'double':
      return byKind(Number, textToDouble, (number) => Number(number.text));
    case 'real':
      return byKind(Number, textToReal, (number) => Math.fround(Number(number.text)));
    case 'decimal':
      return (node) => decimalFromJson(node, to);
    case 'varchar':
      return (node) => textFromJson(node, to.length);
    default:
      return undefined;
  }
}

function byKind(
  ofBoolean: (value: boolean) => Value,
  ofText: (text: string) => Value,
  ofNumber: (number: JsonNumber) => Value,
): (node: Scalar) => Value {
  return (node) => {
    if (typeof node === 'boolean') return ofBoolean(node);
    return typeof node === 'string' ? ofText(node) : ofNumber(node);
  };
}

function wholeFromJson(node: Scalar, kind: WholeKind): Value {
  if (typeof node === 'boolean') return wholeOf(node ? 1n : 0n, kind);
  if (typeof node === 'string') return textToWhole(node, kind);
  if (!isWhole(node)) return floatingToWhole(Number(node.text), 'double', kind);
  const value = BigInt(node.text);
  if (!inRange(value, kind)) throw new SqlFailure(`Cannot cast '${value}' to ${kind}`);
  return wholeOf(value, kind);
}

type Decimal = Extract<SqlType, { kind: 'decimal' }>;

function decimalFromJson(node: Scalar, to: Decimal): Value {
  if (typeof node === 'string') {
    if (parseDecimal(node) === undefined)
      throw new SqlFailure(`Cannot cast '"${node}"' to DECIMAL(${to.precision},${to.scale})`);
    return textToDecimal(node, to);
  }
  const number = parseDecimal(typeof node === 'boolean' ? String(Number(node)) : node.text);
  const digits = number && fitDecimal(number, to.precision, to.scale);
  if (digits === undefined) throw new SqlFailure(`Cannot cast input json to DECIMAL(${to.precision},${to.scale})`);
  return digits;
}

function textFromJson(node: Scalar, length: number | undefined): Value {
  const text = typeof node === 'object' ? numberText(node) : String(node);
  if (length !== undefined && Array.from(text).length > length)
    throw new SqlFailure(`Value [${text}] does not fit in type varchar(${length})`);
  return text;
}

function numberText(number: JsonNumber): string {
  return isWhole(number) ? BigInt(number.text).toString() : doubleCastText(Number(number.text));
}

function itemCast(to: SqlType): ((node: JsonNode) => Value) | undefined {
  const cast = fromNode(to);
  // JSON's null is a value of JSON.
  if (to.kind === 'json') return (node) => (node === null ? 'null' : (cast?.(node) ?? null));
  return cast && ((node) => (node === null ? null : cast(node)));
}

function arrayFromJson(elementType: SqlType): FromNode | undefined {
  const element = itemCast(elementType);
  if (element === undefined) return undefined;
  return (node) => {
    if (!isContainer(node) || node.kind !== 'array')
      throw new SqlFailure(`Expected a json array, but got ${firstToken(node)}`);
    return node.items.map(element);
  };
}

function mapFromJson(keyType: SqlType, valueType: SqlType): FromNode | undefined {
  const [castKey, castValue] = [scalarFromJson(keyType), itemCast(valueType)];
  if (castKey === undefined || castValue === undefined) return undefined;
  return (node) => {
    if (!isContainer(node) || node.kind !== 'object')
      throw new SqlFailure(`Expected a json object, but got ${firstToken(node)}`);
    const members = new Map(node.members);
    return { keys: [...members.keys()].map(castKey), values: [...members.values()].map(castValue) };
  };
}

function rowFromJson(fields: readonly RowField[]): FromNode | undefined {
  const casts = fields.map((field) => itemCast(field.type)).filter((cast) => cast !== undefined);
  if (casts.length < fields.length) return undefined;
  return (node) => {
    if (!isContainer(node)) throw new SqlFailure(`Expected a json array or object, but got ${firstToken(node)}`);
    const items = node.kind === 'array' ? rowItems(node.items, fields) : rowMembers(node.members, fields);
    return casts.map((cast, at) => cast(items[at] ?? null));
  };
}

function rowItems(items: readonly JsonNode[], fields: readonly RowField[]): readonly JsonNode[] {
  const [missing, extra] = [fields[items.length], items[fields.length]];
  if (missing !== undefined) throw new SqlFailure(`Unexpected token when cast to ${typeText(missing.type)}: ]`);
  if (extra !== undefined) throw new SqlFailure(`Expected json array ending, but got ${firstToken(extra)}`);
  return items;
}

/** Names are compared without case; members that the row lacks are left out. */
function rowMembers(
  members: readonly (readonly [string, JsonNode])[],
  fields: readonly RowField[],
): readonly (JsonNode | undefined)[] {
  if (fields.every((field) => field.name === undefined)) {
    throw new SqlFailure('Cannot cast a JSON object to anonymous row type. Input must be a JSON array.');
  }
  const found = new Map<string, JsonNode>();
  for (const [name, node] of members) {
    const key = name.toLowerCase();
    if (found.has(key) && fields.some((field) => field.name?.toLowerCase() === key))
      throw new SqlFailure(`Duplicate field: ${key}`);
    found.set(key, node);
  }
  return fields.map((field) => (field.name === undefined ? undefined : found.get(field.name.toLowerCase())));
}
