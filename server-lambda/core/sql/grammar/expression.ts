import { readJsonArguments } from './json.ts';
import { refuse, type TokenReader } from './token-reader.ts';
import { atIntervalField, readIntervalFields, readType } from './type.ts';
import { readWindow } from './window.ts';

/** What a parenthesis held. A query with its own WITH may stand wherever a subquery may, but not in a UNION. */
type Parenthesised = 'query' | 'query with WITH' | 'expression' | 'list';

interface ExpressionGrammar {
  /**
   * Reads an expression. With `begun`, its first operand, something in parentheses, is read already. Returns whether
   * it is a single operand, such as the `t` of `t.*`.
   */
  readonly expression: (begun?: boolean) => boolean;
  /** Reads an expression without AND, OR, NOT and comparisons at its top. */
  readonly value: () => void;
  /** Reads `a DESC NULLS LAST, …`. */
  readonly sortItems: () => void;
}

/** What an expression needs to know of queries. */
interface QueryGrammar {
  atQuery(): boolean;
  query(): 'query' | 'query with WITH';
  /** At something that may follow a query in parentheses and makes it part of a larger one: UNION, ORDER BY, … */
  atTail(): boolean;
  tail(): void;
}

const COMPARISONS = ['=', '<>', '!=', '<', '<=', '>', '>='] as const;
const OPERATORS = ['+', '-', '*', '/', '%', '||'] as const;
const NILADIC = [
  ...['NULL', 'TRUE', 'FALSE', 'CURRENT_DATE', 'CURRENT_USER', 'CURRENT_CATALOG', 'CURRENT_SCHEMA', 'CURRENT_PATH'],
] as const;
const NILADIC_WITH_PRECISION = ['CURRENT_TIME', 'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP'] as const;
/** Reserved words that begin an operand of a shape of its own. */
const SPECIAL: ReadonlySet<string> = new Set([
  ...['CASE', 'CAST', 'EXISTS', 'EXTRACT', 'GROUPING', 'LISTAGG', 'NORMALIZE', 'TRIM'],
  ...['JSON_ARRAY', 'JSON_EXISTS', 'JSON_OBJECT', 'JSON_QUERY', 'JSON_VALUE'],
]);
/** What else may begin an expression beside SPECIAL, names and literals. */
const BEGINNINGS: ReadonlySet<string> = new Set([...NILADIC, ...NILADIC_WITH_PRECISION, 'NOT', '(', '+', '-', '?']);

/** The rules of Trino's `expression` (SqlBase.g4), told apart by what stands ahead, never by trying. */
export function expressionGrammar(reader: TokenReader, queries: QueryGrammar): ExpressionGrammar {
  function expression(begun = false): boolean {
    return reader.nested(() => {
      const start = reader.position();
      if (!begun) skipNot();
      const operandStart = begun ? start : reader.position();
      const single = value(begun) && operandStart === start;
      const end = reader.position();
      restOfExpression();
      return single && reader.position() === end;
    });
  }

  function skipNot(): void {
    while (reader.accept('NOT'));
  }

  function restOfExpression(): void {
    predicate();
    while (reader.acceptOneOf('AND', 'OR')) {
      skipNot();
      value();
      predicate();
    }
  }

  function predicate(): void {
    if (reader.acceptOneOf(...COMPARISONS)) {
      if (['ALL', 'SOME', 'ANY'].includes(reader.key()) && atSubquery(1)) {
        reader.skip();
        parenthesised();
      } else value();
      return;
    }
    const not = reader.at('NOT') ? 1 : 0;
    if (reader.at('BETWEEN', not)) {
      reader.skip(not + 1);
      value();
      reader.expect('AND');
      value();
    } else if (reader.at('IN', not)) {
      reader.skip(not + 1);
      parenthesised();
    } else if (reader.at('LIKE', not)) {
      reader.skip(not + 1);
      value();
      if (reader.accept('ESCAPE')) value();
    } else if (reader.accept('IS')) {
      reader.accept('NOT');
      if (reader.accept('DISTINCT', 'FROM')) value();
      else reader.expect('NULL');
    }
  }

  /** Returns whether it is a single operand. */
  function value(begun = false): boolean {
    let single = operand(begun);
    while (reader.acceptOneOf(...OPERATORS)) {
      single = false;
      operand(false);
    }
    return single;
  }

  function operand(begun: boolean): boolean {
    let single = true;
    if (!begun) {
      while (reader.acceptOneOf('+', '-')) single = false;
      primary();
    }
    for (;;) {
      if (reader.at('.') && !reader.at('*', 1)) {
        reader.skip();
        reader.identifier();
      } else if (reader.accept('[')) {
        reader.nested(() => value());
        reader.expect(']');
      } else break;
    }
    while (reader.accept('AT', 'TIME', 'ZONE')) {
      single = false;
      if (reader.at('INTERVAL')) interval();
      else reader.string();
    }
    return single;
  }

  function primary(): void {
    const key = reader.key();
    const kind = reader.token()?.kind;
    if (reader.atString()) reader.string();
    else if (kind === 'number' || kind === 'string') reader.skip();
    else if (atLambda()) lambda();
    else if (key === '(') parenthesised();
    else if (reader.atIdentifier()) named();
    else if (reader.acceptOneOf(...NILADIC, '?')) return;
    else if (reader.acceptOneOf(...NILADIC_WITH_PRECISION)) {
      if (reader.at('(')) reader.parentheses(() => reader.integer());
    } else if (SPECIAL.has(key)) {
      reader.skip();
      special(key);
    } else reader.fail('an expression');
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

  function lambda(): void {
    while (!reader.accept('->')) reader.skip();
    expression();
  }

  function parenthesised(): Parenthesised {
    return reader.nested(() => {
      reader.expect('(');
      let inside = firstInside();
      if (!inside.startsWith('query')) {
        while (reader.accept(',')) {
          expression();
          inside = 'list';
        }
      }
      reader.expect(')');
      return inside;
    });
  }

  /** Only what follows an inner parenthesis tells whether `((SELECT 1) …` is a query or an expression. */
  function firstInside(): Parenthesised {
    if (queries.atQuery()) return queries.query();
    if (!reader.at('(') || atLambda()) {
      expression();
      return 'expression';
    }
    const inner = parenthesised();
    if (inner === 'query' && queries.atTail()) {
      queries.tail();
      return 'query';
    }
    if (inner.startsWith('query') && reader.at(')')) return inner;
    expression(true);
    return 'expression';
  }

  /** At a parenthesis that opens a query, however many parentheses stand around that. */
  function atSubquery(ahead: number): boolean {
    let inner = ahead;
    while (reader.at('(', inner)) inner++;
    return inner > ahead && ['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.key(inner));
  }

  /** What begins with a name: a column, a function, a literal of a named type. */
  function named(): void {
    const key = reader.key();
    if (key === 'INTERVAL' && atInterval()) interval();
    else if (key === 'DOUBLE' && reader.at('PRECISION', 1) && reader.atString(2)) {
      reader.skip(2);
      reader.string();
    } else if (reader.atString(1)) {
      const word = reader.token();
      reader.skip();
      // DuckDB would read an escape string here, and end it elsewhere.
      if (key === 'E' && word?.end === reader.token()?.start) throw refuse("SQL has no E'…' strings", word);
      reader.string();
    } else if (key === 'ARRAY' && reader.at('[', 1)) {
      reader.skip(2);
      if (!reader.at(']')) reader.list(expression);
      reader.expect(']');
    } else {
      if ((key === 'RUNNING' || key === 'FINAL') && reader.atCall(1)) reader.skip();
      const start = reader.position();
      const name = reader.key();
      reader.identifier();
      while (reader.at('.') && reader.atIdentifier(1)) reader.skip(2);
      const simple = reader.position() === start + 1;
      if (reader.at('(')) {
        reader.parentheses(() => functionArguments(simple ? name : ''));
        functionTail();
      } else if (simple && atOver()) over();
    }
  }

  function functionArguments(name: string): void {
    if (reader.at(')') || reader.accept('*')) return;
    if (reader.atIdentifier() && reader.at('.', 1) && reader.at('*', 2)) {
      reader.skip(3);
      return;
    }
    if (name === 'POSITION') {
      const negated = reader.at('NOT');
      skipNot();
      value();
      if (!negated && reader.accept('IN')) {
        value();
        return;
      }
      restOfExpression();
    } else {
      const quantified = reader.at('DISTINCT') || (reader.at('ALL') && startsExpression(1));
      if (quantified) reader.skip();
      if (quantified || !reader.at('ORDER')) expression();
      if (!quantified && name === 'SUBSTRING' && reader.accept('FROM')) {
        value();
        if (reader.accept('FOR')) value();
        return;
      }
      if (!quantified && name === 'TRY_CAST' && reader.accept('AS')) {
        readType(reader);
        return;
      }
    }
    while (reader.accept(',')) expression();
    if (reader.accept('ORDER', 'BY')) sortItems();
  }

  function functionTail(): void {
    filter();
    if (reader.acceptOneOf('IGNORE', 'RESPECT')) {
      reader.expect('NULLS');
      over();
    } else if (atOver()) over();
  }

  function filter(): void {
    if (!reader.at('FILTER') || !reader.at('(', 1)) return;
    reader.skip();
    reader.parentheses(() => {
      reader.expect('WHERE');
      expression();
    });
  }

  function atOver(): boolean {
    return reader.at('OVER') && (reader.at('(', 1) || reader.atIdentifier(1));
  }

  function over(): void {
    reader.expect('OVER');
    if (reader.at('(')) reader.parentheses(() => readWindow(reader, grammar));
    else reader.identifier();
  }

  function atInterval(): boolean {
    const sign = reader.at('+', 1) || reader.at('-', 1) ? 1 : 0;
    return reader.atString(1 + sign) && atIntervalField(reader, 2 + sign);
  }

  function interval(): void {
    reader.expect('INTERVAL');
    reader.acceptOneOf('+', '-');
    reader.string();
    readIntervalFields(reader);
  }

  /** What begins with a reserved word, which is taken already. */
  function special(key: string): void {
    switch (key) {
      case 'CASE':
        if (!reader.at('WHEN')) expression();
        do {
          reader.expect('WHEN');
          expression();
          reader.expect('THEN');
          expression();
        } while (reader.at('WHEN'));
        if (reader.accept('ELSE')) expression();
        reader.expect('END');
        return;
      case 'CAST':
        reader.parentheses(() => {
          expression();
          reader.expect('AS');
          readType(reader);
        });
        return;
      case 'EXISTS':
        if (!atSubquery(0) || !parenthesised().startsWith('query')) reader.fail('a subquery');
        return;
      case 'EXTRACT':
        reader.parentheses(() => {
          reader.identifier();
          reader.expect('FROM');
          value();
        });
        return;
      case 'TRIM':
        reader.parentheses(trimArguments);
        return;
      case 'NORMALIZE':
        reader.parentheses(() => {
          value();
          if (reader.accept(',')) reader.expectOneOf('NFC', 'NFD', 'NFKC', 'NFKD');
        });
        return;
      case 'GROUPING':
        reader.parentheses(() => {
          if (!reader.at(')')) reader.list(() => reader.qualifiedName());
        });
        return;
      case 'LISTAGG':
        reader.parentheses(listaggArguments);
        reader.expect('WITHIN', 'GROUP');
        reader.parentheses(() => {
          reader.expect('ORDER', 'BY');
          sortItems();
        });
        filter();
        return;
      default:
        reader.parentheses(() => readJsonArguments(reader, key, expression));
    }
  }

  function trimArguments(): void {
    if (['LEADING', 'TRAILING', 'BOTH'].includes(reader.key()) && atTrimmed(1)) {
      reader.skip();
      if (!reader.at('FROM')) value();
      reader.expect('FROM');
      value();
      return;
    }
    if (!reader.at('FROM')) value();
    if (reader.acceptOneOf('FROM', ',')) value();
  }

  /** After LEADING: what is trimmed, or FROM; anything else makes LEADING a column. */
  function atTrimmed(ahead: number): boolean {
    return (
      reader.at('FROM', ahead) || reader.at('(', ahead) || (startsExpression(ahead) && !/^\W/.test(reader.key(ahead)))
    );
  }

  function listaggArguments(): void {
    reader.acceptOneOf('DISTINCT', 'ALL');
    expression();
    if (reader.accept(',')) reader.string();
    if (!reader.accept('ON')) return;
    reader.expect('OVERFLOW');
    if (reader.accept('ERROR')) return;
    reader.expect('TRUNCATE');
    if (reader.atString()) reader.string();
    reader.expectOneOf('WITH', 'WITHOUT');
    reader.expect('COUNT');
  }

  function startsExpression(ahead: number): boolean {
    const key = reader.key(ahead);
    const kind = reader.token(ahead)?.kind;
    return (
      kind === 'string' || kind === 'number' || reader.atIdentifier(ahead) || SPECIAL.has(key) || BEGINNINGS.has(key)
    );
  }

  function sortItems(): void {
    reader.list(() => {
      expression();
      reader.acceptOneOf('ASC', 'DESC');
      if (reader.accept('NULLS')) reader.expectOneOf('FIRST', 'LAST');
    });
  }

  const grammar: ExpressionGrammar = { expression, value: () => void value(), sortItems };
  return grammar;
}
