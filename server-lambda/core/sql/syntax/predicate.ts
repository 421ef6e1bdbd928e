import type { Grammar } from './grammar.ts';
import { atSubquery, readParenthesised } from './primary.ts';
import type { ComparisonOperator, Expression, Place } from './tree.ts';

const COMPARISONS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);
const WORDS: ReadonlySet<string> = new Set(['IS', 'NOT', 'BETWEEN', 'IN', 'LIKE']);

/** Reads at most one comparison of `left`, as SqlBase.g4 has it: `a = b = c` is no SQL. */
export function readPredicate(grammar: Grammar, left: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const key = reader.key();
  const comparison = COMPARISONS.get(key);
  if (comparison !== undefined) {
    reader.skip();
    return readComparison(grammar, left, comparison, reader.placeFrom(start));
  }
  return WORDS.has(key) ? readWorded(grammar, left, start) : left;
}

/** Reads `IS NULL`, `BETWEEN` and the like; NOT may also stand before something else, which is left. */
function readWorded(grammar: Grammar, left: Expression, start: number): Expression {
  const { reader } = grammar;
  if (reader.accept('IS')) {
    const not = reader.accept('NOT');
    if (reader.accept('DISTINCT', 'FROM')) {
      const right = grammar.value();
      return { kind: 'is distinct from', at: reader.placeFrom(start), not, left, right };
    }
    reader.expect('NULL');
    return { kind: 'is null', at: reader.placeFrom(start), not, value: left };
  }

  const not = reader.at('NOT');
  const word = reader.key(not ? 1 : 0);
  if (word !== 'BETWEEN' && word !== 'IN' && word !== 'LIKE') return left;
  reader.skip(not ? 2 : 1);
  switch (word) {
    case 'BETWEEN': {
      const low = grammar.value();
      reader.expect('AND');
      const high = grammar.value();
      return { kind: 'between', at: reader.placeFrom(start), not, value: left, low, high };
    }
    case 'IN': {
      const list = readList(grammar);
      return { kind: 'in', at: reader.placeFrom(start), not, value: left, list };
    }
    case 'LIKE': {
      const pattern = grammar.value();
      const escape = reader.accept('ESCAPE') ? { escape: grammar.value() } : {};
      return { kind: 'like', at: reader.placeFrom(start), not, value: left, pattern, ...escape };
    }
  }
}

function readComparison(grammar: Grammar, left: Expression, operator: ComparisonOperator, at: Place): Expression {
  const { reader } = grammar;
  const quantified = ['ALL', 'SOME', 'ANY'].includes(reader.key()) && atSubquery(grammar, 1);
  if (!quantified) return { kind: 'comparison', at, operator, left, right: grammar.value() };
  const quantifier = reader.expectOneOf('ALL', 'SOME', 'ANY') === 'ALL' ? 'all' : 'any';
  const inside = readParenthesised(grammar);
  if (inside.kind !== 'query') return reader.fail('a subquery');
  return { kind: 'quantified comparison', at, operator, quantifier, left, query: inside.query };
}

/** `IN ((SELECT 1))` is a list of one value, which a subquery gives. */
function readList(grammar: Grammar): Extract<Expression, { kind: 'in' }>['list'] {
  const inside = readParenthesised(grammar);
  if (inside.kind === 'expressions') return inside.items;
  const { query } = inside;
  return inside.nested ? [{ kind: 'subquery', at: query.at, query }] : query;
}
