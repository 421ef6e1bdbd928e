import type { CallStart, Grammar, Parenthesised } from './grammar.ts';
import { refuse } from './refusal.ts';
import { digitsOfBinary } from './token-text.ts';
import type { Expression, Identifier, IntervalField } from './tree.ts';
import { atIntervalField, readIntervalFields } from './type.ts';
import { atQuery } from './words.ts';

type PrimaryRules = Pick<Grammar, 'primary' | 'interval' | 'parenthesised' | 'atSubquery'>;

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

export function startsExpression({ reader }: Grammar, ahead: number): boolean {
  const key = reader.key(ahead);
  const kind = reader.token(ahead)?.kind;
  return (
    kind === 'string' || kind === 'number' || reader.atIdentifier(ahead) || SPECIAL.has(key) || BEGINNINGS.has(key)
  );
}

export function primaryRules(grammar: Grammar): PrimaryRules {
  const { reader } = grammar;

  function primary(): Expression {
    const start = reader.position();
    const key = reader.key();
    const kind = reader.token()?.kind;
    if (kind === 'string' || kind === 'number') return literal();
    if (atLambda()) return lambda();
    if (key === '(') return inParentheses();
    if (reader.atIdentifier()) return named();
    if (key === '?') {
      const index = reader.parameter();
      return { kind: 'parameter', at: reader.placeFrom(start), index };
    }
    const constant = reader.acceptOneOf('NULL', 'TRUE', 'FALSE');
    if (constant !== undefined) return constantLiteral(constant, start);
    const niladic = reader.acceptOneOf(...NILADIC, ...NILADIC_WITH_PRECISION);
    if (niladic !== undefined) return readNiladic(niladic, start);
    if (!SPECIAL.has(key)) return reader.fail('an expression');
    reader.skip();
    return grammar.special(key, start);
  }

  function literal(): Expression {
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

  function constantLiteral(word: 'NULL' | 'TRUE' | 'FALSE', start: number): Expression {
    const at = reader.placeFrom(start);
    return word === 'NULL'
      ? { kind: 'literal', at, type: 'null', text: '' }
      : { kind: 'literal', at, type: 'boolean', text: word.toLowerCase() };
  }

  function readNiladic(word: (typeof NILADIC | typeof NILADIC_WITH_PRECISION)[number], start: number): Expression {
    const timed = NILADIC_WITH_PRECISION.some((candidate) => candidate === word);
    const precision = timed && reader.at('(') ? Number(reader.parentheses(() => reader.integer())) : undefined;
    const node = { kind: 'niladic' as const, at: reader.placeFrom(start), name: word.toLowerCase() };
    return precision === undefined ? node : { ...node, precision };
  }

  function atLambda(): boolean {
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

  function lambda(): Expression {
    const start = reader.position();
    const parameters: Identifier[] = [];
    while (!reader.accept('->')) {
      if (reader.atIdentifier()) parameters.push(reader.identifier());
      else reader.skip();
    }
    const body = grammar.expression();
    return { kind: 'lambda', at: reader.placeFrom(start), parameters, body };
  }

  function inParentheses(): Expression {
    const start = reader.position();
    return valueOf(parenthesised(), start);
  }

  /** What `(…)`, which begins at `start`, is as an operand. */
  function valueOf(inside: Parenthesised, start: number): Expression {
    if (inside.kind === 'query') return { kind: 'subquery', at: reader.placeFrom(start), query: inside.query };
    const [only, ...others] = inside.items;
    if (only !== undefined && others.length === 0) return only;
    return { kind: 'row', at: reader.placeFrom(start), items: inside.items };
  }

  function parenthesised(): Parenthesised {
    return reader.nested(() =>
      reader.parentheses(() => {
        const inside = firstInside();
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
  function firstInside(): Parenthesised {
    if (atQuery(reader)) return { kind: 'query', query: grammar.query(), nested: false };
    if (!reader.at('(') || atLambda()) return { kind: 'expressions', items: [grammar.expression()] };
    const start = reader.position();
    const inner = parenthesised();
    if (inner.kind === 'query') {
      if (inner.query.with.length === 0 && grammar.atTail())
        return { kind: 'query', query: grammar.tail(inner.query, start), nested: false };
      if (reader.at(')')) return { ...inner, nested: true };
    }
    return { kind: 'expressions', items: [grammar.expression(valueOf(inner, start))] };
  }

  function atSubquery(ahead: number): boolean {
    let inner = ahead;
    while (reader.at('(', inner)) inner++;
    return inner > ahead && ['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.key(inner));
  }

  /** What begins with a name: a column, a function, a literal of a named type. */
  function named(): Expression {
    const start = reader.position();
    const key = reader.key();
    if (key === 'INTERVAL' && atInterval()) return interval();
    if (key === 'DOUBLE' && reader.at('PRECISION', 1) && reader.atString(2)) {
      reader.skip(2);
      const text = reader.string();
      return { kind: 'typed literal', at: reader.placeFrom(start), type: 'double', text };
    }
    if (reader.atString(1)) return typedLiteral();
    if (key === 'ARRAY' && reader.at('[', 1)) {
      reader.skip(2);
      const items = reader.at(']') ? [] : reader.list(() => grammar.expression());
      reader.expect(']');
      return { kind: 'array', at: reader.placeFrom(start), items };
    }
    return columnOrCall();
  }

  function typedLiteral(): Expression {
    const start = reader.position();
    const word = reader.token();
    const { name } = reader.identifier();
    // DuckDB would read an escape string here, and end it elsewhere.
    if (word?.kind === 'word' && name === 'e' && word.end === reader.token()?.start)
      throw refuse("SQL has no E'…' strings", word);
    const text = reader.string();
    return { kind: 'typed literal', at: reader.placeFrom(start), type: name, text };
  }

  function columnOrCall(): Expression {
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

  function atInterval(): boolean {
    const sign = reader.at('+', 1) || reader.at('-', 1) ? 1 : 0;
    return reader.atString(1 + sign) && atIntervalField(reader, 2 + sign);
  }

  function interval(): Expression {
    const start = reader.position();
    reader.expect('INTERVAL');
    const negative = reader.acceptOneOf('+', '-') === '-';
    const text = reader.string();
    const fields: { readonly from: IntervalField; readonly to?: IntervalField } = readIntervalFields(reader);
    return { kind: 'interval', at: reader.placeFrom(start), negative, text, ...fields };
  }

  return { primary, interval, parenthesised, atSubquery };
}

export function atOver({ reader }: Grammar): boolean {
  return reader.at('OVER') && (reader.at('(', 1) || reader.atIdentifier(1));
}

function numberType(text: string): 'integer' | 'decimal' | 'double' {
  if (/^0[xXoObB]/.test(text)) return 'integer';
  if (/[eE]/.test(text)) return 'double';
  return text.includes('.') ? 'decimal' : 'integer';
}
