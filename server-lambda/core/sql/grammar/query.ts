import type { Token } from '../lexer.ts';
import { expressionGrammar } from './expression.ts';
import { readJsonTable } from './json.ts';
import { readMeasures, readPatternClauses } from './row-pattern.ts';
import { refuse, type TokenReader } from './token-reader.ts';
import { readWindow } from './window.ts';

/** Something that a statement reads, as it is named there; `parts` are unquoted and in lower case. */
export interface Source {
  readonly kind: 'table' | 'table function';
  readonly parts: readonly string[];
  readonly token: Token;
}

type QueryKind = 'query' | 'query with WITH';
type RelationKind = QueryKind | 'relation';

/**
 * Reads one query of Trino's grammar (SqlBase.g4, `query`) and returns every table and table function it reads,
 * in order. Names that a WITH defines count as tables only where they are out of scope.
 */
export function readQuery(reader: TokenReader): readonly Source[] {
  const sources: Source[] = [];
  /** How many definitions of a name are in scope. */
  const scope = new Map<string, number>();
  const { expression, value, sortItems } = expressionGrammar(reader, {
    atQuery,
    query,
    atTail,
    tail: () => tail(),
  });

  /** `self` is the name under which WITH RECURSIVE defines this query. */
  function query(self?: string): QueryKind {
    return reader.nested(() => {
      const names = reader.at('WITH') ? readWith() : [];
      primary();
      tail(self);
      names.forEach(leaveScope);
      return names.length > 0 ? 'query with WITH' : 'query';
    });
  }

  function atQuery(): boolean {
    return ['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.key());
  }

  function readWith(): readonly string[] {
    reader.expect('WITH');
    if ((reader.at('FUNCTION') || reader.at('SESSION')) && reader.atIdentifier(1))
      throw refuse(`WITH ${reader.key()} is not allowed here`, reader.token());
    const recursive = reader.accept('RECURSIVE');
    const names: string[] = [];
    reader.list(() => {
      const name = reader.identifier();
      if (reader.at('(')) columnNames();
      reader.expect('AS');
      reader.parentheses(() => {
        query(recursive ? name : undefined);
      });
      enterScope(name);
      names.push(name);
    });
    return names;
  }

  function enterScope(name: string): void {
    scope.set(name, (scope.get(name) ?? 0) + 1);
  }

  function leaveScope(name: string): void {
    scope.set(name, (scope.get(name) ?? 0) - 1);
  }

  function primary(): void {
    if (reader.accept('SELECT')) select();
    else if (reader.accept('TABLE')) source('table');
    else if (reader.accept('VALUES')) reader.list(expression);
    else if (reader.at('('))
      reader.nested(() => {
        reader.parentheses(() => {
          primary();
          tail();
        });
      });
    else reader.fail('a query');
  }

  /** Set operations, ORDER BY, OFFSET and LIMIT: what follows the first part of a query. */
  function tail(self?: string): void {
    let inStep = false;
    while (reader.at('UNION') || reader.at('INTERSECT') || reader.at('EXCEPT')) {
      // A recursive query sees itself after its UNION only; before that, the name is another table's.
      if (self !== undefined && !inStep && reader.at('UNION')) {
        enterScope(self);
        inStep = true;
      }
      reader.skip();
      reader.acceptOneOf('DISTINCT', 'ALL');
      primary();
    }
    if (inStep && self !== undefined) leaveScope(self);
    if (reader.accept('ORDER', 'BY')) sortItems();
    if (reader.accept('OFFSET')) {
      rowCount();
      reader.acceptOneOf('ROW', 'ROWS');
    }
    if (reader.accept('LIMIT')) {
      if (!reader.accept('ALL')) rowCount();
      if (reader.at('OFFSET')) throw refuse('OFFSET follows LIMIT, but SQL requires it before LIMIT', reader.token());
    } else if (reader.accept('FETCH')) {
      reader.expectOneOf('FIRST', 'NEXT');
      if (!reader.at('ROW') && !reader.at('ROWS')) rowCount();
      reader.expectOneOf('ROW', 'ROWS');
      if (!reader.accept('WITH', 'TIES')) reader.expect('ONLY');
    }
  }

  function atTail(): boolean {
    return ['UNION', 'INTERSECT', 'EXCEPT', 'ORDER'].includes(reader.key()) || atRowLimit();
  }

  /** These words are not reserved: without their number, each is a name. */
  function atRowLimit(): boolean {
    const counted = reader.atInteger(1) || reader.at('?', 1);
    if (reader.at('LIMIT')) return counted || reader.at('ALL', 1);
    if (reader.at('OFFSET')) return counted;
    return reader.at('FETCH') && (reader.at('FIRST', 1) || reader.at('NEXT', 1));
  }

  function rowCount(): void {
    if (!reader.accept('?')) reader.integer();
  }

  function select(): void {
    reader.acceptOneOf('DISTINCT', 'ALL');
    reader.list(selectItem);
    if (reader.accept('FROM')) reader.list(relation);
    if (reader.accept('WHERE')) expression();
    if (reader.accept('GROUP', 'BY')) {
      reader.acceptOneOf('DISTINCT', 'ALL');
      reader.list(groupingElement);
    }
    if (reader.accept('HAVING')) expression();
    if (atWindow()) {
      reader.skip();
      reader.list(() => {
        reader.identifier();
        reader.expect('AS');
        reader.parentheses(() => readWindow(reader, { expression, sortItems }));
      });
    }
  }

  function atWindow(): boolean {
    return reader.at('WINDOW') && reader.atIdentifier(1) && reader.at('AS', 2);
  }

  function selectItem(): void {
    if (reader.accept('*')) return;
    const single = expression();
    if (single && reader.at('.') && reader.at('*', 1)) {
      reader.skip(2);
      if (reader.accept('AS')) columnNames();
    } else if (reader.accept('AS') || atAlias()) reader.identifier();
  }

  function atAlias(): boolean {
    return reader.atIdentifier() && !atRowLimit() && !atWindow();
  }

  function groupingElement(): void {
    const sets = (): void => {
      reader.list(groupingSet);
    };
    if (reader.acceptOneOf('ROLLUP', 'CUBE'))
      reader.parentheses(() => {
        if (!reader.at(')')) sets();
      });
    else if (reader.accept('GROUPING', 'SETS')) reader.parentheses(sets);
    else groupingSet();
  }

  function groupingSet(): void {
    if (!reader.accept('(', ')')) expression();
  }

  function relation(): void {
    relationFrom(false);
  }

  /** With `begun`, the first table is read already, in parentheses. */
  function relationFrom(begun: boolean): void {
    reader.nested(() => {
      sampledTable(begun);
      for (;;) {
        if (reader.accept('CROSS')) {
          reader.expect('JOIN');
          sampledTable(false);
        } else if (reader.accept('NATURAL')) {
          joinType();
          sampledTable(false);
        } else if (['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL'].includes(reader.key())) {
          joinType();
          relation();
          if (reader.accept('ON')) expression();
          else {
            reader.expect('USING');
            columnNames();
          }
        } else return;
      }
    });
  }

  function joinType(): void {
    if (!reader.accept('INNER') && reader.acceptOneOf('LEFT', 'RIGHT', 'FULL')) reader.accept('OUTER');
    reader.expect('JOIN');
  }

  function sampledTable(begun: boolean): void {
    if (!begun) tablePrimary();
    alias();
    if (reader.at('MATCH_RECOGNIZE') && reader.at('(', 1)) {
      reader.skip();
      reader.parentheses(matchRecognize);
      alias();
    }
    if (atSample()) {
      reader.skip(2);
      reader.parentheses(expression);
    }
  }

  function atSample(): boolean {
    return reader.at('TABLESAMPLE') && (reader.at('BERNOULLI', 1) || reader.at('SYSTEM', 1)) && reader.at('(', 2);
  }

  function alias(): void {
    const matching = reader.at('MATCH_RECOGNIZE') && reader.at('(', 1);
    if (!reader.accept('AS') && (!atAlias() || atSample() || matching)) return;
    reader.identifier();
    if (reader.at('(')) columnNames();
  }

  function tablePrimary(): void {
    if (reader.at('(')) parenthesisedRelation();
    else if (reader.accept('UNNEST')) {
      reader.parentheses(() => reader.list(expression));
      if (reader.accept('WITH')) reader.expect('ORDINALITY');
    } else if (reader.accept('LATERAL', '(')) {
      query();
      reader.expect(')');
    } else if (reader.accept('JSON_TABLE')) reader.parentheses(() => readJsonTable(reader, expression));
    else if (reader.accept('TABLE', '(')) {
      source('table function');
      reader.skipParentheses();
      reader.expect(')');
    } else tableOrFunction();
  }

  /** A table by its name. `name(…)` is no Trino, but what other engines read files with: a table function, too. */
  function tableOrFunction(): void {
    if (reader.atCall()) {
      source('table function');
      reader.skipParentheses();
      return;
    }
    source('table');
    if (reader.accept('FOR')) {
      reader.expectOneOf('TIMESTAMP', 'VERSION');
      reader.expect('AS', 'OF');
      value();
    }
  }

  function source(kind: Source['kind']): void {
    const token = reader.token();
    const parts = reader.qualifiedName();
    const [only] = parts;
    const defined = parts.length === 1 && only !== undefined && (scope.get(only) ?? 0) > 0;
    if (token !== undefined && (kind !== 'table' || !defined)) sources.push({ kind, parts, token });
  }

  /** Only what follows an inner parenthesis tells whether `((SELECT 1) …` is a query or a relation. */
  function parenthesisedRelation(): RelationKind {
    return reader.nested(() => {
      reader.expect('(');
      const inside = firstInside();
      reader.expect(')');
      return inside;
    });
  }

  function firstInside(): RelationKind {
    if (atQuery() && !(reader.at('TABLE') && reader.at('(', 1))) return query();
    if (!reader.at('(')) {
      relation();
      return 'relation';
    }
    const inner = parenthesisedRelation();
    if (inner === 'query' && atTail()) {
      tail();
      return 'query';
    }
    if (inner !== 'relation' && reader.at(')')) return inner;
    relationFrom(true);
    return 'relation';
  }

  function columnNames(): void {
    reader.parentheses(() => reader.list(() => reader.identifier()));
  }

  function matchRecognize(): void {
    if (reader.accept('PARTITION', 'BY')) reader.list(expression);
    if (reader.accept('ORDER', 'BY')) sortItems();
    readMeasures(reader, expression);
    if (reader.accept('ONE', 'ROW')) reader.expect('PER', 'MATCH');
    else if (reader.accept('ALL', 'ROWS')) {
      reader.expect('PER', 'MATCH');
      if (reader.acceptOneOf('SHOW', 'OMIT')) reader.expect('EMPTY', 'MATCHES');
      else if (reader.accept('WITH')) reader.expect('UNMATCHED', 'ROWS');
    }
    readPatternClauses(reader, expression, true);
  }

  query();
  return sources;
}
