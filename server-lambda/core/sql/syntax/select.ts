import type { Grammar } from './grammar.ts';
import { readRelation } from './relation.ts';
import type { Expression, GroupingElement, Select, SelectItem } from './tree.ts';
import { readWindow } from './window.ts';
import { atAlias, atWindowClause } from './words.ts';

/** Reads a SELECT up to its WINDOW clause; the word itself is taken and was the token at `start`. */
export function readSelect(grammar: Grammar, start: number): Select {
  const { reader } = grammar;
  const distinct = reader.acceptOneOf('DISTINCT', 'ALL') === 'DISTINCT';
  const items = reader.list(() => readItem(grammar));
  const from = reader.accept('FROM') ? reader.list(() => readRelation(grammar)) : [];
  const where = reader.accept('WHERE') ? { where: grammar.expression() } : {};
  const groupBy = reader.accept('GROUP', 'BY') ? { groupBy: readGroupBy(grammar) } : {};
  const having = reader.accept('HAVING') ? { having: grammar.expression() } : {};
  const windows = readWindows(grammar);
  return {
    kind: 'select',
    at: reader.placeFrom(start),
    distinct,
    items,
    from,
    ...where,
    ...groupBy,
    ...having,
    windows,
  };
}

function readItem(grammar: Grammar): SelectItem {
  const { reader } = grammar;
  const start = reader.position();
  if (reader.accept('*')) return { kind: 'all', at: reader.placeFrom(start), aliases: [] };
  const value = grammar.expression();
  if (reader.at('.') && reader.at('*', 1) && value === grammar.lastOperand) {
    reader.skip(2);
    const aliases = reader.accept('AS') ? reader.parentheses(() => reader.list(() => reader.identifier())) : [];
    return { kind: 'all', at: reader.placeFrom(start), of: value, aliases };
  }
  if (!reader.accept('AS') && !atAlias(reader)) return { kind: 'expression', value };
  return { kind: 'expression', value, alias: reader.identifier() };
}

function readGroupBy(grammar: Grammar): NonNullable<Select['groupBy']> {
  const distinct = grammar.reader.acceptOneOf('DISTINCT', 'ALL') === 'DISTINCT';
  return { distinct, elements: grammar.reader.list(() => readGroupingElement(grammar)) };
}

function readGroupingElement(grammar: Grammar): GroupingElement {
  const { reader } = grammar;
  const start = reader.position();
  const sets = (): readonly (readonly Expression[])[] => reader.list(() => readGroupingSet(grammar));
  const word = reader.acceptOneOf('ROLLUP', 'CUBE');
  if (word !== undefined) {
    const list = reader.parentheses(() => (reader.at(')') ? [] : sets()));
    return { kind: word === 'ROLLUP' ? 'rollup' : 'cube', at: reader.placeFrom(start), sets: list };
  }
  if (!reader.accept('GROUPING', 'SETS')) return { kind: 'set', expressions: readGroupingSet(grammar) };
  const list = reader.parentheses(sets);
  return { kind: 'grouping sets', at: reader.placeFrom(start), sets: list };
}

/** `(a, b)` is one set of two; `ROW(a, b)` and `((a, b))` are one expression. */
function readGroupingSet(grammar: Grammar): readonly Expression[] {
  const { reader } = grammar;
  const start = reader.position();
  if (reader.accept('(', ')')) return [];
  const inParentheses = reader.at('(');
  const expression = grammar.expression();
  const whole = reader.placeFrom(start);
  const list = expression.kind === 'row' && inParentheses && expression.at.start === whole.start;
  return list && expression.at.end === whole.end ? expression.items : [expression];
}

function readWindows(grammar: Grammar): Select['windows'] {
  const { reader } = grammar;
  if (!atWindowClause(reader)) return [];
  reader.skip();
  return reader.list(() => {
    const name = reader.identifier();
    reader.expect('AS');
    return { name, window: readWindow(grammar) };
  });
}
