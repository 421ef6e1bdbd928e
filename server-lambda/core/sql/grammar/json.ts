import type { TokenReader } from './token-reader.ts';
import { readType } from './type.ts';

/** Reads what stands in the parentheses of JSON_EXISTS, JSON_VALUE, JSON_QUERY, JSON_OBJECT or JSON_ARRAY. */
export function readJsonArguments(reader: TokenReader, name: string, expression: () => void): void {
  const value = (): void => {
    readJsonValue(reader, expression);
  };
  switch (name) {
    case 'JSON_EXISTS':
      readPath(reader, expression);
      if (reader.acceptOneOf('TRUE', 'FALSE', 'UNKNOWN', 'ERROR')) reader.expect('ON', 'ERROR');
      break;
    case 'JSON_VALUE':
      readPath(reader, expression);
      if (reader.accept('RETURNING')) readType(reader);
      readValueBehaviours(reader, expression);
      break;
    case 'JSON_QUERY':
      readPath(reader, expression);
      readReturning(reader);
      readQueryOptions(reader);
      break;
    case 'JSON_OBJECT':
      if (!reader.at(')') && !atReturning(reader)) {
        reader.list(() => {
          // `KEY : 1` and `KEY VALUE 1` are columns of that name.
          if (reader.at('KEY') && reader.key(1) !== 'VALUE' && !/^\W/.test(reader.key(1))) reader.skip();
          expression();
          reader.expectOneOf('VALUE', ':');
          value();
        });
        readNullHandling(reader);
        if (reader.acceptOneOf('WITH', 'WITHOUT')) {
          reader.expect('UNIQUE');
          reader.accept('KEYS');
        }
      }
      readReturning(reader);
      break;
    case 'JSON_ARRAY':
      if (!reader.at(')') && !atReturning(reader)) {
        reader.list(value);
        readNullHandling(reader);
      }
      readReturning(reader);
      break;
  }
}

/** Reads what stands in the parentheses of JSON_TABLE, a table made of one JSON value. */
export function readJsonTable(reader: TokenReader, expression: () => void): void {
  readPath(reader, expression);
  readColumns(reader, expression);
  if (reader.accept('PLAN', 'DEFAULT')) {
    reader.parentheses(() => {
      const nesting = reader.acceptOneOf('OUTER', 'INNER');
      if (!nesting) reader.expectOneOf('UNION', 'CROSS');
      if (reader.accept(',')) reader.expectOneOf(...(nesting ? ['UNION', 'CROSS'] : ['OUTER', 'INNER']));
    });
  } else if (reader.accept('PLAN')) {
    reader.parentheses(() => readPlan(reader));
  }
  if (reader.acceptOneOf('ERROR', 'EMPTY')) reader.expect('ON', 'ERROR');
}

function readPath(reader: TokenReader, expression: () => void): void {
  readJsonValue(reader, expression);
  reader.expect(',');
  reader.string();
  if (reader.accept('AS')) reader.identifier();
  if (reader.accept('PASSING'))
    reader.list(() => {
      readJsonValue(reader, expression);
      reader.expect('AS');
      reader.identifier();
    });
}

function readJsonValue(reader: TokenReader, expression: () => void): void {
  expression();
  readFormat(reader);
}

function readFormat(reader: TokenReader): boolean {
  if (!reader.accept('FORMAT')) return false;
  reader.expect('JSON');
  if (reader.accept('ENCODING')) reader.expectOneOf('UTF8', 'UTF16', 'UTF32');
  return true;
}

function atReturning(reader: TokenReader): boolean {
  return reader.at('RETURNING') && reader.atIdentifier(1);
}

function readReturning(reader: TokenReader): void {
  if (!reader.accept('RETURNING')) return;
  readType(reader);
  readFormat(reader);
}

function readNullHandling(reader: TokenReader): void {
  if (reader.acceptOneOf('NULL', 'ABSENT')) reader.expect('ON', 'NULL');
}

function readValueBehaviours(reader: TokenReader, expression: () => void): void {
  readBehaviours(reader, () => {
    if (reader.accept('DEFAULT')) {
      expression();
      return true;
    }
    return reader.acceptOneOf('ERROR', 'NULL');
  });
}

function readQueryOptions(reader: TokenReader): void {
  if (reader.at('WITH') || reader.at('WITHOUT')) {
    if (reader.accept('WITH')) reader.acceptOneOf('CONDITIONAL', 'UNCONDITIONAL');
    else reader.expect('WITHOUT');
    reader.accept('ARRAY');
    reader.expect('WRAPPER');
  }
  if (reader.acceptOneOf('KEEP', 'OMIT')) {
    reader.expect('QUOTES');
    if (reader.accept('ON')) reader.expect('SCALAR', 'STRING');
  }
  readBehaviours(reader, () => {
    if (reader.accept('EMPTY')) {
      reader.expectOneOf('ARRAY', 'OBJECT');
      return true;
    }
    return reader.acceptOneOf('ERROR', 'NULL');
  });
}

/** `… ON EMPTY`, `… ON ERROR`, or both in this order. */
function readBehaviours(reader: TokenReader, behaviour: () => boolean): void {
  if (!behaviour()) return;
  reader.expect('ON');
  if (reader.accept('ERROR')) return;
  reader.expect('EMPTY');
  if (behaviour()) reader.expect('ON', 'ERROR');
}

function readColumns(reader: TokenReader, expression: () => void): void {
  reader.expect('COLUMNS');
  reader.parentheses(() => reader.list(() => readColumn(reader, expression)));
}

function readColumn(reader: TokenReader, expression: () => void): void {
  reader.nested(() => {
    if (reader.at('NESTED') && (reader.atString(1) || (reader.at('PATH', 1) && reader.atString(2)))) {
      reader.skip();
      reader.accept('PATH');
      reader.string();
      if (reader.accept('AS')) reader.identifier();
      readColumns(reader, expression);
      return;
    }
    reader.identifier();
    if (reader.accept('FOR')) {
      reader.expect('ORDINALITY');
      return;
    }
    readType(reader);
    const formatted = readFormat(reader);
    if (reader.accept('PATH')) reader.string();
    if (formatted) readQueryOptions(reader);
    else readValueBehaviours(reader, expression);
  });
}

function readPlan(reader: TokenReader): void {
  const primary = (): void => {
    if (reader.at('(')) reader.parentheses(() => readPlan(reader));
    else reader.identifier();
  };
  reader.nested(() => {
    const named = reader.atIdentifier();
    primary();
    if (named && reader.acceptOneOf('OUTER', 'INNER')) primary();
    else if (reader.at('UNION')) while (reader.accept('UNION')) primary();
    else if (reader.at('CROSS')) while (reader.accept('CROSS')) primary();
    else if (!named) reader.fail('UNION or CROSS');
  });
}
