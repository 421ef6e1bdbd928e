import type { Grammar } from './grammar.ts';
import { readJsonPath, readJsonValue, readFormat } from './json-path.ts';
import { readQueryOptions, readValueBehaviours } from './json-behaviours.ts';
import type { TokenReader } from './token-reader.ts';
import type { JsonCall, JsonBehaviour } from './tree.ts';
import { readType } from './type.ts';

type Parts = Omit<JsonCall, 'kind' | 'at' | 'name'>;

const NAMES: Readonly<Record<string, JsonCall['name']>> = {
  JSON_EXISTS: 'json_exists',
  JSON_VALUE: 'json_value',
  JSON_QUERY: 'json_query',
  JSON_OBJECT: 'json_object',
  JSON_ARRAY: 'json_array',
};

/** Reads JSON_EXISTS, JSON_VALUE, JSON_QUERY, JSON_OBJECT or JSON_ARRAY from its parenthesis on. */
export function readJsonCall(grammar: Grammar, key: string, start: number): JsonCall {
  const { reader } = grammar;
  const name = NAMES[key];
  if (name === undefined) return reader.fail('an expression');
  const parts = reader.parentheses(() => PARTS[name](grammar));
  return { kind: 'json call', at: reader.placeFrom(start), name, ...parts };
}

const PARTS: Readonly<Record<JsonCall['name'], (grammar: Grammar) => Parts>> = {
  json_exists: readExists,
  json_value: readValue,
  json_query: readQuery,
  json_object: readObject,
  json_array: readArray,
};

const EXISTS_ON_ERROR = { TRUE: 'true', FALSE: 'false', UNKNOWN: 'unknown', ERROR: 'error' } as const;

function readExists(grammar: Grammar): Parts {
  const { reader } = grammar;
  const path = readJsonPath(grammar);
  const word = reader.acceptOneOf('TRUE', 'FALSE', 'UNKNOWN', 'ERROR');
  if (word === undefined) return { ...path, items: [] };
  reader.expect('ON', 'ERROR');
  const onError: JsonBehaviour = { kind: EXISTS_ON_ERROR[word] };
  return { ...path, items: [], onError };
}

function readValue(grammar: Grammar): Parts {
  const { reader } = grammar;
  const path = readJsonPath(grammar);
  const returning = reader.accept('RETURNING') ? { returning: { type: readType(reader), json: false } } : {};
  return { ...path, items: [], ...returning, ...readValueBehaviours(grammar) };
}

function readQuery(grammar: Grammar): Parts {
  const path = readJsonPath(grammar);
  return { ...path, items: [], ...readReturning(grammar.reader), ...readQueryOptions(grammar.reader) };
}

function readObject(grammar: Grammar): Parts {
  const { reader } = grammar;
  if (atNoItems(reader)) return { passing: [], items: [], ...readReturning(reader) };
  const items = reader.list(() => {
    // `KEY : 1` and `KEY VALUE 1` are columns of that name.
    if (reader.at('KEY') && reader.key(1) !== 'VALUE' && !/^\W/.test(reader.key(1))) reader.skip();
    const key = grammar.expression();
    reader.expectOneOf('VALUE', ':');
    return { key, value: readJsonValue(grammar) };
  });
  const onNull = readNullHandling(reader);
  return { passing: [], items, ...onNull, ...readUniqueKeys(reader), ...readReturning(reader) };
}

function readArray(grammar: Grammar): Parts {
  const { reader } = grammar;
  if (atNoItems(reader)) return { passing: [], items: [], ...readReturning(reader) };
  const items = reader.list(() => ({ value: readJsonValue(grammar) }));
  return { passing: [], items, ...readNullHandling(reader), ...readReturning(reader) };
}

function atNoItems(reader: TokenReader): boolean {
  return reader.at(')') || (reader.at('RETURNING') && reader.atIdentifier(1));
}

function readReturning(reader: TokenReader): Pick<Parts, 'returning'> {
  if (!reader.accept('RETURNING')) return {};
  const type = readType(reader);
  return { returning: { type, json: readFormat(reader) } };
}

function readNullHandling(reader: TokenReader): Pick<Parts, 'onNull'> {
  const word = reader.acceptOneOf('NULL', 'ABSENT');
  if (word === undefined) return {};
  reader.expect('ON', 'NULL');
  return { onNull: word === 'NULL' ? 'null' : 'absent' };
}

function readUniqueKeys(reader: TokenReader): Pick<Parts, 'uniqueKeys'> {
  const word = reader.acceptOneOf('WITH', 'WITHOUT');
  if (word === undefined) return {};
  reader.expect('UNIQUE');
  reader.accept('KEYS');
  return { uniqueKeys: word === 'WITH' };
}
