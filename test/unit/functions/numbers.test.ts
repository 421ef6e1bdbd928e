import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typeText } from '../../../server-lambda/local/engine/types.ts';
import { SCALAR_IMPLEMENTATIONS } from '../../../server-lambda/local/engine/functions/implementations.ts';
import { evaluate, evaluateAs, TEST_NOW, typeOf } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

/** The type of a result and the result. */
function rounded(name: string, type: string, ...values: Value[]): readonly [string, Value] {
  const types = [type, ...values.slice(1).map(() => 'integer')];
  const result = SCALAR_IMPLEMENTATIONS.get(name)?.resultType?.(types.map(typeOf)) ?? typeOf(type);
  return [typeText(result), evaluateAs(result, name, types, ...values)];
}

describe('rounding of decimals', () => {
  test.each([
    ['round', 'decimal(2,1)', [25n], 'decimal(2,0)', 3n],
    ['round', 'decimal(2,1)', [-25n], 'decimal(2,0)', -3n],
    ['round', 'decimal(1,1)', [9n], 'decimal(1,0)', 1n],
    ['round', 'decimal(4,3)', [2567n, 2], 'decimal(5,3)', 2570n],
    ['round', 'decimal(3,1)', [750n, -2], 'decimal(4,1)', 1000n],
    ['round', 'decimal(2,1)', [71n, -1], 'decimal(3,1)', 100n],
    ['round', 'decimal(4,2)', [9999n, 5], 'decimal(5,2)', 9999n],
    ['round', 'decimal(4,2)', [9999n, -2147483648], 'decimal(5,2)', 0n],
    ['ceiling', 'decimal(2,1)', [-15n], 'decimal(2,0)', -1n],
    ['ceiling', 'decimal(2,1)', [15n], 'decimal(2,0)', 2n],
    ['floor', 'decimal(2,1)', [-15n], 'decimal(2,0)', -2n],
    ['floor', 'decimal(4,2)', [1234n], 'decimal(3,0)', 12n],
    ['truncate', 'decimal(2,1)', [-19n], 'decimal(1,0)', -1n],
  ] as const)('%s of %s %s', (name, type, values, resultType, result) => {
    expect(rounded(name, type, ...values)).toEqual([resultType, result]);
  });

  test('truncate keeps the type where it keeps digits', () => {
    const type = 'decimal(4,1)';
    expect(evaluateAs(type, 'truncate', [type, 'integer'], 1995n, -2)).toBe(1000n);
    expect(evaluateAs(type, 'truncate', [type, 'integer'], 1995n, 5)).toBe(1995n);
    expect(evaluateAs(type, 'truncate', [type, 'integer'], 1995n, -5)).toBe(0n);
  });

  test('what does not fit fails', () => {
    const most = 10n ** 38n - 1n;
    expect(() => rounded('round', 'decimal(38,0)', most, -1)).toThrow(`decimal overflow: ${most}`);
  });
});

describe('rounding of other numbers', () => {
  test.each([
    ['double', [2.5], 3],
    ['double', [-2.5], -3],
    ['double', [0.49999999999999994], 0],
    ['double', [-0.4], -0],
    ['double', [1.005, 2], 1],
    ['double', [2.675, 2], 2.68],
    ['double', [123.456, -1], 120],
    ['double', [1e300, 5], 1.0000000000000002e300],
    ['double', [1.5, 400], 1.5],
    ['double', [1.5, -400], NaN],
    ['double', [Infinity, 1], Infinity],
    ['real', [1.25, 1], Math.fround(1.3)],
    ['integer', [12345, -2], 12300],
    ['integer', [-15, -1], -20],
    ['integer', [500, -3], 1000],
    ['integer', [5, 2], 5],
    ['integer', [2147483647, -11], 0],
  ] as const)('round of %s %s', (type, values, result) => {
    expect(rounded('round', type, ...values)[1]).toBe(result);
  });

  test.each([
    ['tinyint', 127, -1, 'Out of range for tinyint: 130'],
    ['bigint', 9223372036854775807n, -1, 'numerical overflow: 9223372036854775807'],
    ['bigint', 4n, -19, 'numerical overflow: 4'],
    ['integer', 3, -20, 'numerical overflow: 3'],
  ])('round of %s %s to %s digits fails', (type, value, places, sentence) => {
    expect(() => rounded('round', type, value, places)).toThrow(sentence);
  });

  test('ceiling, floor and truncate keep whole numbers and negative zero', () => {
    expect(rounded('ceiling', 'integer', 5)[1]).toBe(5);
    expect(rounded('ceiling', 'double', -0.5)[1]).toBe(-0);
    expect(rounded('truncate', 'double', -1.9)[1]).toBe(-1);
  });
});

test.each([
  ['abs', ['tinyint'], [-127], 127],
  ['abs', ['decimal(2,1)'], [-15n], 15n],
  ['sign', ['decimal(2,1)'], [-25n], -1n],
  ['sign', ['double'], [-2.5], -1],
  ['log', ['double', 'double'], [2, 8], 3],
  ['ln', ['double'], [-1], NaN],
  ['ln', ['double'], [0], -Infinity],
  ['sqrt', ['double'], [-1], NaN],
  ['log10', ['double'], [1000], 3],
  ['power', ['double', 'double'], [0, 0], 1],
  ['mod', ['double', 'double'], [5, 0], NaN],
  ['degrees', ['double'], [Math.PI], 180],
  ['is_nan', ['double'], [NaN], true],
  ['is_infinite', ['double'], [-Infinity], true],
  ['is_finite', ['double'], [NaN], false],
  ['bit_count', ['bigint', 'bigint'], [-1n, 64n], 64n],
  ['bit_count', ['bigint', 'bigint'], [-4n, 3n], 1n],
  ['bitwise_not', ['bigint'], [5n], -6n],
  ['from_base', ['varchar', 'bigint'], ['Zz', 36n], 1295n],
  ['from_base', ['varchar', 'bigint'], ['-11', 2n], -3n],
  ['to_base', ['bigint', 'bigint'], [-255n, 2n], '-11111111'],
  ['wilson_interval_lower', ['bigint', 'bigint', 'double'], [1250n, 1310n, 1.96], 0.9414883725395894],
  ['wilson_interval_lower', ['bigint', 'bigint', 'double'], [0n, 10n, 1.96], -2.0052288475052677e-17],
  ['wilson_interval_upper', ['bigint', 'bigint', 'double'], [1250n, 1310n, 1.96], 0.9642524717143908],
] as const)('%s%s of %s', (name, types, values, result) => {
  expect(evaluateAs(types[0], name, types, ...values)).toBe(result);
});

test.each([
  ['abs', 'integer', [-2147483648], 'Value -2147483648 is out of range for abs(integer)'],
  ['bit_count', 'bigint', [8n, 3n], '8 cannot be represented with 3 bits'],
  ['bit_count', 'bigint', [7n, 65n], 'Bits specified in bit_count must be between 2 and 64, got 65'],
  ['from_base', 'varchar', ['fg', 16n], 'Not a valid base-16 number: fg'],
  ['from_base', 'varchar', ['', 10n], 'Not a valid base-10 number: '],
  ['from_base', 'varchar', ['9223372036854775808', 10n], 'Not a valid base-10 number: 9223372036854775808'],
  ['to_base', 'bigint', [1n, 37n], 'Radix must be between 2 and 36'],
  ['random', 'bigint', [0n], 'bound must be positive'],
  ['random', 'bigint', [5n, 5n], 'start value must be less than stop value'],
] as const)('%s of %s %s fails', (name, type, values, sentence) => {
  const types = values.map(() => type);
  expect(() => evaluateAs(type, name, types, ...values)).toThrow(sentence);
});

test.each([
  ['bitwise_left_shift', 'tinyint', 1, 7, -128],
  ['bitwise_left_shift', 'tinyint', 1, 8, 0],
  ['bitwise_left_shift', 'integer', 1, -1, 0],
  ['bitwise_left_shift', 'bigint', 3n, -1, -9223372036854775808n],
  ['bitwise_right_shift', 'bigint', -1n, -1, 1n],
  ['bitwise_left_shift', 'bigint', 1n, 63, -9223372036854775808n],
  ['bitwise_right_shift', 'integer', -8, 1, 2147483644],
  ['bitwise_right_shift', 'tinyint', -8, 1, 124],
  ['bitwise_right_shift', 'integer', -8, 32, 0],
  ['bitwise_right_shift_arithmetic', 'integer', -8, 1, -4],
  ['bitwise_right_shift_arithmetic', 'integer', -8, 64, -1],
  ['bitwise_right_shift_arithmetic', 'integer', -1, -1, -1],
])('%s of %s %s by %s', (name, type, value, by, result) => {
  expect(evaluateAs(type, name, [type, 'integer'], value, by)).toBe(result);
});

describe('width_bucket', () => {
  const equal = ['double', 'double', 'double', 'bigint'];
  const sorted = ['double', 'array(double)'];

  test.each([
    [5, 0, 10, 3n],
    [-1, 0, 10, 0n],
    [10, 0, 10, 6n],
    [Infinity, 0, 10, 6n],
    [5, 10, 0, 3n],
    [4, 10, 0, 3n],
    [10, 10, 0, 0n],
    [-1, 10, 0, 6n],
    [11, 10, 0, 0n],
    [0, 10, 0, 5n],
  ])('%s between %s and %s', (value, low, high, result) => {
    expect(evaluate('width_bucket', equal, value, low, high, 5n)).toBe(result);
  });

  test('of sorted bounds', () => {
    expect(evaluate('width_bucket', sorted, 5, [1, 3, 5, 7])).toBe(3n);
    expect(evaluate('width_bucket', sorted, 0, [1])).toBe(0n);
    expect(evaluate('width_bucket', sorted, 9, [1, 3])).toBe(2n);
  });

  test.each([
    [equal, [NaN, 0, 10, 5n], 'operand must not be NaN'],
    [equal, [5, 0, 0, 5n], 'bounds cannot equal each other'],
    [equal, [5, 0, 10, 0n], 'bucketCount must be greater than 0'],
    [equal, [5, Infinity, 10, 5n], 'first bound must be finite'],
    [sorted, [5, []], 'Bins cannot be an empty array'],
    [sorted, [5, [3, 1]], 'Bin values are not sorted in ascending order'],
    [sorted, [NaN, [1]], 'Operand cannot be NaN'],
    [sorted, [3, [1, NaN]], 'Bin value must be finite, got NaN'],
    [sorted, [3, [1, Infinity]], 'Bin value must be finite, got Infinity'],
  ])('%s of %s fails', (types, values, sentence) => {
    expect(() => evaluate('width_bucket', types, ...values)).toThrow(sentence);
  });
});

test.each([
  [123_456n, '123K'],
  [-1_234_567n, '-1.23M'],
  [999_999n, '1000K'],
  [9_995n, '9.99K'],
  [99_950n, '100K'],
  [1_125n, '1.13K'],
  [102_500n, '103K'],
  [9223372036854775807n, '9223Q'],
  [1e9, '1B'],
  [-9223372036854775808n, '-9223.37Q'],
  [1.5, '1'],
  [-1.5, '-1'],
  [NaN, '0'],
  [Infinity, '9223Q'],
])('format_number(%s) is %s', (value, text) => {
  expect(evaluate('format_number', [typeof value === 'bigint' ? 'bigint' : 'double'], value)).toBe(text);
});

test('cosine_similarity of sparse vectors', () => {
  const types = ['map(varchar, double)', 'map(varchar, double)'];
  const [left, right] = [
    { keys: ['a', 'b'], values: [1, 2] },
    { keys: ['b', 'c'], values: [2, 1] },
  ];
  expect(evaluate('cosine_similarity', types, left, right)).toBe(0.7999999999999998);
  expect(evaluate('cosine_similarity', types, left, { keys: ['a'], values: [null] })).toBeNull();
});

test('random numbers stay within their bounds', () => {
  const random = SCALAR_IMPLEMENTATIONS.get('random');
  const bigint = typeOf('bigint');
  const call = { name: 'random', argumentTypes: [], type: bigint, constants: [], session: { now: TEST_NOW } };
  const pick = random?.bind(call);
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 2n }),
      fc.bigInt({ min: 1n, max: 2n ** 64n }),
      (low, size) => {
        const high = low + size > 2n ** 63n - 1n ? 2n ** 63n - 1n : low + size;
        const value = pick?.(low, high) as bigint;
        return value >= low && value < high;
      },
    ),
  );
});
