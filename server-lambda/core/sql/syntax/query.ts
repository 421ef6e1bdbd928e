import type { Grammar } from './grammar.ts';
import { refuse } from './refusal.ts';
import { readSelect } from './select.ts';
import type { CommonTable, Query, QueryBody, RowCount } from './tree.ts';

/** Reads one query of Trino's grammar (SqlBase.g4, `query`). */
export function readQuery(grammar: Grammar): Query {
  const { reader } = grammar;
  return reader.nested(() => {
    const start = reader.position();
    const recursive = reader.at('WITH') && reader.at('RECURSIVE', 1);
    const tables = reader.at('WITH') ? readWith(grammar) : [];
    return { ...readTail(grammar, readPrimary(grammar), start), recursive, with: tables };
  });
}

function readWith(grammar: Grammar): readonly CommonTable[] {
  const { reader } = grammar;
  reader.expect('WITH');
  if ((reader.at('FUNCTION') || reader.at('SESSION')) && reader.atIdentifier(1))
    throw refuse(`WITH ${reader.key()} is not allowed here`, reader.token());
  reader.accept('RECURSIVE');
  return reader.list(() => {
    const name = reader.identifier();
    const columns = reader.at('(') ? reader.parentheses(() => reader.list(() => reader.identifier())) : [];
    reader.expect('AS');
    return { name, columns, query: reader.parentheses(() => readQuery(grammar)) };
  });
}

function readPrimary(grammar: Grammar): QueryBody {
  const { reader } = grammar;
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
      return readTail(grammar, readPrimary(grammar), inside);
    }),
  );
}

/** Reads set operations, ORDER BY, OFFSET and LIMIT after the first part of a query, which begins at `start`. */
export function readTail(grammar: Grammar, first: QueryBody, start: number): Query {
  const { reader } = grammar;
  const body = readSetOperations(grammar, first);
  const orderBy = reader.accept('ORDER', 'BY') ? grammar.sortItems() : [];
  const offset = reader.accept('OFFSET') ? { offset: readOffset(grammar) } : {};
  const limit = readLimit(grammar);
  const at = reader.placeFrom(start);
  return { kind: 'query', at, recursive: false, with: [], body, orderBy, ...offset, ...limit };
}

function readSetOperations(grammar: Grammar, first: QueryBody): QueryBody {
  const { reader } = grammar;
  let left = readIntersections(grammar, first);
  for (;;) {
    const start = reader.position();
    const word = reader.acceptOneOf('UNION', 'EXCEPT');
    if (word === undefined) return left;
    const operator = word === 'UNION' ? 'union' : 'except';
    const at = reader.placeFrom(start);
    const all = acceptAll(grammar);
    left = { kind: 'set operation', at, operator, all, left, right: readIntersections(grammar, readPrimary(grammar)) };
  }
}

function readIntersections(grammar: Grammar, first: QueryBody): QueryBody {
  const { reader } = grammar;
  let left = first;
  for (;;) {
    const start = reader.position();
    if (!reader.accept('INTERSECT')) return left;
    const at = reader.placeFrom(start);
    const all = acceptAll(grammar);
    left = { kind: 'set operation', at, operator: 'intersect', all, left, right: readPrimary(grammar) };
  }
}

function acceptAll(grammar: Grammar): boolean {
  const { reader } = grammar;
  return reader.acceptOneOf('DISTINCT', 'ALL') === 'ALL';
}

function readOffset(grammar: Grammar): RowCount {
  const { reader } = grammar;
  const count = readRowCount(grammar);
  reader.acceptOneOf('ROW', 'ROWS');
  return count;
}

function readLimit(grammar: Grammar): Pick<Query, 'limit'> {
  const { reader } = grammar;
  const start = reader.position();
  if (reader.accept('LIMIT')) {
    const rows = reader.accept('ALL') ? undefined : readRowCount(grammar);
    if (reader.at('OFFSET')) throw refuse('OFFSET follows LIMIT, but SQL requires it before LIMIT', reader.token());
    return rows === undefined ? {} : { limit: { rows, withTies: false, at: reader.placeFrom(start) } };
  }
  if (!reader.accept('FETCH')) return {};
  reader.expectOneOf('FIRST', 'NEXT');
  const one: RowCount = { kind: 'rows', count: '1' };
  const rows = reader.at('ROW') || reader.at('ROWS') ? one : readRowCount(grammar);
  reader.expectOneOf('ROW', 'ROWS');
  const withTies = reader.accept('WITH', 'TIES');
  if (!withTies) reader.expect('ONLY');
  return { limit: { rows, withTies, at: reader.placeFrom(start) } };
}

function readRowCount(grammar: Grammar): RowCount {
  const { reader } = grammar;
  const start = reader.position();
  if (!reader.at('?')) return { kind: 'rows', count: reader.integer() };
  const index = reader.parameter();
  return { kind: 'parameter', index, at: reader.placeFrom(start) };
}
