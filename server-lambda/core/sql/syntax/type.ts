import type { TokenReader } from './token-reader.ts';
import type { Identifier, IntervalField, TypeName } from './tree.ts';

const INTERVAL_FIELDS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;
const FIELD_NAMES = {
  YEAR: 'year',
  MONTH: 'month',
  DAY: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
} as const;

export function atIntervalField(reader: TokenReader, ahead = 0): boolean {
  return INTERVAL_FIELDS.some((field) => reader.at(field, ahead));
}

/** Reads `DAY` or `DAY TO SECOND`. */
export function readIntervalFields(reader: TokenReader): { readonly from: IntervalField; readonly to?: IntervalField } {
  const from = FIELD_NAMES[reader.expectOneOf(...INTERVAL_FIELDS)];
  return reader.accept('TO') ? { from, to: FIELD_NAMES[reader.expectOneOf(...INTERVAL_FIELDS)] } : { from };
}

/** Reads a data type, as it stands in CAST. */
export function readType(reader: TokenReader): TypeName {
  return reader.nested(() => {
    const start = reader.position();
    let type = readBaseType(reader);
    // `x array(bigint)` in a row is a field and its type.
    while (reader.at('ARRAY') && !reader.at('(', 1) && !reader.at('<', 1)) {
      reader.skip();
      if (reader.accept('[')) {
        reader.integer();
        reader.expect(']');
      }
      type = { kind: 'type', at: reader.placeFrom(start), name: 'array', parameters: [type] };
    }
    return type;
  });
}

function readBaseType(reader: TokenReader): TypeName {
  const start = reader.position();
  const named = (name: string, parameters: readonly (TypeName | number)[] = []): TypeName => ({
    kind: 'type',
    at: reader.placeFrom(start),
    name,
    parameters,
  });

  if (reader.at('INTERVAL') && atIntervalField(reader, 1)) {
    reader.skip();
    const { from, to } = readIntervalFields(reader);
    return named(to === undefined ? `interval ${from}` : `interval ${from} to ${to}`);
  }
  if (reader.accept('DOUBLE', 'PRECISION')) return named('double');
  if (reader.at('ROW') && reader.at('(', 1)) {
    reader.skip();
    const fields = reader.parentheses(() => reader.list(() => readRowField(reader)));
    return { kind: 'row type', at: reader.placeFrom(start), fields };
  }
  if (reader.accept('ARRAY', '<')) {
    const items = readType(reader);
    reader.expect('>');
    return named('array', [items]);
  }
  if (reader.accept('MAP', '<')) {
    const keys = readType(reader);
    reader.expect(',');
    const values = readType(reader);
    reader.expect('>');
    return named('map', [keys, values]);
  }
  const time = reader.acceptOneOf('TIMESTAMP', 'TIME');
  if (time !== undefined) {
    const parameters = reader.at('(') ? [reader.parentheses(() => readParameter(reader))] : [];
    const name = time.toLowerCase();
    return named(readZone(reader) ? `${name} with time zone` : name, parameters);
  }
  const { name } = reader.identifier();
  const parameters = reader.at('(') ? reader.parentheses(() => reader.list(() => readParameter(reader))) : [];
  return named(name, parameters);
}

function readZone(reader: TokenReader): boolean {
  const word = reader.acceptOneOf('WITH', 'WITHOUT');
  if (word !== undefined) reader.expect('TIME', 'ZONE');
  return word === 'WITH';
}

function readParameter(reader: TokenReader): TypeName | number {
  return reader.atInteger() ? Number(reader.integer().replaceAll('_', '')) : readType(reader);
}

/** A type, or a name and a type: only what follows tells which. */
function readRowField(reader: TokenReader): { readonly name?: Identifier; readonly type: TypeName } {
  const start = reader.position();
  const name = reader.identifierAhead();
  const type = readType(reader);
  const one = reader.position() === start + 1;
  return name !== undefined && one && !reader.at(',') && !reader.at(')') ? { name, type: readType(reader) } : { type };
}
