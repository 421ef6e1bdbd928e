import { readMeasures, readPatternClauses } from './row-pattern.ts';
import type { TokenReader } from './token-reader.ts';

/** The rules that a window's parts are made of. */
interface ExpressionRules {
  readonly expression: () => void;
  readonly sortItems: () => void;
}

/** Reads what stands in the parentheses of OVER (…) or WINDOW w AS (…). */
export function readWindow(reader: TokenReader, expressions: ExpressionRules): void {
  if (reader.atIdentifier() && !atClause(reader)) reader.identifier();
  if (reader.accept('PARTITION', 'BY')) reader.list(expressions.expression);
  if (reader.accept('ORDER', 'BY')) expressions.sortItems();
  if (reader.at(')')) return;

  readMeasures(reader, expressions.expression);
  reader.expectOneOf('RANGE', 'ROWS', 'GROUPS');
  if (reader.accept('BETWEEN')) {
    readBound(reader, expressions.expression);
    reader.expect('AND');
  }
  readBound(reader, expressions.expression);
  readPatternClauses(reader, expressions.expression, false);
}

/** None of these words is reserved: with nothing after it, it names another window. */
function atClause(reader: TokenReader): boolean {
  if (reader.at('PARTITION')) return reader.at('BY', 1);
  const frame = ['RANGE', 'ROWS', 'GROUPS', 'MEASURES'].includes(reader.key());
  return frame && ![')', 'PARTITION', 'ORDER'].includes(reader.key(1));
}

function readBound(reader: TokenReader, expression: () => void): void {
  if (reader.accept('CURRENT', 'ROW')) return;
  if (reader.at('UNBOUNDED') && (reader.at('PRECEDING', 1) || reader.at('FOLLOWING', 1))) reader.skip();
  else expression();
  reader.expectOneOf('PRECEDING', 'FOLLOWING');
}
