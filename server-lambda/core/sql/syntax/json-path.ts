import type { Grammar } from './grammar.ts';
import type { TokenReader } from './token-reader.ts';
import type { Identifier, JsonValue } from './tree.ts';

interface JsonPath {
  readonly input: JsonValue;
  readonly path: string;
  readonly passing: readonly { readonly value: JsonValue; readonly name: Identifier }[];
}

/** Reads `input, 'path' PASSING value AS name, …`, which JSON functions and JSON_TABLE begin with. */
export function readJsonPath(grammar: Grammar): JsonPath {
  const { reader } = grammar;
  const input = readJsonValue(grammar);
  reader.expect(',');
  const path = reader.string();
  if (reader.accept('AS')) reader.identifier();
  if (!reader.accept('PASSING')) return { input, path, passing: [] };
  const passing = reader.list(() => {
    const value = readJsonValue(grammar);
    reader.expect('AS');
    return { value, name: reader.identifier() };
  });
  return { input, path, passing };
}

export function readJsonValue({ reader, expression }: Grammar): JsonValue {
  const value = expression();
  return { value, json: readFormat(reader) };
}

/** Reads `FORMAT JSON ENCODING UTF8` where it stands. */
export function readFormat(reader: TokenReader): boolean {
  if (!reader.accept('FORMAT')) return false;
  reader.expect('JSON');
  if (reader.accept('ENCODING')) reader.expectOneOf('UTF8', 'UTF16', 'UTF32');
  return true;
}
