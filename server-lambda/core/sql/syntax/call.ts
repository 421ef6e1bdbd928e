import type { CallStart, Grammar } from './grammar.ts';
import { atOver, startsExpression } from './primary.ts';
import type { Call, Expression, Identifier } from './tree.ts';
import { readType } from './type.ts';

/** What stands in a call's parentheses. */
type Arguments = Pick<Call, 'distinct' | 'star' | 'arguments' | 'orderBy'>;

const NO_ARGUMENTS: Arguments = { distinct: false, star: false, arguments: [], orderBy: [] };

/** Reads a call from its parenthesis on. */
export function readCall(grammar: Grammar, call: CallStart): Expression {
  const { reader } = grammar;
  reader.expect('(');
  if (reader.at(')') || atStar(grammar)) {
    const star = acceptStar(grammar);
    return finishCall(grammar, call, { ...NO_ARGUMENTS, star });
  }
  const quantifier =
    reader.at('ALL') && !startsExpression(grammar, 1) ? undefined : reader.acceptOneOf('DISTINCT', 'ALL');
  if (quantifier === undefined) {
    if (reader.at('ORDER')) return finishCall(grammar, call, restOfArguments(grammar, []));
    const worded = WORDED.get(call.word);
    if (worded !== undefined) return worded(grammar, call);
  }
  const list = restOfArguments(grammar, [grammar.expression()]);
  return finishCall(grammar, call, { ...list, distinct: quantifier === 'DISTINCT' });
}

/** Calls with words of their own between their arguments; each may be a plain call, too. */
const WORDED: ReadonlyMap<string, (grammar: Grammar, call: CallStart) => Expression> = new Map([
  ['POSITION', readPosition],
  ['SUBSTRING', readSubstring],
  ['TRY_CAST', readTryCast],
  ['ROW', readRow],
]);

function readPosition(grammar: Grammar, call: CallStart): Expression {
  const { reader } = grammar;
  if (reader.at('NOT')) return finishCall(grammar, call, restOfArguments(grammar, [grammar.expression()]));
  const sought = grammar.value();
  if (!reader.accept('IN')) return finishCall(grammar, call, restOfArguments(grammar, [grammar.expression(sought)]));
  return plainCall(grammar, call, 'strpos', [grammar.value(), sought]);
}

function readSubstring(grammar: Grammar, call: CallStart): Expression {
  const { reader } = grammar;
  const text = grammar.expression();
  if (!reader.accept('FROM')) return finishCall(grammar, call, restOfArguments(grammar, [text]));
  const from = grammar.value();
  return plainCall(grammar, call, 'substring', reader.accept('FOR') ? [text, from, grammar.value()] : [text, from]);
}

function readTryCast(grammar: Grammar, call: CallStart): Expression {
  const { reader } = grammar;
  const value = grammar.expression();
  if (!reader.accept('AS')) return finishCall(grammar, call, restOfArguments(grammar, [value]));
  const type = readType(reader);
  reader.expect(')');
  return { kind: 'cast', at: reader.placeFrom(call.start), safe: true, value, type };
}

/** `ROW(a, b)` is a row unless it has what only a call can have. */
function readRow(grammar: Grammar, call: CallStart): Expression {
  const list = restOfArguments(grammar, [grammar.expression()]);
  const node = finishCall(grammar, call, list);
  const { over, filter, nulls, semantics } = node;
  const calls = [over, filter, nulls, semantics].some((part) => part !== undefined) || list.orderBy.length > 0;
  return calls ? node : { kind: 'row', at: node.at, items: list.arguments };
}

/** A call that is written with words, as the plain one that it stands for; it ends with its parenthesis. */
function plainCall(grammar: Grammar, { name, start }: CallStart, plain: string, list: readonly Expression[]): Call {
  grammar.reader.expect(')');
  const at = grammar.reader.placeFrom(start);
  return { kind: 'call', at, name: renamed(name, plain), ...NO_ARGUMENTS, arguments: list };
}

function renamed(name: readonly Identifier[], plain: string): readonly Identifier[] {
  return name.map(({ at }) => ({ name: plain, at }));
}

/** At `*`, or `t.*` as row pattern recognition has it. */
function atStar({ reader }: Grammar): boolean {
  return reader.at('*') || (reader.atIdentifier() && reader.at('.', 1) && reader.at('*', 2));
}

function acceptStar({ reader }: Grammar): boolean {
  if (reader.at(')')) return false;
  reader.skip(reader.at('*') ? 1 : 3);
  return true;
}

function restOfArguments(grammar: Grammar, first: readonly Expression[]): Arguments {
  const { reader } = grammar;
  const list = [...first];
  while (reader.accept(',')) list.push(grammar.expression());
  const orderBy = reader.accept('ORDER', 'BY') ? grammar.sortItems() : [];
  return { ...NO_ARGUMENTS, arguments: list, orderBy };
}

/** Reads from the closing parenthesis on: FILTER, IGNORE NULLS and OVER. */
function finishCall(grammar: Grammar, { name, semantics, start }: CallStart, list: Arguments): Call {
  const { reader } = grammar;
  reader.expect(')');
  const filter = readFilter(grammar);
  const nulls = reader.acceptOneOf('IGNORE', 'RESPECT');
  if (nulls !== undefined) reader.expect('NULLS');
  const over = nulls !== undefined || atOver(grammar) ? readOver(grammar) : undefined;
  return {
    kind: 'call',
    at: reader.placeFrom(start),
    name,
    ...list,
    ...(filter !== undefined && { filter }),
    ...(nulls !== undefined && { nulls: nulls === 'IGNORE' ? 'ignore' : 'respect' }),
    ...(over !== undefined && { over }),
    ...(semantics !== undefined && { semantics }),
  };
}

/** Reads `FILTER (WHERE …)` where it stands. */
export function readFilter({ reader, expression }: Grammar): Expression | undefined {
  if (!reader.at('FILTER') || !reader.at('(', 1)) return undefined;
  reader.skip();
  return reader.parentheses(() => {
    reader.expect('WHERE');
    return expression();
  });
}

function readOver(grammar: Grammar): Call['over'] {
  grammar.reader.expect('OVER');
  return grammar.over();
}
