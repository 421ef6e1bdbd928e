import type { Grammar } from './grammar.ts';
import type { TokenReader } from './token-reader.ts';
import type { Expression } from './tree.ts';

/**
 * Reads the parts that MATCH_RECOGNIZE and a window's frame share, from AFTER MATCH to DEFINE. Returns what DEFINE
 * holds.
 */
export function readPatternClauses({ reader, expression }: Grammar, required: boolean): readonly Expression[] {
  if (reader.accept('AFTER', 'MATCH')) readSkipTo(reader);
  if (!reader.accept('INITIAL')) reader.accept('SEEK');
  if (required || reader.at('PATTERN')) {
    reader.expect('PATTERN');
    reader.parentheses(() => readRowPattern(reader));
  }
  if (reader.accept('SUBSET'))
    reader.list(() => {
      reader.identifier();
      reader.expect('=');
      reader.parentheses(() => reader.list(() => reader.identifier()));
    });
  if (!required && !reader.at('DEFINE')) return [];
  reader.expect('DEFINE');
  return reader.list(() => {
    reader.identifier();
    reader.expect('AS');
    return expression();
  });
}

/** Reads `MEASURES expression AS name, …` where it stands. */
export function readMeasures({ reader, expression }: Grammar): readonly Expression[] {
  if (!reader.accept('MEASURES')) return [];
  return reader.list(() => {
    const measure = expression();
    reader.expect('AS');
    reader.identifier();
    return measure;
  });
}

function readSkipTo(reader: TokenReader): void {
  reader.expect('SKIP');
  if (reader.accept('PAST', 'LAST', 'ROW') || reader.accept('TO', 'NEXT', 'ROW')) return;
  reader.expect('TO');
  if ((reader.at('FIRST') || reader.at('LAST')) && reader.atIdentifier(1)) reader.skip();
  reader.identifier();
}

function readRowPattern(reader: TokenReader): void {
  reader.nested(() => {
    do {
      do readQuantifiedPattern(reader);
      while (!reader.atEnd() && ![')', ',', '-}', '|'].includes(reader.key()));
    } while (reader.accept('|'));
  });
}

function readQuantifiedPattern(reader: TokenReader): void {
  if (reader.at('PERMUTE') && reader.at('(', 1)) {
    reader.skip();
    reader.parentheses(() => reader.list(() => readRowPattern(reader)));
  } else if (reader.at('(')) {
    reader.parentheses(() => {
      if (!reader.at(')')) readRowPattern(reader);
    });
  } else if (reader.accept('{-')) {
    readRowPattern(reader);
    reader.expect('-}');
  } else if (reader.acceptOneOf('^', '$') === undefined) reader.identifier();

  if (reader.accept('{')) {
    if (reader.atInteger()) reader.integer();
    else if (!reader.at(',')) reader.fail('a whole number');
    if (reader.accept(',') && reader.atInteger()) reader.integer();
    reader.expect('}');
  } else if (reader.acceptOneOf('*', '+', '?') === undefined) return;
  reader.accept('?');
}
