import { readFilter } from './call.ts';
import type { Grammar } from './grammar.ts';
import { readJsonCall } from './json.ts';
import { atSubquery, readParenthesised, startsExpression } from './primary.ts';
import type { TokenReader } from './token-reader.ts';
import type { Call, Expression } from './tree.ts';
import { readType } from './type.ts';

const PLAIN = { kind: 'call', distinct: false, star: false, orderBy: [] } as const;

/** Reads what begins with a reserved word, which is taken already and was the token at `start`. */
export function readSpecial(grammar: Grammar, key: string, start: number): Expression {
  switch (key) {
    case 'CASE':
      return readCase(grammar, start);
    case 'CAST':
      return readCast(grammar, start);
    case 'EXISTS':
      return readExists(grammar, start);
    case 'EXTRACT':
      return readExtract(grammar, start);
    case 'TRIM':
      return readTrim(grammar, start);
    case 'NORMALIZE':
      return readNormalize(grammar, start);
    case 'GROUPING':
      return readGrouping(grammar, start);
    case 'LISTAGG':
      return readListagg(grammar, start);
    default:
      return readJsonCall(grammar, key, start);
  }
}

function readCase({ reader, expression }: Grammar, start: number): Expression {
  const operand = reader.at('WHEN') ? undefined : expression();
  const whens = [];
  do {
    reader.expect('WHEN');
    const when = expression();
    reader.expect('THEN');
    whens.push({ when, then: expression() });
  } while (reader.at('WHEN'));
  const otherwise = reader.accept('ELSE') ? expression() : undefined;
  reader.expect('END');
  return {
    kind: 'case',
    at: reader.placeFrom(start),
    ...(operand !== undefined && { operand }),
    whens,
    ...(otherwise !== undefined && { otherwise }),
  };
}

function readCast({ reader, expression }: Grammar, start: number): Expression {
  const { value, type } = reader.parentheses(() => {
    const converted = expression();
    reader.expect('AS');
    return { value: converted, type: readType(reader) };
  });
  return { kind: 'cast', at: reader.placeFrom(start), safe: false, value, type };
}

function readExists(grammar: Grammar, start: number): Expression {
  const { reader } = grammar;
  const inside = atSubquery(grammar, 0) ? readParenthesised(grammar) : undefined;
  if (inside?.kind !== 'query') return reader.fail('a subquery');
  return { kind: 'exists', at: reader.placeFrom(start), query: inside.query };
}

function readExtract({ reader, value }: Grammar, start: number): Expression {
  const { field, from } = reader.parentheses(() => {
    const part = reader.identifier();
    reader.expect('FROM');
    return { field: part, from: value() };
  });
  return { kind: 'extract', at: reader.placeFrom(start), field, from };
}

function readTrim(grammar: Grammar, start: number): Expression {
  const { reader } = grammar;
  const { side, characters, from } = reader.parentheses(() => readTrimArguments(grammar));
  return {
    kind: 'trim',
    at: reader.placeFrom(start),
    side,
    ...(characters !== undefined && { characters }),
    from,
  };
}

interface TrimArguments {
  readonly side: 'leading' | 'trailing' | 'both';
  readonly characters: Expression | undefined;
  readonly from: Expression;
}

const SIDES = { LEADING: 'leading', TRAILING: 'trailing', BOTH: 'both' } as const;

function readTrimArguments(grammar: Grammar): TrimArguments {
  const { reader, value } = grammar;
  const side = atTrimmed(grammar, 1) ? reader.acceptOneOf('LEADING', 'TRAILING', 'BOTH') : undefined;
  const first = reader.at('FROM') ? undefined : value();
  if (side !== undefined) reader.expect('FROM');
  if (side !== undefined || reader.accept('FROM'))
    return { side: side === undefined ? 'both' : SIDES[side], characters: first, from: value() };
  if (first === undefined) return reader.fail('an expression');
  return { side: 'both', characters: reader.accept(',') ? value() : undefined, from: first };
}

/** After LEADING: what is trimmed, or FROM; anything else makes LEADING a column. */
function atTrimmed(grammar: Grammar, ahead: number): boolean {
  const { reader } = grammar;
  return (
    reader.at('FROM', ahead) ||
    reader.at('(', ahead) ||
    (startsExpression(grammar, ahead) && !/^\W/.test(reader.key(ahead)))
  );
}

function readNormalize({ reader, value }: Grammar, start: number): Expression {
  const name = { name: 'normalize', at: reader.placeFrom(start) };
  const list = reader.parentheses((): readonly Expression[] => {
    const text = value();
    if (!reader.accept(',')) return [text];
    const formAt = reader.position();
    const form = reader.expectOneOf('NFC', 'NFD', 'NFKC', 'NFKD');
    return [text, { kind: 'literal', at: reader.placeFrom(formAt), type: 'string', text: form }];
  });
  return { ...PLAIN, at: reader.placeFrom(start), name: [name], arguments: list };
}

function readGrouping({ reader }: Grammar, start: number): Expression {
  const names = reader.parentheses(() => (reader.at(')') ? [] : reader.list(() => reader.qualifiedName())));
  return { kind: 'grouping', at: reader.placeFrom(start), names };
}

function readListagg(grammar: Grammar, start: number): Expression {
  const { reader } = grammar;
  const name = { name: 'listagg', at: reader.placeFrom(start) };
  const list = reader.parentheses(() => readListaggArguments(grammar));
  reader.expect('WITHIN', 'GROUP');
  const withinGroup = reader.parentheses(() => {
    reader.expect('ORDER', 'BY');
    return grammar.sortItems();
  });
  const filter = readFilter(grammar);
  return {
    ...PLAIN,
    ...list,
    at: reader.placeFrom(start),
    name: [name],
    withinGroup,
    ...(filter !== undefined && { filter }),
  };
}

function readListaggArguments({ reader, expression }: Grammar): Pick<Call, 'distinct' | 'arguments' | 'overflow'> {
  const distinct = reader.acceptOneOf('DISTINCT', 'ALL') === 'DISTINCT';
  const list = [expression()];
  if (reader.accept(',')) {
    const separatorAt = reader.position();
    const text = reader.string();
    list.push({ kind: 'literal', at: reader.placeFrom(separatorAt), type: 'string', text });
  }
  const overflow = readOverflow(reader);
  return { distinct, arguments: list, ...(overflow !== undefined && { overflow }) };
}

function readOverflow(reader: TokenReader): Call['overflow'] {
  if (!reader.accept('ON')) return undefined;
  reader.expect('OVERFLOW');
  if (reader.accept('ERROR')) return { kind: 'error' };
  reader.expect('TRUNCATE');
  const filler = reader.atString() ? { filler: reader.string() } : {};
  const count = reader.expectOneOf('WITH', 'WITHOUT') === 'WITH';
  reader.expect('COUNT');
  return { kind: 'truncate', ...filler, count };
}
