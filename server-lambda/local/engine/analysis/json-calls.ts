import type { Identifier, JsonBehaviour, JsonCall, JsonValue, Place } from '#core/sql/syntax/tree.ts';
import { canCast } from '../functions/casts.ts';
import { typeText, type SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer } from './analyzer.ts';
import { canCoerce } from './coercion.ts';
import { convert } from './conversion.ts';
import { typeOfName } from './type-names.ts';
import type { Typed } from './typed-tree.ts';

/*
 * The SQL/JSON functions as typed calls. Words are varchar constants, as the syntax tree has them (`empty array`).
 *
 * - json_exists (input, path, behaviour on error, passing…): boolean. The behaviour is `false` where none is written.
 * - json_value (input, path, word on empty, its default, word on error, its default, passing…): varchar. A word is
 *   `null`, `error` or `default`; a default is NULL where it is not used. The defaults have the type of RETURNING, and
 *   so has the call, where it is another type than varchar: the implementation casts the item to `call.type`.
 * - json_query (input, path, wrapper, quotes, word on empty, word on error, passing…): varchar. The wrapper is
 *   `without`, `conditional` or `unconditional`; quotes are `keep` or `omit`.
 * - json_object (on null, unique keys, key, value, key, value…): varchar. On null is `null` or `absent`, unique keys is
 *   a boolean.
 * - json_array (on null, item…): varchar.
 *
 * The path is a varchar constant. Passing are pairs: the variable's name, a varchar constant, and its value. A value,
 * also an input, that is JSON text (FORMAT JSON, or another of these functions) has the type json: the text goes through
 * the call `json_text` (varchar) -> json, which fails for text that is no JSON. An input is varchar: it is read by the
 * function itself, whose behaviour on error counts.
 */

const VARCHAR: SqlType = { kind: 'varchar' };
const BOOLEAN: SqlType = { kind: 'boolean' };

/** Any of the SQL/JSON functions. Throws AnalysisFailure in Trino's words. */
export function jsonCall(call: JsonCall, analyzer: Analyzer): Typed {
  const { name, at } = call;
  switch (name) {
    case 'json_exists':
      return typed(call, BOOLEAN, [
        ...invocation(call, analyzer),
        word(call.onError?.kind ?? 'false'),
        ...passing(call, analyzer),
      ]);
    case 'json_value':
      return jsonValue(call, analyzer);
    case 'json_query':
      checkQuotes(call);
      return returned(
        call,
        typed(call, VARCHAR, [
          ...invocation(call, analyzer),
          word(call.wrapper ?? 'without'),
          word(call.quotes ?? 'keep'),
          word(call.onEmpty?.kind ?? 'null'),
          word(call.onError?.kind ?? 'null'),
          ...passing(call, analyzer),
        ]),
        at,
      );
    case 'json_object':
      return returned(call, jsonObject(call, analyzer), at);
    case 'json_array':
      return returned(
        call,
        typed(call, VARCHAR, [
          word(call.onNull ?? 'absent'),
          ...call.items.map(({ value }) => item(value, 'JSON_ARRAY', analyzer)),
        ]),
        at,
      );
  }
}

/** Quotes are for texts, which an array around them keeps. */
function checkQuotes({ wrapper, quotes, at }: JsonCall): void {
  if (quotes === undefined || wrapper === undefined || wrapper === 'without') return;
  const behaviour = `${quotes.toUpperCase()} QUOTES behavior`;
  throw new AnalysisFailure(`${behaviour} specified with WITH ${wrapper.toUpperCase()} ARRAY WRAPPER behavior`, at);
}

function typed({ name, at }: JsonCall, type: SqlType, operands: readonly Typed[]): Typed {
  return { kind: 'call', name, type, arguments: operands, at };
}

function constant(type: SqlType, value: Value): Typed {
  return { kind: 'constant', type, value };
}

function word(text: string): Typed {
  return constant(VARCHAR, text);
}

/** The input and the path. */
function invocation({ input, path, at }: JsonCall, analyzer: Analyzer): Typed[] {
  if (input === undefined || path === undefined) throw new AnalysisFailure('A JSON path needs an input', at);
  return [textInput(input, analyzer), word(path)];
}

function textInput({ value }: JsonValue, analyzer: Analyzer): Typed {
  const input = analyzer.analyze(value);
  if (input.type.kind === 'varchar') return input;
  if (input.type.kind === 'unknown') return convert(input, VARCHAR, value.at);
  if (input.type.kind === 'char') return { kind: 'cast', type: VARCHAR, value: input, safe: false, at: value.at };
  const hint = input.type.kind === 'json' ? 'Write json_format(x) for a value of type json.' : undefined;
  throw new AnalysisFailure(
    `Cannot read input of type ${typeText(input.type)} as JSON using formatting JSON`,
    value.at,
    hint,
  );
}

function passing({ passing: parameters }: JsonCall, analyzer: Analyzer): Typed[] {
  return parameters.flatMap(({ name, value }) => [word(variableName(name)), item(value, 'JSON path', analyzer)]);
}

/** In a path, a name without quotes has capital letters. */
function variableName({ name, at }: Identifier): string {
  const isQuoted = at.end - at.start > name.length;
  return isQuoted ? name : name.toUpperCase();
}

/** A value that becomes part of JSON: numbers, texts, booleans and JSON as they are, others as their text. */
function item(json: JsonValue, where: string, analyzer: Analyzer): Typed {
  const { value } = json;
  if (json.json || isJsonText(value.kind === 'json call' ? value.name : '')) {
    const text = textInput(json, analyzer);
    return { kind: 'call', name: 'json_text', type: { kind: 'json' }, arguments: [text], at: value.at };
  }
  const typedValue = analyzer.analyze(value);
  const { type } = typedValue;
  if (where === 'JSON path' && !PASSED_AS_THEY_ARE.has(type.kind))
    throw new AnalysisFailure(`The embedded engine does not pass ${typeText(type)} to a JSON path`, value.at);
  if (PASSED_AS_THEY_ARE.has(type.kind)) return typedValue;
  if (type.kind !== 'varbinary' && canCast(type, VARCHAR))
    return { kind: 'cast', type: VARCHAR, value: typedValue, safe: false, at: value.at };
  throw new AnalysisFailure(`Unsupported type of value passed to ${where} function: ${typeText(type)}`, value.at);
}

function isJsonText(name: string): boolean {
  return name === 'json_query' || name === 'json_object' || name === 'json_array';
}

/** What JSON has values of, too. */
const JSON_SCALARS = [
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal',
  'varchar',
  'char',
] as const satisfies readonly SqlType['kind'][];

const PASSED_AS_THEY_ARE: ReadonlySet<SqlType['kind']> = new Set([...JSON_SCALARS, 'unknown']);

function jsonObject(call: JsonCall, analyzer: Analyzer): Typed {
  const entries = call.items.flatMap(({ key, value }) => {
    if (key === undefined) throw new AnalysisFailure('An entry of JSON_OBJECT needs a key', call.at);
    const name = analyzer.analyze(key);
    if (name.type.kind !== 'varchar' && name.type.kind !== 'char')
      throw new AnalysisFailure(`Invalid type of JSON object key: ${typeText(name.type)}`, key.at);
    return [name, item(value, 'JSON_OBJECT', analyzer)];
  });
  const words = [word(call.onNull ?? 'null'), constant(BOOLEAN, call.uniqueKeys ?? false)];
  return typed(call, VARCHAR, [...words, ...entries]);
}

function jsonValue(call: JsonCall, analyzer: Analyzer): Typed {
  const type = call.returning === undefined ? VARCHAR : typeOfName(call.returning.type, call.at);
  if (!RETURNED_BY_VALUE.has(type.kind))
    throw new AnalysisFailure(`Invalid return type of function JSON_VALUE: ${typeText(type)}`, call.at);
  return typed(call, type, [
    ...invocation(call, analyzer),
    ...behaviour(call.onEmpty, 'EMPTY', type, analyzer),
    ...behaviour(call.onError, 'ERROR', type, analyzer),
    ...passing(call, analyzer),
  ]);
}

const RETURNED_BY_VALUE = new Set<SqlType['kind']>([
  ...JSON_SCALARS,
  'date',
  'time',
  'timestamp',
  'timestamp with time zone',
]);

/** The word, and the default that goes with it. */
function behaviour(chosen: JsonBehaviour | undefined, on: string, type: SqlType, analyzer: Analyzer): Typed[] {
  const kind = chosen?.kind ?? 'null';
  if (chosen?.kind !== 'default') return [word(kind), constant(type, null)];
  const value = analyzer.analyze(chosen.value);
  const { at } = chosen.value;
  if (!canCoerce(value.type, type)) {
    const types = `${typeText(type)} (actual: ${typeText(value.type)})`;
    throw new AnalysisFailure(`Function JSON_VALUE default ON ${on} result must evaluate to a ${types}`, at);
  }
  return [word(kind), convert(value, type, at)];
}

/** What RETURNING makes of JSON text. */
function returned({ returning, name }: JsonCall, value: Typed, at: Place): Typed {
  if (returning === undefined) return value;
  const type = typeOfName(returning.type, at);
  if (type.kind === 'varchar' && type.length === undefined) return value;
  if (type.kind === 'varchar' || type.kind === 'char') return { kind: 'cast', type, value, safe: false, at };
  if (type.kind !== 'varbinary')
    throw new AnalysisFailure(`Cannot output JSON value as ${typeText(type)} using formatting JSON`, at);
  throw new AnalysisFailure(
    `The embedded engine does not have RETURNING varbinary of ${name.toUpperCase()}`,
    at,
    'Write to_utf8(…) around it.',
  );
}
