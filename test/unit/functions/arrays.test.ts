import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCALAR_IMPLEMENTATIONS } from '../../../server-lambda/local/engine/functions/implementations.ts';
import { evaluate, evaluateAs, TEST_NOW, typeOf } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

const INTEGERS = 'array(integer)';
const DOUBLES = 'array(double)';

describe('elements compared with =', () => {
  test.each([
    ['contains', [1, null], 1, true],
    ['contains', [1, null], 2, null],
    ['contains', [1], 2, false],
    ['array_position', [1, null, 2], 2, 3n],
    ['array_position', [1], 2, 0n],
    ['array_remove', [1, null, 2, 1], 1, [null, 2]],
    ['array_remove', [1], null, null],
  ] as const)('%s(%j, %j)', (name, items, value, result) => {
    expect(evaluate(name, [INTEGERS, 'integer'], items, value)).toEqual(result);
  });

  test('NaN is not found', () => {
    expect(evaluate('contains', [DOUBLES, 'double'], [NaN], NaN)).toBe(false);
    expect(evaluate('array_position', [DOUBLES, 'double'], [NaN], NaN)).toBe(0n);
    expect(evaluate('array_remove', [DOUBLES, 'double'], [NaN], NaN)).toEqual([NaN]);
  });

  test('a NULL inside of an element fails where only it would tell', () => {
    const types = ['array(array(integer))', INTEGERS];
    expect(() => evaluate('contains', types, [[1, null]], [1, 2])).toThrow(
      'contains does not support arrays with elements that are null or contain null',
    );
    expect(evaluate('contains', types, [[1, null]], [3, 2])).toBe(false);
  });
});

describe('elements compared as GROUP BY does', () => {
  test.each([
    ['array_except', [1, 1, null, 2], [2, null], [1]],
    ['array_except', [1, 1, null, 2], [3], [1, null, 2]],
    ['array_intersect', [1, null, 2, 1], [null, 1], [1, null]],
    ['array_intersect', [3, 0, -1], [-1, 3, -1, 0], [-1, 3, 0]],
    ['array_union', [2, 1, null], [null, 3, 2], [2, 1, null, 3]],
    ['arrays_overlap', [1, null], [1], true],
    ['arrays_overlap', [1, null], [2], null],
    ['arrays_overlap', [1], [null], null],
    ['arrays_overlap', [], [null], false],
    ['contains_sequence', [1, null, 3], [null, 3], true],
    ['contains_sequence', [1, 2], [2, 1], false],
    ['contains_sequence', [1], [], true],
    ['contains_sequence', [1], [1, 1], false],
  ] as const)('%s(%j, %j)', (name, left, right, result) => {
    expect(evaluate(name, [INTEGERS, INTEGERS], left, right)).toEqual(result);
  });

  test('NaN and the zeros are one value each', () => {
    expect(evaluate('array_distinct', [DOUBLES], [NaN, NaN, 0, -0])).toEqual([NaN, 0]);
    expect(evaluate('array_histogram', [INTEGERS], [1, null, 2, 1])).toEqual({ keys: [1, 2], values: [2n, 1n] });
  });
});

describe('joining and order', () => {
  test('array_join leaves NULLs out or replaces them, and prints as CAST does', () => {
    expect(evaluate('array_join', [INTEGERS, 'varchar'], [1, null, 2], ',')).toBe('1,2');
    expect(evaluate('array_join', [INTEGERS, 'varchar', 'varchar'], [1, null, 2], ',', 'x')).toBe('1,x,2');
    expect(evaluate('array_join', [DOUBLES, 'varchar'], [1.5, 1e10], ' ')).toBe('1.5E0 1.0E10');
  });

  test('array_max and array_min are NULL with a NULL, and look at NaN last', () => {
    expect(evaluate('array_max', [INTEGERS], [1, null])).toBeNull();
    expect(evaluate('array_max', [INTEGERS], [])).toBeNull();
    expect(evaluate('array_max', [DOUBLES], [NaN, 1, 3])).toBe(3);
    expect(evaluate('array_min', [DOUBLES], [NaN, 3, 1])).toBe(1);
    expect(evaluate('array_min', [DOUBLES], [NaN, NaN])).toBeNaN();
  });

  test('array_sort puts NULL last and NaN before it', () => {
    expect(evaluate('array_sort', [DOUBLES], [3, null, NaN, Infinity, 1])).toEqual([1, 3, Infinity, NaN, null]);
    expect(evaluate('array_sort', ['array(varchar)'], ['😀', '\uffee', 'b'])).toEqual(['b', '\uffee', '😀']);
  });

  test('array_sort asks its comparator, which may say -1, 0 and 1', () => {
    const types = [INTEGERS, 'function(integer, integer, integer)'];
    const descending = (a: Value, b: Value) => Math.sign(Number(b) - Number(a));
    expect(evaluate('array_sort', types, [3, 1, 2], descending)).toEqual([3, 2, 1]);
    expect(() => evaluate('array_sort', types, [3, 1], () => 2)).toThrow(
      'Lambda comparator must return either -1, 0, or 1',
    );
  });
});

describe('lambdas', () => {
  const aboveZero = (x: Value) => (x === null ? null : Number(x) > 0);
  const types = [INTEGERS, 'function(integer, boolean)'];

  test.each([
    ['all_match', [1, null], null],
    ['all_match', [0, null], false],
    ['all_match', [], true],
    ['any_match', [1, null], true],
    ['any_match', [0, null], null],
    ['none_match', [1, null], false],
    ['none_match', [0, null], null],
    ['none_match', [], true],
    ['filter', [1, null, 0, 2], [1, 2]],
  ] as const)('%s over %j: %j', (name, items, result) => {
    expect(evaluate(name, types, items, aboveZero)).toEqual(result);
  });

  test('conditions stop at the element that decides', () => {
    const failing = (x: Value) => {
      if (x === 2) throw new Error('asked for too much');
      return true;
    };
    expect(evaluate('any_match', types, [1, 2], failing)).toBe(true);
  });

  test('transform, zip_with and reduce take NULL elements, too', () => {
    const text = (...values: Value[]) => (values as number[]).join('+');
    expect(evaluate('transform', [INTEGERS, 'function(integer, varchar)'], [1, null], text)).toEqual(['1', '']);
    const zipTypes = [INTEGERS, INTEGERS, 'function(integer, integer, varchar)'];
    expect(evaluate('zip_with', zipTypes, [1, 2], [3], text)).toEqual(['1+3', '2+']);
    const reduceTypes = [INTEGERS, 'integer', 'function(integer, integer, integer)', 'function(integer, integer)'];
    const sum = (a: Value, b: Value) => Number(a) + Number(b);
    expect(evaluate('reduce', reduceTypes, [1, 2, null], null, sum, (x: Value) => x)).toBe(3);
    expect(evaluate('reduce', reduceTypes, null, 0, sum, (x: Value) => x)).toBeNull();
  });
});

describe('parts', () => {
  test.each([
    [2n, 5n, [2, 3]],
    [-2n, 1n, [2]],
    [5n, 1n, []],
    [-5n, 2n, []],
    [-1n, 2n, [3]],
    [2n, 9223372036854775807n, [2, 3]],
  ])('slice(ARRAY[1, 2, 3], %s, %s)', (start, length, result) => {
    expect(evaluate('slice', [INTEGERS, 'bigint', 'bigint'], [1, 2, 3], start, length)).toEqual(result);
  });

  test.each([
    [1n, 1],
    [-1n, 3],
    [4n, null],
    [-4n, null],
  ])('element_at(ARRAY[1, 2, 3], %s)', (index, result) => {
    expect(evaluate('element_at', [INTEGERS, 'bigint'], [1, 2, 3], index)).toBe(result);
  });

  test('element_at of a map is NULL without the key', () => {
    const map = { keys: ['a'], values: [1] };
    expect(evaluate('element_at', ['map(varchar, integer)', 'varchar'], map, 'a')).toBe(1);
    expect(evaluate('element_at', ['map(varchar, integer)', 'varchar'], map, 'b')).toBeNull();
  });

  test('trim_array, flatten, zip, cardinality and ngrams', () => {
    expect(evaluate('trim_array', [INTEGERS, 'bigint'], [1, 2, 3], 1n)).toEqual([1, 2]);
    expect(evaluate('flatten', ['array(array(integer))'], [[1], null, [2, null]])).toEqual([1, 2, null]);
    expect(evaluate('zip', [INTEGERS, 'array(varchar)'], [1, 2], ['a'])).toEqual([
      [1, 'a'],
      [2, null],
    ]);
    expect(evaluate('cardinality', [INTEGERS], [null])).toBe(1n);
    expect(evaluate('cardinality', ['map(integer, integer)'], { keys: [1], values: [2] })).toBe(1n);
    const types = ['array(varchar)', 'integer'];
    expect(evaluate('ngrams', types, ['a', 'b', 'c'], 2)).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(evaluate('ngrams', types, ['a'], 3)).toEqual([['a']]);
  });

  test('combinations come in the order of their last element', () => {
    expect(evaluate('combinations', [INTEGERS, 'integer'], [1, 2, 3, 4], 2)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    expect(evaluate('combinations', [INTEGERS, 'integer'], [1, 2], 0)).toEqual([[]]);
    expect(evaluate('combinations', [INTEGERS, 'integer'], [1, 2], 3)).toEqual([]);
  });
});

describe('repeat and sequence', () => {
  const bigints = ['bigint', 'bigint', 'bigint'];

  test('values and bounds', () => {
    expect(evaluate('repeat', ['integer', 'integer'], null, 2)).toEqual([null, null]);
    expect(evaluate('sequence', ['bigint', 'bigint'], 5n, 3n)).toEqual([5n, 4n, 3n]);
    expect(evaluate('sequence', bigints, 1n, 6n, 2n)).toEqual([1n, 3n, 5n]);
    expect(evaluate('sequence', ['bigint', 'bigint'], 1n, 10_000n)).toHaveLength(10_000);
    expect(evaluate('sequence', ['date', 'date'], 1, 3)).toEqual([1, 2, 3]);
  });

  test.each([
    [['bigint', 'bigint'], [1n, 10_001n], 'result of sequence function must not have more than 10000 entries'],
    [bigints, [1n, 5n, 0n], 'step must not be zero'],
    [bigints, [1n, 5n, -1n], 'sequence stop value should be greater than or equal to start value'],
  ])('sequence refuses %j %s', (types, values, sentence) => {
    expect(() => evaluate('sequence', types, ...values)).toThrow(sentence);
  });

  test.each([
    [-1, 'count argument of repeat function must be greater than or equal to 0'],
    [10_001, 'count argument of repeat function must be less than or equal to 10000'],
  ])('repeat refuses %s', (count, sentence) => {
    expect(() => evaluate('repeat', ['integer', 'integer'], 1, count)).toThrow(sentence);
  });
});

describe('maps', () => {
  const map = { keys: [1, 2], values: [3, null] };
  const type = 'map(integer, integer)';
  const rows = 'array(row(integer, integer))';

  test('are made of keys and values, or of entries', () => {
    expect(evaluate('map', [])).toEqual({ keys: [], values: [] });
    expect(evaluate('map', [INTEGERS, INTEGERS], [1, 2], [3, null])).toEqual(map);
    expect(evaluate('map_from_entries', [rows], [[1, 3], [2, null]])).toEqual(map); // prettier-ignore
    expect(evaluate('multimap_from_entries', [rows], [[1, 3], [2, 4], [1, null]])) // prettier-ignore
      .toEqual({ keys: [1, 2], values: [[3, null], [4]] });
    expect(evaluate('map_entries', [type], map)).toEqual([[1, 3], [2, null]]); // prettier-ignore
  });

  test.each([
    [
      'map',
      [INTEGERS, INTEGERS],
      [
        [1, 1],
        [1, 2],
      ],
      'Duplicate map keys (1) are not allowed',
    ],
    [
      'map',
      [DOUBLES, INTEGERS],
      [
        [NaN, NaN],
        [1, 2],
      ],
      'Duplicate map keys (NaN) are not allowed',
    ],
    ['map', [INTEGERS, INTEGERS], [[null], [1]], 'map key cannot be null'],
    ['map', [INTEGERS, INTEGERS], [[1], []], 'Key and value arrays must be the same length'],
    ['map', ['array(array(integer))', INTEGERS], [[[1, null]], [1]], 'map key cannot be indeterminate: [1, null]'],
    ['map_from_entries', [rows], [[null]], 'map entry cannot be null'],
    ['multimap_from_entries', [rows], [[[null, 1]]], 'map key cannot be null'],
  ] as const)('%s%j refuses %j: %s', (name, types, values, sentence) => {
    expect(() => evaluate(name, types, ...values)).toThrow(sentence);
  });

  test('change by lambdas', () => {
    const sum = (key: Value, value: Value) => (value === null ? null : Number(key) + Number(value));
    const lambda = 'function(integer, integer, integer)';
    expect(evaluate('transform_values', [type, lambda], map, sum)).toEqual({ keys: [1, 2], values: [4, null] });
    const key = (each: Value) => -Number(each);
    expect(evaluateAs(type, 'transform_keys', [type, lambda], map, key)).toEqual({ keys: [-1, -2], values: [3, null] });
    expect(() => evaluateAs(type, 'transform_keys', [type, lambda], map, () => 1)).toThrow('Duplicate map keys (1)');
    const condition = (_key: Value, value: Value) => (value === null ? null : true);
    expect(evaluate('map_filter', [type, lambda], map, condition)).toEqual({ keys: [1], values: [3] });
    const text = (...values: Value[]) => (values as number[]).join('+');
    const zipped = evaluate('map_zip_with', [type, type, lambda], map, { keys: [5, 1], values: [6, 7] }, text);
    expect(zipped).toEqual({ keys: [1, 2, 5], values: ['1+3+7', '2++', '5++6'] });
  });

  test('map_concat takes the last value of a key', () => {
    const other = { keys: [3, 1], values: [7, 8] };
    expect(evaluate('map_concat', [type, type], map, other)).toEqual({ keys: [3, 1, 2], values: [7, 8, null] });
    expect(() => evaluate('map_concat', [type], map)).toThrow('There must be two or more concatenation arguments');
  });
});

test('set functions agree with sets', () => {
  const items = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { maxLength: 8 });
  fc.assert(
    fc.property(items, items, (left, right) => {
      const both = [INTEGERS, INTEGERS];
      const union = new Set([...left, ...right]);
      expect(evaluate('array_union', both, left, right)).toEqual([...union]);
      const parts = ['array_except', 'array_intersect'].map((name) => evaluate(name, both, left, right) as Value[]);
      expect(new Set(parts.flat())).toEqual(new Set(left));
      expect((parts[0] ?? []).some((item) => right.includes(item as number | null))).toBe(false);
    }),
  );
});

test('a shuffled array has the same elements', () => {
  const shuffle = SCALAR_IMPLEMENTATIONS.get('shuffle');
  const type = typeOf(INTEGERS);
  const call = { name: 'shuffle', argumentTypes: [type], type, constants: [undefined], session: { now: TEST_NOW } };
  const items = Array.from({ length: 50 }, (_, at) => at);
  const shuffled = shuffle?.bind(call)(items) as number[];
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
