import type { Grammar } from './grammar.ts';
import { refuse } from './refusal.ts';
import { readSelect } from './select.ts';
import type { CommonTable, Query, QueryBody, RowCount } from './tree.ts';
import { atRowLimit } from './words.ts';

/** The rules of Trino's `query` (SqlBase.g4). */
export function queryRules(grammar: Grammar): Pick<Grammar, 'query' | 'tail' | 'atTail'> {
  const { reader } = grammar;

  function query(): Query {
    return reader.nested(() => {
      const start = reader.position();
      const recursive = reader.at('WITH') && reader.at('RECURSIVE', 1);
      const tables = reader.at('WITH') ? readWith() : [];
      return { ...tail(primary(), start), recursive, with: tables };
    });
  }

  function readWith(): readonly CommonTable[] {
    reader.expect('WITH');
    if ((reader.at('FUNCTION') || reader.at('SESSION')) && reader.atIdentifier(1))
      throw refuse(`WITH ${reader.key()} is not allowed here`, reader.token());
    reader.accept('RECURSIVE');
    return reader.list(() => {
      const name = reader.identifier();
      const columns = reader.at('(') ? reader.parentheses(() => reader.list(() => reader.identifier())) : [];
      reader.expect('AS');
      return { name, columns, query: reader.parentheses(query) };
    });
  }

  function primary(): QueryBody {
    const start = reader.position();
    if (reader.accept('SELECT')) return readSelect(grammar, start);
    if (reader.accept('TABLE')) {
      const name = reader.qualifiedName();
      return { kind: 'table query', at: reader.placeFrom(start), name };
    }
    if (reader.accept('VALUES')) {
      const rows = reader.list(() => grammar.expression());
      return { kind: 'values', at: reader.placeFrom(start), rows };
    }
    if (!reader.at('(')) return reader.fail('a query');
    return reader.nested(() =>
      reader.parentheses(() => {
        const inside = reader.position();
        return tail(primary(), inside);
      }),
    );
  }

  function tail(first: QueryBody, start: number): Query {
    const body = setOperations(first);
    const orderBy = reader.accept('ORDER', 'BY') ? grammar.sortItems() : [];
    const offset = reader.accept('OFFSET') ? { offset: readOffset() } : {};
    const limit = readLimit();
    const at = reader.placeFrom(start);
    return { kind: 'query', at, recursive: false, with: [], body, orderBy, ...offset, ...limit };
  }

  function setOperations(first: QueryBody): QueryBody {
    let left = intersections(first);
    for (;;) {
      const start = reader.position();
      const word = reader.acceptOneOf('UNION', 'EXCEPT');
      if (word === undefined) return left;
      const operator = word === 'UNION' ? 'union' : 'except';
      const at = reader.placeFrom(start);
      const all = acceptAll();
      left = { kind: 'set operation', at, operator, all, left, right: intersections(primary()) };
    }
  }

  function intersections(first: QueryBody): QueryBody {
    let left = first;
    for (;;) {
      const start = reader.position();
      if (!reader.accept('INTERSECT')) return left;
      const at = reader.placeFrom(start);
      const all = acceptAll();
      left = { kind: 'set operation', at, operator: 'intersect', all, left, right: primary() };
    }
  }

  function acceptAll(): boolean {
    return reader.acceptOneOf('DISTINCT', 'ALL') === 'ALL';
  }

  function readOffset(): RowCount {
    const count = rowCount();
    reader.acceptOneOf('ROW', 'ROWS');
    return count;
  }

  function readLimit(): Pick<Query, 'limit'> {
    const start = reader.position();
    if (reader.accept('LIMIT')) {
      const rows = reader.accept('ALL') ? undefined : rowCount();
      if (reader.at('OFFSET')) throw refuse('OFFSET follows LIMIT, but SQL requires it before LIMIT', reader.token());
      return rows === undefined ? {} : { limit: { rows, withTies: false, at: reader.placeFrom(start) } };
    }
    if (!reader.accept('FETCH')) return {};
    reader.expectOneOf('FIRST', 'NEXT');
    const one: RowCount = { kind: 'rows', count: '1' };
    const rows = reader.at('ROW') || reader.at('ROWS') ? one : rowCount();
    reader.expectOneOf('ROW', 'ROWS');
    const withTies = reader.accept('WITH', 'TIES');
    if (!withTies) reader.expect('ONLY');
    return { limit: { rows, withTies, at: reader.placeFrom(start) } };
  }

  function rowCount(): RowCount {
    const start = reader.position();
    if (!reader.at('?')) return { kind: 'rows', count: reader.integer() };
    const index = reader.parameter();
    return { kind: 'parameter', index, at: reader.placeFrom(start) };
  }

  function atTail(): boolean {
    return ['UNION', 'INTERSECT', 'EXCEPT', 'ORDER'].includes(reader.key()) || atRowLimit(reader);
  }

  return { query, tail, atTail };
}
