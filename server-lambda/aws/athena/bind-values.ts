import { CaseInsightsError } from '#core/errors.ts';
import type { Statement } from '#core/ports/query-engine.ts';
import { tokenize, type Token } from '#core/sql/lexer.ts';
import { quoteLiteral } from '#core/sql/literal.ts';

/** Athena's limit on one execution parameter, in characters, quotes included. */
const MAX_PARAMETER = 1_024;

/**
 * A statement as Athena takes it. Values of `?` in a WHERE clause become execution parameters; Athena's user guide
 * allows them nowhere else ("Use parameterized queries"), so elsewhere a value stands in the text as a literal.
 *
 * Throws CaseInsightsError INVALID_INPUT for a value whose literal is longer than 1,024 characters.
 */
export function bindValues({ text, values }: Statement): {
  readonly queryString: string;
  readonly executionParameters: readonly string[];
} {
  if (values.length === 0) return { queryString: text, executionParameters: [] };
  const literals = values.map(toLiteral);
  const places = findPlaces(tokenize(text));
  if (places.length !== literals.length)
    throw new RangeError(`${places.length} parameters for ${literals.length} values in a statement`);

  let queryString = '';
  let at = 0;
  const executionParameters: string[] = [];
  places.forEach(({ token, inWhere }, index) => {
    const literal = literals[index] ?? 'NULL';
    // In parentheses, because a minus sign after another one would begin a comment.
    queryString += text.slice(at, token.start) + (inWhere ? '?' : literal.startsWith('-') ? `(${literal})` : literal);
    at = token.end;
    if (inWhere) executionParameters.push(literal);
  });
  return { queryString: queryString + text.slice(at), executionParameters };
}

function toLiteral(value: string | number): string {
  const literal = quoteLiteral(value);
  if (literal.length <= MAX_PARAMETER) return literal;
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `A value has ${literal.length} characters as SQL, and Athena accepts at most ${MAX_PARAMETER}.`,
    'Shorten the value.',
  );
}

/** Words that begin a clause which is not WHERE, at the depth of parentheses where they stand. */
const OTHER_CLAUSES = new Set([
  'SELECT',
  'FROM',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'UNION',
  'INTERSECT',
  'EXCEPT',
]);

/** Every `?` in order. A parenthesis belongs to the clause it stands in until a clause begins inside it. */
function findPlaces(tokens: readonly Token[]): { readonly token: Token; readonly inWhere: boolean }[] {
  const places: { token: Token; inWhere: boolean }[] = [];
  let current = { inWhere: false, afterFrom: false };
  const outer: (typeof current)[] = [];
  for (const token of tokens) {
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (token.kind === 'parameter') places.push({ token, inWhere: current.inWhere });
    else if (token.kind === 'symbol' && token.text === '(') {
      outer.push(current);
      current = { inWhere: current.inWhere, afterFrom: false };
    } else if (token.kind === 'symbol' && token.text === ')') current = outer.pop() ?? current;
    // FILTER (WHERE ...) is a WHERE without a FROM, in the midst of another clause.
    else if (word === 'WHERE') current.inWhere ||= current.afterFrom;
    else if (OTHER_CLAUSES.has(word)) current = { inWhere: false, afterFrom: word === 'FROM' };
  }
  return places;
}
