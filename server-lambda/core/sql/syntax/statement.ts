import { readCall } from './call.ts';
import { readExpression, readSortItems, readValue } from './expression.ts';
import type { Grammar } from './grammar.ts';
import { readQuery, readTail } from './query.ts';
import { refuse } from './refusal.ts';
import { readDescribe, readShow } from './show.ts';
import { readSpecial } from './special.ts';
import type { TokenReader } from './token-reader.ts';
import type { StatementTree } from './tree.ts';
import { readOver } from './window.ts';

/** Athena runs these as Hive does, and Hive quotes names with backticks. */
export const HIVE_HEADS: readonly string[] = ['SHOW', 'DESCRIBE', 'DESC'];

/** Reads one statement of Trino's grammar (SqlBase.g4) that only reads; anything else is refused. */
export function readStatement(reader: TokenReader): StatementTree {
  const grammar: Grammar = {
    reader,
    lastOperand: undefined,
    expression: (begun) => readExpression(grammar, begun),
    value: () => readValue(grammar),
    sortItems: () => readSortItems(grammar),
    call: (start) => readCall(grammar, start),
    special: (key, start) => readSpecial(grammar, key, start),
    over: () => readOver(grammar),
    query: () => readQuery(grammar),
    tail: (first, start) => readTail(grammar, first, start),
  };
  return readAny(grammar);
}

function readAny(grammar: Grammar): StatementTree {
  const { reader } = grammar;
  const start = reader.position();
  const head = reader.token();
  if (head === undefined) return reader.fail('a statement');
  switch (reader.key()) {
    case 'SELECT':
    case 'WITH':
    case 'VALUES':
    case 'TABLE':
    case '(':
      return grammar.query();
    case 'EXPLAIN':
      reader.skip();
      return reader.nested(() => readExplain(grammar, start));
    case 'SHOW':
      reader.skip();
      return readShow(grammar, start);
    case 'DESCRIBE':
    case 'DESC':
      reader.skip();
      return readDescribe(reader, start);
    default:
      throw refuse(
        head.kind === 'word'
          ? `Only read-only statements may run, and this one begins with ${reader.key().slice(0, 60)}`
          : 'Invalid SQL: it does not begin with a keyword',
        head,
      );
  }
}

function readExplain(grammar: Grammar, start: number): StatementTree {
  const { reader } = grammar;
  const analyze = reader.accept('ANALYZE');
  const options: string[] = [];
  if (analyze) reader.accept('VERBOSE');
  else if (reader.at('(') && (reader.at('FORMAT', 1) || reader.at('TYPE', 1)))
    reader.parentheses(() => options.push(...reader.list(() => readExplainOption(reader))));
  const statement = readAny(grammar);
  return { kind: 'explain', at: reader.placeFrom(start), analyze, options, statement };
}

function readExplainOption(reader: TokenReader): string {
  if (reader.accept('TYPE')) return reader.expectOneOf('LOGICAL', 'DISTRIBUTED', 'VALIDATE', 'IO').toLowerCase();
  reader.expect('FORMAT');
  return reader.expectOneOf('TEXT', 'GRAPHVIZ', 'JSON').toLowerCase();
}
