import type { Grammar } from './grammar.ts';
import { readQueryOptions, readValueBehaviours } from './json-behaviours.ts';
import { readFormat, readJsonPath } from './json-path.ts';
import type { TokenReader } from './token-reader.ts';
import type { JsonColumn, Relation } from './tree.ts';
import { readType } from './type.ts';

/** Reads JSON_TABLE, a table made of one JSON value, from its parenthesis on. */
export function readJsonTable(grammar: Grammar, start: number): Relation {
  const { reader } = grammar;
  const parts = reader.parentheses(() => {
    const path = readJsonPath(grammar);
    const columns = readColumns(grammar);
    const plan = acceptPlan(reader);
    const word = reader.acceptOneOf('ERROR', 'EMPTY');
    if (word === undefined) return { ...path, columns, plan };
    reader.expect('ON', 'ERROR');
    const onError: 'error' | 'empty' = word === 'ERROR' ? 'error' : 'empty';
    return { ...path, columns, plan, onError };
  });
  return { kind: 'json table', at: reader.placeFrom(start), ...parts };
}

function readColumns(grammar: Grammar): readonly JsonColumn[] {
  grammar.reader.expect('COLUMNS');
  return grammar.reader.parentheses(() => grammar.reader.list(() => readColumn(grammar)));
}

function readColumn(grammar: Grammar): JsonColumn {
  const { reader } = grammar;
  return reader.nested((): JsonColumn => {
    if (reader.at('NESTED') && (reader.atString(1) || (reader.at('PATH', 1) && reader.atString(2))))
      return readNested(grammar);
    const name = reader.identifier();
    if (reader.accept('FOR')) {
      reader.expect('ORDINALITY');
      return { kind: 'ordinality', name };
    }
    const type = readType(reader);
    const formatted = readFormat(reader);
    const path = reader.accept('PATH') ? { path: reader.string() } : {};
    return formatted
      ? { kind: 'query', name, type, ...path, ...readQueryOptions(reader) }
      : { kind: 'value', name, type, ...path, ...readValueBehaviours(grammar) };
  });
}

function readNested(grammar: Grammar): JsonColumn {
  const { reader } = grammar;
  reader.skip();
  reader.accept('PATH');
  const path = reader.string();
  if (reader.accept('AS')) reader.identifier();
  return { kind: 'nested', path, columns: readColumns(grammar) };
}

function acceptPlan(reader: TokenReader): boolean {
  if (!reader.accept('PLAN')) return false;
  const byDefault = reader.accept('DEFAULT');
  reader.parentheses(() => {
    if (byDefault) readDefaultPlan(reader);
    else readPlan(reader);
  });
  return true;
}

function readDefaultPlan(reader: TokenReader): void {
  const first = reader.expectOneOf('OUTER', 'INNER', 'UNION', 'CROSS');
  const nesting = first === 'OUTER' || first === 'INNER';
  if (reader.accept(',')) reader.expectOneOf(...(nesting ? ['UNION', 'CROSS'] : ['OUTER', 'INNER']));
}

function readPlan(reader: TokenReader): void {
  const primary = (): void => {
    if (reader.at('(')) reader.parentheses(() => readPlan(reader));
    else reader.identifier();
  };
  reader.nested(() => {
    const named = reader.atIdentifier();
    primary();
    if (named && reader.acceptOneOf('OUTER', 'INNER') !== undefined) primary();
    else if (reader.at('UNION')) while (reader.accept('UNION')) primary();
    else if (reader.at('CROSS')) while (reader.accept('CROSS')) primary();
    else if (!named) reader.fail('UNION or CROSS');
  });
}
