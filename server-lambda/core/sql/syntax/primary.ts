import type { CallStart, Grammar } from './grammar.ts';
import { refuse } from './refusal.ts';
import type { TokenReader } from './token-reader.ts';
import { digitsOfBinary } from './token-text.ts';
import type { Expression, Identifier, IntervalField, Query } from './tree.ts';
import { atIntervalField, readIntervalFields } from './type.ts';
import { atQuery, atTail } from './words.ts';

const NILADIC = ['CURRENT_DATE', 'CURRENT_USER', 'CURRENT_CATALOG', 'CURRENT_SCHEMA', 'CURRENT_PATH'] as const;
const NILADIC_WITH_PRECISION = ['CURRENT_TIME', 'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP'] as const;
/** Reserved words that begin an operand of a shape of its own. */
const SPECIAL: ReadonlySet<string> = new Set([
  ...['CASE', 'CAST', 'EXISTS', 'EXTRACT', 'GROUPING', 'LISTAGG', 'NORMALIZE', 'TRIM'],
  ...['JSON_ARRAY', 'JSON_EXISTS', 'JSON_OBJECT', 'JSON_QUERY', 'JSON_VALUE'],
]);
/** What else may begin an expression beside SPECIAL, names and literals. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...['NULL', 'TRUE', 'FALSE', 'NOT', '(', '+', '-', '?'],
  ...NILADIC,
  ...NILADIC_WITH_PRECISION,
]);

/** `nested` has more parentheses around its query than those of its own. */
export type Parenthesised =
  | { readonly kind: 'query'; readonly query: Query; readonly nested: boolean }
  | { readonly kind: 'expressions'; readonly items: readonly Expression[] };

export function startsExpression({ reader }: Grammar, ahead: number): boolean {
  const key = reader.key(ahead);
  const kind = reader.token(ahead)?.kind;
  return (
    kind === 'string' || kind === 'number' || reader.atIdentifier(ahead) || SPECIAL.has(key) || BEGINNINGS.has(key)
  );
}

/** Reads one operand without its sign, field and index: a name, a literal, a call, something in parentheses. */
export function readPrimary(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const key = reader.key();
  const kind = reader.token()?.kind;
  if (kind === 'string' || kind === 'number') return readLiteral(grammar);
  if (atNegativeNumber(reader)) {
    reader.skip();
    const operand = readLiteral(grammar);
    return { kind: 'sign', at: reader.placeFrom(start), operator: '-', operand };
  }
  if (atLambda(grammar)) return readLambda(grammar);
  if (key === '(') return readInParentheses(grammar);
  if (reader.atIdentifier()) return readNamed(grammar);
  if (key === '?') {
    const index = reader.parameter();
    return { kind: 'parameter', at: reader.placeFrom(start), index };
  }
  const constant = reader.acceptOneOf('NULL', 'TRUE', 'FALSE');
  if (constant !== undefined) return constantLiteral(grammar, constant, start);
  const niladic = reader.acceptOneOf(...NILADIC, ...NILADIC_WITH_PRECISION);
  if (niladic !== undefined) return readNiladic(grammar, niladic, start);
  if (!SPECIAL.has(key)) return reader.fail('an expression');
  reader.skip();
  return grammar.special(key, start);
}

/** A minus before a number is part of it, and binds as such. */
export function atNegativeNumber(reader: TokenReader): boolean {
  return reader.at('-') && reader.token(1)?.kind === 'number';
}

function readLiteral(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const token = reader.token();
  if (token === undefined) return reader.fail('an expression');
  if (reader.atString()) {
    const text = reader.string();
    return { kind: 'literal', at: reader.placeFrom(start), type: 'string', text };
  }
  reader.skip();
  const at = reader.placeFrom(start);
  if (token.kind === 'string') return { kind: 'literal', at, type: 'binary', text: digitsOfBinary(token) };
  return { kind: 'literal', at, type: numberType(token.text), text: token.text };
}

function constantLiteral(grammar: Grammar, word: 'NULL' | 'TRUE' | 'FALSE', start: number): Expression {
  const { reader } = grammar;
  const at = reader.placeFrom(start);
  return word === 'NULL'
    ? { kind: 'literal', at, type: 'null', text: '' }
    : { kind: 'literal', at, type: 'boolean', text: word.toLowerCase() };
}

function readNiladic(
  grammar: Grammar,
  word: (typeof NILADIC | typeof NILADIC_WITH_PRECISION)[number],
  start: number,
): Expression {
  const { reader } = grammar;
  const timed = NILADIC_WITH_PRECISION.some((candidate) => candidate === word);
  const precision = timed && reader.at('(') ? Number(reader.parentheses(() => reader.integer())) : undefined;
  const node = { kind: 'niladic' as const, at: reader.placeFrom(start), name: word.toLowerCase() };
  return precision === undefined ? node : { ...node, precision };
}

function atLambda(grammar: Grammar): boolean {
  const { reader } = grammar;
  if (reader.atIdentifier()) return reader.at('->', 1);
  if (!reader.at('(')) return false;
  let ahead = 1;
  if (!reader.at(')', ahead)) {
    for (;;) {
      if (!reader.atIdentifier(ahead)) return false;
      if (!reader.at(',', ahead + 1)) break;
      ahead += 2;
    }
    ahead++;
  }
  return reader.at(')', ahead) && reader.at('->', ahead + 1);
}

function readLambda(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const parameters: Identifier[] = [];
  while (!reader.accept('->')) {
    if (reader.atIdentifier()) parameters.push(reader.identifier());
    else reader.skip();
  }
  const body = grammar.expression();
  return { kind: 'lambda', at: reader.placeFrom(start), parameters, body };
}

function readInParentheses(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  return valueOf(grammar, readParenthesised(grammar), start);
}

/** What `(…)`, which begins at `start`, is as an operand. */
function valueOf(grammar: Grammar, inside: Parenthesised, start: number): Expression {
  const { reader } = grammar;
  if (inside.kind === 'query') return { kind: 'subquery', at: reader.placeFrom(start), query: inside.query };
  const [only, ...others] = inside.items;
  if (only !== undefined && others.length === 0) return only;
  return { kind: 'row', at: reader.placeFrom(start), items: inside.items };
}

/** Reads `(…)`: a query, or expressions. */
export function readParenthesised(grammar: Grammar): Parenthesised {
  const { reader } = grammar;
  return reader.nested(() =>
    reader.parentheses(() => {
      const inside = readFirstInside(grammar);
      if (inside.kind === 'query') return inside;
      const items = [...inside.items];
      while (reader.accept(',')) items.push(grammar.expression());
      return { kind: 'expressions', items };
    }),
  );
}

/**
 * Only what follows an inner parenthesis tells whether `((SELECT 1) …` is a query or an expression. A query with
 * its own WITH may stand wherever a subquery may, but not in a UNION.
 */
function readFirstInside(grammar: Grammar): Parenthesised {
  const { reader } = grammar;
  if (atQuery(reader)) return { kind: 'query', query: grammar.query(), nested: false };
  if (!reader.at('(') || atLambda(grammar)) return { kind: 'expressions', items: [grammar.expression()] };
  const start = reader.position();
  const inner = readParenthesised(grammar);
  if (inner.kind === 'query') {
    if (inner.query.with.length === 0 && atTail(reader))
      return { kind: 'query', query: grammar.tail(inner.query, start), nested: false };
    if (reader.at(')')) return { ...inner, nested: true };
  }
  return { kind: 'expressions', items: [grammar.expression(valueOf(grammar, inner, start))] };
}

/** At a parenthesis that opens a query, however many parentheses stand around that. */
export function atSubquery({ reader }: Grammar, ahead: number): boolean {
  let inner = ahead;
  while (reader.at('(', inner)) inner++;
  return inner > ahead && ['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.key(inner));
}

/** What begins with a name: a column, a function, a literal of a named type. */
function readNamed(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const key = reader.key();
  if (key === 'INTERVAL' && atInterval(grammar)) return readInterval(grammar);
  if (key === 'DOUBLE' && reader.at('PRECISION', 1) && reader.atString(2)) {
    reader.skip(2);
    const text = reader.string();
    return { kind: 'typed literal', at: reader.placeFrom(start), type: 'double', text };
  }
  if (reader.atString(1)) return readTypedLiteral(grammar);
  if (key === 'ARRAY' && reader.at('[', 1)) {
    reader.skip(2);
    const items = reader.at(']') ? [] : reader.list(() => grammar.expression());
    reader.expect(']');
    return { kind: 'array', at: reader.placeFrom(start), items };
  }
  return readColumnOrCall(grammar);
}

function readTypedLiteral(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const word = reader.token();
  const { name } = reader.identifier();
  // DuckDB would read an escape string here, and end it elsewhere.
  if (word?.kind === 'word' && name === 'e' && word.end === reader.token()?.start)
    throw refuse("SQL has no E'…' strings", word);
  const text = reader.string();
  return { kind: 'typed literal', at: reader.placeFrom(start), type: name, text };
}

function readColumnOrCall(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const semantics = reader.atCall(1) ? reader.acceptOneOf('RUNNING', 'FINAL') : undefined;
  const word = reader.key();
  const first = reader.identifier();
  const name = [first];
  let column: Expression = { kind: 'name', at: first.at, name: first };
  while (reader.at('.') && reader.atIdentifier(1)) {
    reader.skip();
    const field = reader.identifier();
    name.push(field);
    column = { kind: 'field', at: reader.placeFrom(start), base: column, field };
  }
  if (reader.at('(')) return grammar.call(callStart(name, word, semantics, start));
  if (name.length > 1 || !atOver(grammar)) return column;
  reader.expect('OVER');
  const over = grammar.over();
  return { kind: 'measure', at: reader.placeFrom(start), name: first, over };
}

function callStart(
  name: readonly Identifier[],
  word: string,
  semantics: 'RUNNING' | 'FINAL' | undefined,
  start: number,
): CallStart {
  return {
    name,
    word: name.length === 1 ? word : '',
    semantics: semantics === undefined ? undefined : semantics === 'FINAL' ? 'final' : 'running',
    start,
  };
}

function atInterval(grammar: Grammar): boolean {
  const { reader } = grammar;
  const sign = reader.at('+', 1) || reader.at('-', 1) ? 1 : 0;
  return reader.atString(1 + sign) && atIntervalField(reader, 2 + sign);
}

/** Reads `INTERVAL '1' DAY`. */
export function readInterval(grammar: Grammar): Expression {
  const { reader } = grammar;
  const start = reader.position();
  reader.expect('INTERVAL');
  const negative = reader.acceptOneOf('+', '-') === '-';
  const text = reader.string();
  const fields: { readonly from: IntervalField; readonly to?: IntervalField } = readIntervalFields(reader);
  return { kind: 'interval', at: reader.placeFrom(start), negative, text, ...fields };
}

export function atOver({ reader }: Grammar): boolean {
  return reader.at('OVER') && (reader.at('(', 1) || reader.atIdentifier(1));
}

function numberType(text: string): 'integer' | 'decimal' | 'double' {
  if (/^0[xXoObB]/.test(text)) return 'integer';
  if (/[eE]/.test(text)) return 'double';
  return text.includes('.') ? 'decimal' : 'integer';
}
