import type { Grammar } from './grammar.ts';
import { readJsonTable } from './json-table.ts';
import { readMeasures, readPatternClauses } from './row-pattern.ts';
import type { TokenReader } from './token-reader.ts';
import type { Expression, Query, Relation } from './tree.ts';
import { atAlias, atQuery, atTail } from './words.ts';

type JoinType = Extract<Relation, { kind: 'join' }>['type'];

/** Reads what stands in FROM between commas. With `begun`, the first table is read already, in parentheses. */
export function readRelation(grammar: Grammar, begun?: Relation): Relation {
  const { reader } = grammar;
  return reader.nested(() => {
    const start = reader.position();
    let left = readSampled(grammar, begun);
    for (;;) {
      const join = readJoin(grammar);
      if (join === undefined) return left;
      left = { kind: 'join', at: reader.placeFrom(start), left, ...join };
    }
  });
}

type JoinEnd = Omit<Extract<Relation, { kind: 'join' }>, 'kind' | 'at' | 'left'>;

function readJoin(grammar: Grammar): JoinEnd | undefined {
  const { reader } = grammar;
  if (reader.accept('CROSS')) {
    reader.expect('JOIN');
    return { type: 'cross', natural: false, right: readSampled(grammar) };
  }
  if (reader.accept('NATURAL')) return { type: readJoinType(reader), natural: true, right: readSampled(grammar) };
  if (!['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL'].includes(reader.key())) return undefined;
  const type = readJoinType(reader);
  const right = readRelation(grammar);
  if (reader.accept('ON')) return { type, natural: false, right, on: grammar.expression() };
  reader.expect('USING');
  const using = reader.parentheses(() => reader.list(() => reader.identifier()));
  return { type, natural: false, right, using };
}

const JOIN_TYPES = { LEFT: 'left', RIGHT: 'right', FULL: 'full' } as const;

function readJoinType(reader: TokenReader): JoinType {
  const word = reader.accept('INNER') ? undefined : reader.acceptOneOf('LEFT', 'RIGHT', 'FULL');
  if (word !== undefined) reader.accept('OUTER');
  reader.expect('JOIN');
  return word === undefined ? 'inner' : JOIN_TYPES[word];
}

function readSampled(grammar: Grammar, begun?: Relation): Relation {
  const { reader } = grammar;
  const start = reader.position();
  const relation = readMatched(grammar, readAliased(grammar, begun ?? readPrimary(grammar), start), start);
  if (!atSample(reader)) return relation;
  reader.skip();
  const method = reader.expectOneOf('BERNOULLI', 'SYSTEM') === 'SYSTEM' ? 'system' : 'bernoulli';
  const percentage = reader.parentheses(() => grammar.expression());
  return { kind: 'sample', at: reader.placeFrom(start), relation, method, percentage };
}

function atSample(reader: TokenReader): boolean {
  return reader.at('TABLESAMPLE') && (reader.at('BERNOULLI', 1) || reader.at('SYSTEM', 1)) && reader.at('(', 2);
}

function atMatching(reader: TokenReader): boolean {
  return reader.at('MATCH_RECOGNIZE') && reader.at('(', 1);
}

function readAliased({ reader }: Grammar, relation: Relation, start: number): Relation {
  if (!reader.accept('AS') && (!atAlias(reader) || atSample(reader) || atMatching(reader))) return relation;
  const alias = reader.identifier();
  const columns = reader.at('(') ? reader.parentheses(() => reader.list(() => reader.identifier())) : [];
  return { kind: 'aliased', at: reader.placeFrom(start), relation, alias, columns };
}

function readMatched(grammar: Grammar, relation: Relation, start: number): Relation {
  const { reader } = grammar;
  if (!atMatching(reader)) return relation;
  reader.skip();
  const expressions = reader.parentheses(() => readMatchRecognize(grammar));
  const matched: Relation = { kind: 'match recognize', at: reader.placeFrom(start), relation, expressions };
  return readAliased(grammar, matched, start);
}

function readMatchRecognize(grammar: Grammar): readonly Expression[] {
  const { reader } = grammar;
  const partitions = reader.accept('PARTITION', 'BY') ? reader.list(() => grammar.expression()) : [];
  const sorting = reader.accept('ORDER', 'BY') ? grammar.sortItems() : [];
  const measures = readMeasures(grammar);
  if (reader.accept('ONE', 'ROW')) reader.expect('PER', 'MATCH');
  else if (reader.accept('ALL', 'ROWS')) {
    reader.expect('PER', 'MATCH');
    if (reader.acceptOneOf('SHOW', 'OMIT') !== undefined) reader.expect('EMPTY', 'MATCHES');
    else if (reader.accept('WITH')) reader.expect('UNMATCHED', 'ROWS');
  }
  return [...partitions, ...sorting.map(({ value }) => value), ...measures, ...readPatternClauses(grammar, true)];
}

function readPrimary(grammar: Grammar): Relation {
  const { reader } = grammar;
  const start = reader.position();
  if (reader.at('(')) return relationOf(grammar, readParenthesised(grammar), start);
  if (reader.accept('UNNEST')) {
    const list = reader.parentheses(() => reader.list(() => grammar.expression()));
    const ordinality = reader.accept('WITH');
    if (ordinality) reader.expect('ORDINALITY');
    return { kind: 'unnest', at: reader.placeFrom(start), arguments: list, ordinality };
  }
  if (reader.at('LATERAL') && reader.at('(', 1)) {
    reader.skip();
    const query = reader.parentheses(grammar.query);
    return { kind: 'lateral', at: reader.placeFrom(start), query };
  }
  if (reader.accept('JSON_TABLE')) return readJsonTable(grammar, start);
  if (reader.accept('TABLE', '(')) {
    const name = reader.qualifiedName();
    reader.skipParentheses();
    reader.expect(')');
    return { kind: 'table function', at: reader.placeFrom(start), name };
  }
  return readTableOrFunction(grammar);
}

/** A table by its name. `name(…)` is no Trino, but what other engines read files with: a table function, too. */
function readTableOrFunction(grammar: Grammar): Relation {
  const { reader } = grammar;
  const start = reader.position();
  const call = reader.atCall();
  const name = reader.qualifiedName();
  if (call) {
    reader.skipParentheses();
    return { kind: 'table function', at: reader.placeFrom(start), name };
  }
  const asOfStart = reader.position();
  if (!reader.accept('FOR')) return { kind: 'table', at: reader.placeFrom(start), name };
  const unit = reader.expectOneOf('TIMESTAMP', 'VERSION') === 'TIMESTAMP' ? 'timestamp' : 'version';
  reader.expect('AS', 'OF');
  const value = grammar.value();
  const asOf = { at: reader.placeFrom(asOfStart), unit, value } as const;
  return { kind: 'table', at: reader.placeFrom(start), name, asOf };
}

type Parenthesised =
  { readonly kind: 'query'; readonly query: Query } | { readonly kind: 'relation'; readonly relation: Relation };

/** What `(…)`, which begins at `start`, is as a table. */
function relationOf({ reader }: Grammar, inside: Parenthesised, start: number): Relation {
  if (inside.kind === 'relation') return inside.relation;
  return { kind: 'derived table', at: reader.placeFrom(start), query: inside.query };
}

function readParenthesised(grammar: Grammar): Parenthesised {
  return grammar.reader.nested(() => grammar.reader.parentheses(() => readInside(grammar)));
}

/** Only what follows an inner parenthesis tells whether `((SELECT 1) …` is a query or a relation. */
function readInside(grammar: Grammar): Parenthesised {
  const { reader } = grammar;
  if (atQuery(reader) && !(reader.at('TABLE') && reader.at('(', 1))) return { kind: 'query', query: grammar.query() };
  if (!reader.at('(')) return { kind: 'relation', relation: readRelation(grammar) };
  const start = reader.position();
  const inner = readParenthesised(grammar);
  if (inner.kind === 'query') {
    if (inner.query.with.length === 0 && atTail(reader))
      return { kind: 'query', query: grammar.tail(inner.query, start) };
    if (reader.at(')')) return inner;
  }
  return { kind: 'relation', relation: readRelation(grammar, relationOf(grammar, inner, start)) };
}
