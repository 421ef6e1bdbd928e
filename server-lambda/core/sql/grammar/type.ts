import type { TokenReader } from './token-reader.ts';

const INTERVAL_FIELDS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;

export function atIntervalField(reader: TokenReader, ahead = 0): boolean {
  return INTERVAL_FIELDS.some((field) => reader.at(field, ahead));
}

/** Reads `DAY` or `DAY TO SECOND`. */
export function readIntervalFields(reader: TokenReader): void {
  reader.expectOneOf(...INTERVAL_FIELDS);
  if (reader.accept('TO')) reader.expectOneOf(...INTERVAL_FIELDS);
}

/** Reads a data type, as it stands in CAST. */
export function readType(reader: TokenReader): void {
  reader.nested(() => {
    readBaseType(reader);
    // `x array(bigint)` in a row is a field and its type.
    while (reader.at('ARRAY') && !reader.at('(', 1) && !reader.at('<', 1)) {
      reader.skip();
      if (reader.accept('[')) {
        reader.integer();
        reader.expect(']');
      }
    }
  });
}

function readBaseType(reader: TokenReader): void {
  const type = (): void => {
    readType(reader);
  };
  const parameter = (): void => {
    if (reader.atInteger()) reader.integer();
    else type();
  };
  if (reader.at('INTERVAL') && atIntervalField(reader, 1)) {
    reader.skip();
    readIntervalFields(reader);
  } else if (reader.accept('DOUBLE', 'PRECISION')) return;
  else if (reader.at('ROW') && reader.at('(', 1)) {
    reader.skip();
    reader.parentheses(() => reader.list(() => readRowField(reader)));
  } else if (reader.accept('ARRAY', '<')) {
    type();
    reader.expect('>');
  } else if (reader.accept('MAP', '<')) {
    type();
    reader.expect(',');
    type();
    reader.expect('>');
  } else if (reader.acceptOneOf('TIMESTAMP', 'TIME')) {
    if (reader.at('(')) reader.parentheses(parameter);
    if (reader.at('WITH') || reader.at('WITHOUT')) {
      reader.skip();
      reader.expect('TIME', 'ZONE');
    }
  } else {
    reader.identifier();
    if (reader.at('(')) reader.parentheses(() => reader.list(parameter));
  }
}

/** A type, or a name and a type: only what follows tells which. */
function readRowField(reader: TokenReader): void {
  const start = reader.position();
  const named = reader.atIdentifier();
  readType(reader);
  if (named && reader.position() === start + 1 && !reader.at(',') && !reader.at(')')) readType(reader);
}
