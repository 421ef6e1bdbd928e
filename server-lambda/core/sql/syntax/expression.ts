import type { Grammar } from './grammar.ts';
import { readPredicate } from './predicate.ts';
import { atNegativeNumber, readInterval, readPrimary } from './primary.ts';
import type { Expression, SortItem } from './tree.ts';

/**
 * Reads an expression by the rules of Trino's `expression` (SqlBase.g4), told apart by what stands ahead, never by
 * trying. With `begun`, its first operand, something in parentheses, is read already.
 */
export function readExpression(grammar: Grammar, begun?: Expression): Expression {
  return grammar.reader.nested(() => readAlternatives(grammar, begun));
}

function readAlternatives(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const first = readConjunction(grammar, begun);
  if (!reader.at('OR')) return first;
  const terms = [first];
  while (reader.accept('OR')) terms.push(readConjunction(grammar));
  return { kind: 'logical', at: reader.placeFrom(start), operator: 'or', terms };
}

function readConjunction(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const first = readNegation(grammar, begun);
  if (!reader.at('AND')) return first;
  const terms = [first];
  while (reader.accept('AND')) terms.push(readNegation(grammar));
  return { kind: 'logical', at: reader.placeFrom(start), operator: 'and', terms };
}

function readNegation(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  if (begun !== undefined || !reader.accept('NOT')) return readPredicate(grammar, readValue(grammar, begun));
  const operand = reader.nested(() => readNegation(grammar));
  return { kind: 'not', at: reader.placeFrom(start), operand };
}

type ArithmeticOperator = Extract<Expression, { kind: 'arithmetic' }>['operator'];

/** How tightly operators bind, from 1; those of one number are taken from left to right. */
const CONCATENATION = 1;
const ARITHMETIC: ReadonlyMap<string, { readonly operator: ArithmeticOperator; readonly binds: number }> = new Map([
  ['+', { operator: '+', binds: 2 }],
  ['-', { operator: '-', binds: 2 }],
  ['*', { operator: '*', binds: 3 }],
  ['/', { operator: '/', binds: 3 }],
  ['%', { operator: '%', binds: 3 }],
]);

/** Reads an expression without AND, OR, NOT and comparisons at its top. */
export function readValue(grammar: Grammar, begun?: Expression): Expression {
  return readOperators(grammar, CONCATENATION, begun);
}

/** Reads operands and the operators between them that bind at least as tightly as `loosest`. */
function readOperators(grammar: Grammar, loosest: number, begun?: Expression): Expression {
  const { reader } = grammar;
  let left = readSigned(grammar, begun);
  for (;;) {
    const operatorAt = reader.position();
    const arithmetic = ARITHMETIC.get(reader.key());
    if (arithmetic !== undefined && arithmetic.binds >= loosest) {
      reader.skip();
      const at = reader.placeFrom(operatorAt);
      const right = readOperators(grammar, arithmetic.binds + 1);
      left = { kind: 'arithmetic', at, operator: arithmetic.operator, left, right };
    } else if (loosest === CONCATENATION && reader.at('||')) left = readConcatenation(grammar, left);
    else return left;
  }
}

function readConcatenation(grammar: Grammar, first: Expression): Expression {
  const { reader } = grammar;
  const operatorAt = reader.position();
  reader.skip();
  const at = reader.placeFrom(operatorAt);
  const parts = [first, readOperators(grammar, CONCATENATION + 1)];
  while (reader.accept('||')) parts.push(readOperators(grammar, CONCATENATION + 1));
  return { kind: 'concatenation', at, parts };
}

function readSigned(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  const operator = begun === undefined && !atNegativeNumber(reader) ? reader.acceptOneOf('+', '-') : undefined;
  if (operator === undefined) return readZoned(grammar, begun);
  const operand = reader.nested(() => readSigned(grammar));
  return { kind: 'sign', at: reader.placeFrom(start), operator, operand };
}

function readZoned(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  let operand = readPath(grammar, begun);
  grammar.lastOperand = operand;
  for (;;) {
    const start = reader.position();
    if (!reader.accept('AT', 'TIME', 'ZONE')) return operand;
    const at = reader.placeFrom(start);
    operand = { kind: 'at time zone', at, value: operand, zone: readZone(grammar) };
  }
}

function readZone(grammar: Grammar): Expression {
  const { reader } = grammar;
  if (reader.at('INTERVAL')) return readInterval(grammar);
  const start = reader.position();
  const text = reader.string();
  return { kind: 'literal', at: reader.placeFrom(start), type: 'string', text };
}

/** An operand with its fields and indexes: `a.b[1].c`. */
function readPath(grammar: Grammar, begun?: Expression): Expression {
  const { reader } = grammar;
  const start = reader.position();
  let base = begun ?? readPrimary(grammar);
  for (;;) {
    if (reader.at('.') && !reader.at('*', 1)) {
      reader.skip();
      const field = reader.identifier();
      base = { kind: 'field', at: reader.placeFrom(start), base, field };
    } else if (reader.accept('[')) {
      const index = reader.nested(() => readValue(grammar));
      reader.expect(']');
      base = { kind: 'subscript', at: reader.placeFrom(start), base, index };
    } else return base;
  }
}

/** Reads `a DESC NULLS LAST, …`. */
export function readSortItems(grammar: Grammar): readonly SortItem[] {
  const { reader } = grammar;
  return reader.list(() => {
    const item = { value: readExpression(grammar), descending: reader.acceptOneOf('ASC', 'DESC') === 'DESC' };
    if (!reader.accept('NULLS')) return item;
    return { ...item, nulls: reader.expectOneOf('FIRST', 'LAST') === 'FIRST' ? 'first' : 'last' };
  });
}
