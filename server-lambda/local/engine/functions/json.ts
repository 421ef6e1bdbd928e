import { atJsonPath, jsonPathSteps } from './json-path.ts';
import { jsonReader, parseJson, whereJson } from './json-reader.ts';
import { isWhole, jsonText, plainJsonText, sortedJsonText } from './json-values.ts';
import { SqlFailure } from './implementation.ts';
import { SQL_JSON_IMPLEMENTATIONS } from './sql-json.ts';
import { asBigInt, asText, scalar } from './value-kinds.ts';
import type { JsonNode } from './json-values.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { JsonReader } from './json-reader.ts';
import type { Value } from '../values.ts';

export const JSON_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  is_json_scalar: scalar((json) => isJsonScalar(asText(json))),
  json_array_contains: scalar((json, value) => arrayContains(asText(json), value)),
  json_array_get: scalar((json, index) => arrayItem(asText(json), asBigInt(index))),
  json_array_length: scalar((json) => arrayLength(asText(json))),
  json_extract: { bind: (call) => atPath(call, (reader) => jsonText(reader.value())) },
  json_extract_scalar: { bind: (call) => atPath(call, scalarText) },
  json_format: scalar((json) => json),
  json_parse: scalar((text) => jsonOf(asText(text))),
  json_size: { bind: (call) => atPath(call, size) },
  ...SQL_JSON_IMPLEMENTATIONS,
};

/** The value of type json that a text has. */
export function jsonOf(text: string): string {
  const node = parseJson(text);
  if (node === undefined) throw new SqlFailure(`Cannot convert value to JSON: '${text}'`);
  return sortedJsonText(node);
}

/** Reads at the path that is the call's second argument. */
function atPath({ constants }: BoundCall, read: (reader: JsonReader) => Value): Evaluate {
  const constant = constants[1];
  const known = typeof constant === 'string' ? jsonPathSteps(constant) : undefined;
  return (json, path) => atJsonPath(asText(json), known ?? jsonPathSteps(asText(path)), read) ?? null;
}

/** Null for arrays, objects and null. */
function scalarText(reader: JsonReader): string | null {
  return nodeScalarText(reader.value());
}

function nodeScalarText(node: JsonNode): string | null {
  // Half a surrogate pair is not text.
  if (typeof node === 'string') return node.replace(/\p{Cs}/gu, '?');
  if (typeof node === 'boolean') return String(node);
  return node?.kind === 'number' ? node.text : null;
}

function size(reader: JsonReader): bigint {
  const node = reader.value();
  if (node === null || typeof node !== 'object' || node.kind === 'number') return 0n;
  return BigInt(node.kind === 'array' ? node.items.length : node.members.length);
}

function isJsonScalar(text: string): boolean {
  const node = parseJson(text);
  if (node === undefined) throw new SqlFailure(`Invalid JSON value: ${text}`);
  return node === null || typeof node !== 'object' || node.kind === 'number';
}

/** Reads the array's items until `each` is done; undefined unless it is an array, as far as it was read. */
function throughArray(json: string, each: (node: JsonNode, index: number) => boolean): boolean {
  return (
    whereJson(() => {
      const reader = jsonReader(json);
      if (reader.peek() !== '[') return false;
      reader.items((index) => each(reader.value(), index));
      return true;
    }) ?? false
  );
}

function arrayContains(json: string, wanted: Value): boolean | null {
  let found = false;
  const read = throughArray(json, (node) => (found = isEqual(node, wanted)));
  return read ? found : null;
}

/** A bigint equals numbers written without a fraction, a double the others. */
function isEqual(node: JsonNode, wanted: Value): boolean {
  if (node === null || typeof node !== 'object') return node === wanted && node !== null;
  if (node.kind !== 'number') return false;
  if (typeof wanted === 'bigint') return isWhole(node) && BigInt(node.text) === wanted;
  return typeof wanted === 'number' && !isWhole(node) && Number(node.text) === wanted;
}

/** Negative indexes count from the end. A scalar is its bare text, which is how Trino gives it. */
function arrayItem(json: string, index: bigint): string | null {
  const nodes: JsonNode[] = [];
  const wanted = Number(index);
  const read = throughArray(json, (node, at) => nodes.push(node) > 0 && at === wanted);
  const node = read ? nodes.at(wanted) : undefined;
  if (node === undefined) return null;
  return nodeScalarText(node) ?? (node === null ? null : plainJsonText(node));
}

function arrayLength(json: string): bigint | null {
  let length = 0n;
  const read = throughArray(json, () => ++length === 0n);
  return read ? length : null;
}
