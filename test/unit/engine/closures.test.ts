import { describe, expect, test } from 'vitest';
import type { Typed } from '../../../server-lambda/local/engine/analysis/typed-tree.ts';
import { compile, constantOf } from '../../../server-lambda/local/engine/closures/compile.ts';
import { EngineLimit, SqlFailure } from '../../../server-lambda/local/engine/functions/implementation.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';
import { TEST_NOW, typeOf } from '../../support/evaluate-function.ts';

const BOOLEAN = typeOf('boolean');
const INTEGER = typeOf('integer');
const AT = { start: 0, end: 0, line: 1, column: 1 };
const session = { now: TEST_NOW };

const constant = (value: Value, type = INTEGER): Typed => ({ kind: 'constant', type, value });
const bool = (value: boolean | null) => constant(value, BOOLEAN);
const column: Typed = { kind: 'column', plan: 1, column: 0, type: INTEGER };
const variable = (id: number): Typed => ({ kind: 'variable', id, type: INTEGER });
const call = (name: string, ...args: Typed[]): Typed => ({
  kind: 'call',
  name,
  type: INTEGER,
  arguments: args,
  at: AT,
});
const failing = call('/', constant(1), constant(0));
const both = (operator: 'and' | 'or', ...terms: Typed[]): Typed => ({
  kind: 'logical',
  operator,
  terms,
  type: BOOLEAN,
});

/** What an expression gives where the column holds the value. */
function run(typed: Typed, value: Value = null): Value {
  return compile(typed, { argument: () => ({ position: 0, list: false }), arguments: 1, session })([value]);
}

describe('a closure', () => {
  test('computes with the values of a row', () => {
    expect(run(call('+', column, constant(1)), 2)).toBe(3);
    expect(run(call('+', column, constant(1)), null)).toBe(null);
  });

  test.each([
    ['and', true, true, true],
    ['and', true, null, null],
    ['and', null, false, false],
    ['or', null, true, true],
    ['or', false, null, null],
    ['or', false, false, false],
  ] as const)('%s of %s and %s is %s', (operator, left, right, expected) => {
    expect(run(both(operator, bool(left), bool(right)))).toBe(expected);
  });

  test('fails where a row asks for what fails, and only there', () => {
    const isOne: Typed = call('=', column, constant(1));
    const typed: Typed = {
      kind: 'case',
      type: INTEGER,
      whens: [{ when: { ...isOne, type: BOOLEAN }, then: failing }],
      otherwise: constant(2),
    };
    expect(run(typed, 5)).toBe(2);
    expect(() => run(typed, 1)).toThrow(new SqlFailure('Division by zero'));
    expect(run({ kind: 'try', type: INTEGER, value: failing })).toBe(null);
    expect(run({ kind: 'coalesce', type: INTEGER, values: [constant(1), failing] })).toBe(1);
  });

  test('TRY does not make NULL of what the engine cannot compute', () => {
    const zoneName: Typed = {
      ...call(
        'format_datetime',
        { ...constant({ instant: 0n, zone: 'Asia/Tokyo' }), type: typeOf('timestamp(3) with time zone') },
        constant('z', typeOf('varchar')),
      ),
      type: typeOf('varchar'),
    };
    expect(() => run({ kind: 'try', type: typeOf('varchar'), value: zoneName })).toThrow(EngineLimit);
  });

  test('computes a bound value once for all who use it', () => {
    const twice: Typed = {
      kind: 'let',
      id: 7,
      type: INTEGER,
      value: call('+', column, constant(1)),
      body: call('*', variable(7), variable(7)),
    };
    expect(run(twice, 2)).toBe(9);
  });

  test('hands lambdas to functions, which see what is around them', () => {
    const lambda: Typed = {
      kind: 'lambda',
      type: typeOf('function(integer, integer)'),
      parameters: [{ id: 1, type: INTEGER }],
      body: call('+', variable(1), column),
    };
    const given = run(lambda, 10);
    expect(typeof given === 'function' && given(5)).toBe(15);
  });

  test('is a constant where all of it is, but for a failure', () => {
    expect(constantOf(call('+', constant(1), constant(2)), session)).toEqual({ value: 3 });
    expect(constantOf(failing, session)).toBe(undefined);
    expect(constantOf(column, session)).toBe(undefined);
  });

  test('runs chains of thousands of terms', () => {
    const sum = Array.from({ length: 1_000 }, () => constant(1)).reduce<Typed>(
      (left, right) => call('+', left, right),
      column,
    );
    expect(run(sum, 0)).toBe(1_000);
    expect(run(both('or', ...Array.from({ length: 10_000 }, () => bool(false))))).toBe(false);
  });
});

describe('a comparison with a subquery', () => {
  const plan = { id: 9, kind: 'scan' as const, columns: [{ type: INTEGER }] };
  const compared = (typed: Typed, value: Value, items: readonly Value[]) =>
    compile(typed, {
      argument: (leaf) => ({ position: leaf.kind === 'column' ? 0 : 1, list: leaf.kind !== 'column' }),
      arguments: 2,
      session,
    })([value, items]);
  const within: Typed = { kind: 'in subquery', type: BOOLEAN, value: column, plan };
  const all: Typed = { kind: 'quantified', operator: '<', quantifier: 'all', type: BOOLEAN, value: column, plan };

  test.each([
    [1, [1, null], true],
    [2, [1, null], null],
    [2, [1], false],
    [null, [1], null],
    [null, [], false],
  ])('%s IN %j is %s', (value, items, expected) => {
    expect(compared(within, value, items)).toBe(expected);
  });

  test.each([
    [1, [2, 3], true],
    [1, [2, null], null],
    [1, [0, null], false],
    [null, [], true],
  ])('%s < ALL %j is %s', (value, items, expected) => {
    expect(compared(all, value, items)).toBe(expected);
  });

  test.each([
    [
      [1, 2],
      [
        [1, 2],
        [3, null],
      ],
      true,
    ],
    [
      [3, 4],
      [
        [1, 2],
        [3, null],
      ],
      null,
    ],
    [
      [5, 4],
      [
        [1, 2],
        [3, null],
      ],
      false,
    ],
    [[1, null], [[1, 2]], null],
    [[1, null], [[2, 2]], false],
  ])('the row %j IN %j is %s', (value, items, expected) => {
    const type = typeOf('row(integer, integer)');
    expect(compared({ ...within, value: { ...column, type } }, value, items)).toBe(expected);
  });
});
