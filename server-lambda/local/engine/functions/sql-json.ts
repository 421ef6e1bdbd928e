import { canCast, castFunction } from './casts.ts';
import { parseJson } from './json-reader.ts';
import { distinctJsonText } from './json-values.ts';
import { SqlFailure } from './implementation.ts';
import { inJavaOrder } from './java-map-order.ts';
import { jsonNodeOf } from './sql-json-items.ts';
import { PathFailure } from './sql-json-failure.ts';
import { followPath } from './sql-json-path.ts';
import { parseSqlJsonPath } from './sql-json-path-parser.ts';
import { pathNumber } from './sql-json-numbers.ts';
import { asBoolean, asText } from './value-kinds.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { JsonNode } from './json-values.ts';
import { typeText } from '../types.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

// The analyser turns the syntax of these into calls; it says which arguments they have.

export const SQL_JSON_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  json_array: { bind: bindJsonArray, nullable: true },
  json_exists: { bind: bindJsonExists, nullable: true },
  json_object: { bind: bindJsonObject, nullable: true },
  json_query: { bind: bindJsonQuery, nullable: true },
  json_text: { bind: () => (text) => distinctJsonText(inputNode(asText(text))) },
  json_value: { bind: bindJsonValue, nullable: true },
};

const VARCHAR: SqlType = { kind: 'varchar' };

function inputNode(text: string): JsonNode {
  const node = parseJson(text);
  if (node === undefined) throw new SqlFailure('conversion to JSON failed: ');
  return node;
}

/** What the path finds in the input, or the failure for which ON ERROR is. */
type Found = readonly JsonNode[] | SqlFailure;

/** A function of the input and the variables; those are pairs of a name and a value from `passed` on. */
function pathSearch({ argumentTypes, constants }: BoundCall, passed: number) {
  const path = parseSqlJsonPath(asText(constants[1]));
  const names: string[] = [];
  const convert: ((value: Value) => JsonNode)[] = [];
  for (let index = passed; index < argumentTypes.length; index += 2) {
    names.push(asText(constants[index]));
    convert.push(jsonNodeOf(argumentTypes[index + 1] ?? VARCHAR));
  }
  for (const name of path.variables)
    if (!names.includes(name)) throw new SqlFailure(`no value passed for parameter ${name}`);
  return (input: string, values: readonly Value[]): Found => {
    const node = parseJson(input);
    if (node === undefined) return new SqlFailure('conversion to JSON failed: ');
    const variables = new Map(
      names.map((name, index) => [name, convert[index]?.(values[passed + 1 + index * 2] ?? null) ?? null]),
    );
    try {
      return followPath(path, node, variables);
    } catch (error) {
      if (error instanceof PathFailure) return new SqlFailure(`path evaluation failed: ${error.message}`);
      throw error;
    }
  };
}

/** (input, path, on error, passing…) */
function bindJsonExists(call: BoundCall): Evaluate {
  const search = pathSearch(call, 3);
  const onError = asText(call.constants[2]);
  return (...values) => {
    if (values[0] === null) return null;
    const found = search(asText(values[0]), values);
    if (!(found instanceof SqlFailure)) return found.length > 0;
    if (onError === 'error') throw found;
    return onError === 'unknown' ? null : onError === 'true';
  };
}

/** (input, path, on empty, its default, on error, its default, passing…) */
function bindJsonValue(call: BoundCall): Evaluate {
  const search = pathSearch(call, 6);
  const [onEmpty, onError] = [asText(call.constants[2]), asText(call.constants[4])];
  const convert = itemConversion(call);
  const instead = (word: string, value: Value | undefined, failure: SqlFailure): Value => {
    if (word === 'error') throw failure;
    return word === 'default' ? (value ?? null) : null;
  };
  const cannot = (why: string) => new SqlFailure(`cannot extract SQL scalar from JSON: ${why}`);
  return (...values) => {
    if (values[0] === null) return null;
    const found = search(asText(values[0]), values);
    if (found instanceof SqlFailure) return instead(onError, values[5], found);
    const [item, ...more] = found;
    if (item === undefined) return instead(onEmpty, values[3], cannot('JSON path found no items'));
    if (more.length > 0) return instead(onError, values[5], cannot('JSON path found multiple items'));
    const converted = convert(item);
    return converted instanceof SqlFailure ? instead(onError, values[5], cannot(converted.message)) : converted;
  };
}

/** Casts a scalar item to the type of the call. */
function itemConversion({ type, session }: BoundCall): (item: JsonNode) => Value | SqlFailure {
  return (item) => {
    if (item === null) return null;
    const scalar = scalarItem(item);
    if (scalar === undefined) return new SqlFailure('JSON path found an item that cannot be converted to an SQL value');
    try {
      if (canCast(scalar.type, type)) return castFunction(scalar.type, type, session)(scalar.value);
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
    }
    const [from, to] = [typeText(scalar.type), typeText(type)];
    return new SqlFailure(`Cannot cast value of type ${from} to declared return type of function JSON_VALUE: ${to}`);
  };
}

function scalarItem(item: Exclude<JsonNode, null>): { readonly type: SqlType; readonly value: Value } | undefined {
  if (typeof item === 'string') return { type: VARCHAR, value: item };
  if (typeof item === 'boolean') return { type: { kind: 'boolean' }, value: item };
  const number = item.kind === 'number' ? pathNumber(item) : undefined;
  switch (number?.kind) {
    case undefined:
      return undefined;
    case 'whole':
      return { type: { kind: number.type }, value: number.type === 'integer' ? Number(number.value) : number.value };
    case 'double':
      return { type: { kind: 'double' }, value: number.value };
    case 'decimal':
      return { type: { kind: 'decimal', precision: 38, scale: number.scale }, value: number.digits };
  }
}

/** (input, path, wrapper, quotes, on empty, on error, passing…) */
function bindJsonQuery(call: BoundCall): Evaluate {
  const search = pathSearch(call, 6);
  const [wrapper, quotes, onEmpty, onError] = call.constants.slice(2, 6).map(asText);
  const cannot = (why: string) => new SqlFailure(`conversion from JSON failed: ${why}`);
  return (...values) => {
    if (values[0] === null) return null;
    const found = search(asText(values[0]), values);
    if (found instanceof SqlFailure) return queryInstead(onError, found);
    if (found.length === 0) return queryInstead(onEmpty, cannot('JSON path found no items'));
    const item = wrapper === undefined ? undefined : wrapped(found, wrapper);
    if (item === undefined) return queryInstead(onError, cannot('JSON path found multiple items'));
    return quotes === 'omit' && typeof item === 'string' ? item : distinctJsonText(item);
  };
}

function queryInstead(word: string | undefined, failure: SqlFailure): string | null {
  if (word === 'error') throw failure;
  if (word === 'empty array') return '[]';
  return word === 'empty object' ? '{}' : null;
}

/** Undefined where several items would need a wrapper. */
function wrapped(items: readonly JsonNode[], wrapper: string): JsonNode | undefined {
  const [only = null] = items;
  const isStructure = typeof only === 'object' && only !== null && only.kind !== 'number';
  if (wrapper === 'without') return items.length === 1 ? only : undefined;
  if (wrapper === 'conditional' && items.length === 1 && isStructure) return only;
  return { kind: 'array', items };
}

/** (on null, unique keys, key, value, key, value…) */
function bindJsonObject({ argumentTypes, constants }: BoundCall): Evaluate {
  const [keepsNulls, unique] = [asText(constants[0]) === 'null', asBoolean(constants[1])];
  const convert = argumentTypes.map(jsonNodeOf);
  return (...values) => {
    const members = new Map<string, JsonNode>();
    for (let index = 2; index < values.length; index += 2) {
      const [key = null, value = null] = values.slice(index, index + 2);
      if (key === null) throw new SqlFailure('null value passed for JSON object key to JSON_OBJECT function');
      const name = argumentTypes[index]?.kind === 'char' ? asText(key).trimEnd() : asText(key);
      if (members.has(name))
        throw new SqlFailure(
          unique ? 'duplicate key passed to JSON_OBJECT function' : 'cannot construct a JSON object with duplicate key',
        );
      if (value !== null || keepsNulls) members.set(name, convert[index + 1]?.(value) ?? null);
    }
    return distinctJsonText({ kind: 'object', members: inJavaOrder([...members]) });
  };
}

/** (on null, item…) */
function bindJsonArray({ argumentTypes, constants }: BoundCall): Evaluate {
  const keepsNulls = asText(constants[0]) === 'null';
  const convert = argumentTypes.slice(1).map(jsonNodeOf);
  return (_onNull, ...values) => {
    const items = values.flatMap((value, index) =>
      value === null && !keepsNulls ? [] : [convert[index]?.(value) ?? null],
    );
    return distinctJsonText({ kind: 'array', items });
  };
}
