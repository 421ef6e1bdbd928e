import type { Grammar } from './grammar.ts';
import { readMeasures, readPatternClauses } from './row-pattern.ts';
import type { TokenReader } from './token-reader.ts';
import type { Frame, FrameBound, Identifier, Window } from './tree.ts';

/** Reads `(PARTITION BY …)` or the name of a window, after OVER. */
export function readOver(grammar: Grammar): Window | Identifier {
  return grammar.reader.at('(') ? readWindow(grammar) : grammar.reader.identifier();
}

/** Reads the parentheses of OVER (…) or WINDOW w AS (…). */
export function readWindow(grammar: Grammar): Window {
  const { reader } = grammar;
  const start = reader.position();
  reader.expect('(');
  const base = reader.atIdentifier() && !atClause(reader) ? reader.identifier() : undefined;
  const partitionBy = reader.accept('PARTITION', 'BY') ? reader.list(() => grammar.expression()) : [];
  const orderBy = reader.accept('ORDER', 'BY') ? grammar.sortItems() : [];
  const frame = reader.at(')') ? undefined : readFrame(grammar);
  reader.expect(')');
  return {
    kind: 'window',
    at: reader.placeFrom(start),
    ...(base !== undefined && { base }),
    partitionBy,
    orderBy,
    ...(frame !== undefined && { frame }),
  };
}

/** None of these words is reserved: with nothing after it, it names another window. */
function atClause(reader: TokenReader): boolean {
  if (reader.at('PARTITION')) return reader.at('BY', 1);
  const frame = ['RANGE', 'ROWS', 'GROUPS', 'MEASURES'].includes(reader.key());
  return frame && ![')', 'PARTITION', 'ORDER'].includes(reader.key(1));
}

const UNITS = { RANGE: 'range', ROWS: 'rows', GROUPS: 'groups' } as const;

function readFrame(grammar: Grammar): Frame {
  const { reader } = grammar;
  const patternAt = reader.position();
  const measures = readMeasures(grammar);
  const unit = UNITS[reader.expectOneOf('RANGE', 'ROWS', 'GROUPS')];
  const between = reader.accept('BETWEEN');
  const start = readBound(grammar);
  if (between) reader.expect('AND');
  const end = between ? readBound(grammar) : undefined;
  const clausesAt = reader.position();
  const clauses = readPatternClauses(grammar, false);
  const patterned = measures.length > 0 || reader.position() > clausesAt;
  const at = reader.placeFrom(patternAt);
  return {
    unit,
    start,
    ...(end !== undefined && { end }),
    ...(patterned && { pattern: { kind: 'row pattern', at, expressions: [...measures, ...clauses] } }),
  };
}

function readBound({ reader, expression }: Grammar): FrameBound {
  if (reader.accept('CURRENT', 'ROW')) return { kind: 'current row' };
  const unbounded = reader.at('UNBOUNDED') && (reader.at('PRECEDING', 1) || reader.at('FOLLOWING', 1));
  if (unbounded) {
    reader.skip();
    const preceding = reader.expectOneOf('PRECEDING', 'FOLLOWING') === 'PRECEDING';
    return { kind: preceding ? 'unbounded preceding' : 'unbounded following' };
  }
  const value = expression();
  return { kind: reader.expectOneOf('PRECEDING', 'FOLLOWING') === 'PRECEDING' ? 'preceding' : 'following', value };
}
