import type { Grammar } from './grammar.ts';
import { readPredicate } from './predicate.ts';
import type { Expression, SortItem } from './tree.ts';

type ExpressionRules = Pick<Grammar, 'expression' | 'value' | 'lastOperand' | 'sortItems'>;

/** The rules of Trino's `expression` (SqlBase.g4), told apart by what stands ahead, never by trying. */
export function expressionRules(grammar: Grammar): ExpressionRules {
  const { reader } = grammar;
  let lastOperand: Expression | undefined;

  const expression = (begun?: Expression): Expression => reader.nested(() => alternatives(begun));

  function alternatives(begun?: Expression): Expression {
    return logical('or', conjunction, begun);
  }

  function conjunction(begun?: Expression): Expression {
    return logical('and', negation, begun);
  }

  function logical(operator: 'and' | 'or', term: (begun?: Expression) => Expression, begun?: Expression): Expression {
    const start = reader.position();
    const first = term(begun);
    const word = operator === 'and' ? 'AND' : 'OR';
    if (!reader.at(word)) return first;
    const terms = [first];
    while (reader.accept(word)) terms.push(term());
    return { kind: 'logical', at: reader.placeFrom(start), operator, terms };
  }

  function negation(begun?: Expression): Expression {
    const start = reader.position();
    if (begun !== undefined || !reader.accept('NOT')) return readPredicate(grammar, value(begun));
    const operand = reader.nested(() => negation());
    return { kind: 'not', at: reader.placeFrom(start), operand };
  }

  function value(begun?: Expression): Expression {
    const first = sum(begun);
    const operatorAt = reader.position();
    if (!reader.accept('||')) return first;
    const at = reader.placeFrom(operatorAt);
    const parts = [first, sum()];
    while (reader.accept('||')) parts.push(sum());
    return { kind: 'concatenation', at, parts };
  }

  function sum(begun?: Expression): Expression {
    let left = product(begun);
    for (;;) {
      const operatorAt = reader.position();
      const operator = reader.acceptOneOf('+', '-');
      if (operator === undefined) return left;
      const at = reader.placeFrom(operatorAt);
      left = { kind: 'arithmetic', at, operator, left, right: product() };
    }
  }

  function product(begun?: Expression): Expression {
    let left = signed(begun);
    for (;;) {
      const operatorAt = reader.position();
      const operator = reader.acceptOneOf('*', '/', '%');
      if (operator === undefined) return left;
      const at = reader.placeFrom(operatorAt);
      left = { kind: 'arithmetic', at, operator, left, right: signed() };
    }
  }

  function signed(begun?: Expression): Expression {
    const start = reader.position();
    const operator = begun === undefined ? reader.acceptOneOf('+', '-') : undefined;
    if (operator === undefined) return zoned(begun);
    const operand = reader.nested(() => signed());
    return { kind: 'sign', at: reader.placeFrom(start), operator, operand };
  }

  function zoned(begun?: Expression): Expression {
    let operand = path(begun);
    lastOperand = operand;
    for (;;) {
      const start = reader.position();
      if (!reader.accept('AT', 'TIME', 'ZONE')) return operand;
      const at = reader.placeFrom(start);
      operand = { kind: 'at time zone', at, value: operand, zone: zone() };
    }
  }

  function zone(): Expression {
    if (reader.at('INTERVAL')) return grammar.interval();
    const start = reader.position();
    const text = reader.string();
    return { kind: 'literal', at: reader.placeFrom(start), type: 'string', text };
  }

  /** An operand with its fields and indexes: `a.b[1].c`. */
  function path(begun?: Expression): Expression {
    const start = reader.position();
    let base = begun ?? grammar.primary();
    for (;;) {
      if (reader.at('.') && !reader.at('*', 1)) {
        reader.skip();
        const field = reader.identifier();
        base = { kind: 'field', at: reader.placeFrom(start), base, field };
      } else if (reader.accept('[')) {
        const index = reader.nested(() => value());
        reader.expect(']');
        base = { kind: 'subscript', at: reader.placeFrom(start), base, index };
      } else return base;
    }
  }

  function sortItems(): readonly SortItem[] {
    return reader.list(() => {
      const item = { value: expression(), descending: reader.acceptOneOf('ASC', 'DESC') === 'DESC' };
      if (!reader.accept('NULLS')) return item;
      return { ...item, nulls: reader.expectOneOf('FIRST', 'LAST') === 'FIRST' ? 'first' : 'last' };
    });
  }

  return { expression, value: () => value(), lastOperand: () => lastOperand, sortItems };
}
