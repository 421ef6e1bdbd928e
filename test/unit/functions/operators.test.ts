import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeMatcher } from '../../../server-lambda/local/engine/functions/like.ts';
import { evaluate, evaluateAs } from '../../support/evaluate-function.ts';

describe('whole numbers', () => {
  test.each([
    ['integer', '+', 2147483647, 1, 'integer addition overflow: 2147483647 + 1'],
    ['tinyint', '-', -128, 1, 'tinyint subtraction overflow: -128 - 1'],
    ['smallint', '*', 32767, 2, 'smallint multiplication overflow: 32767 * 2'],
    ['integer', '*', 2147483647, 2147483647, 'integer multiplication overflow: 2147483647 * 2147483647'],
    ['integer', '/', 1, 0, 'Division by zero'],
    ['integer', '%', 1, 0, 'Division by zero'],
    ['tinyint', '/', -128, -1, 'tinyint division overflow: -128 / -1'],
    ['bigint', '+', 9223372036854775807n, 1n, 'bigint addition overflow: 9223372036854775807 + 1'],
    ['bigint', '/', -9223372036854775808n, -1n, 'bigint division overflow: -9223372036854775808 / -1'],
    ['bigint', '%', 1n, 0n, 'Division by zero'],
  ])('%s fails: %s', (type, operator, left, right, sentence) => {
    expect(() => evaluateAs(type, operator, [type, type], left, right)).toThrow(sentence);
  });

  test('division and remainder cut toward zero and know one zero', () => {
    expect(evaluateAs('integer', '/', ['integer', 'integer'], -7, 2)).toBe(-3);
    expect(evaluateAs('integer', '%', ['integer', 'integer'], -4, 2)).toBe(0);
    expect(evaluateAs('integer', '/', ['integer', 'integer'], -1, 2)).toBe(0);
    expect(evaluateAs('bigint', '%', ['bigint', 'bigint'], -9223372036854775808n, -1n)).toBe(0n);
  });

  test('negation fails for the number without a counterpart', () => {
    expect(() => evaluateAs('integer', 'negate', ['integer'], -2147483648)).toThrow(
      'integer negation overflow: -2147483648',
    );
    expect(evaluateAs('integer', 'negate', ['integer'], 0)).toBe(0);
    expect(evaluateAs('decimal(2,1)', 'negate', ['decimal(2,1)'], 15n)).toBe(-15n);
  });
});

test('doubles divide by zero, and reals round each step', () => {
  expect(evaluateAs('double', '/', ['double', 'double'], 5, 0)).toBe(Infinity);
  expect(evaluateAs('real', '%', ['real', 'real'], 5, 0)).toBeNaN();
  const real = Math.fround(0.1);
  expect(evaluateAs('real', '+', ['real', 'real'], real, real)).toBe(Math.fround(0.2));
});

describe('decimals', () => {
  test.each([
    ['+', 'decimal(5,2)', 'decimal(3,1)', 'decimal(6,2)', 1234n, 5n, 1284n],
    ['-', 'decimal(5,2)', 'decimal(3,1)', 'decimal(6,2)', 1234n, 5n, 1184n],
    ['*', 'decimal(5,2)', 'decimal(3,1)', 'decimal(8,3)', 1234n, 5n, 6170n],
    ['/', 'decimal(2,1)', 'decimal(2,1)', 'decimal(3,1)', 10n, 30n, 3n],
    ['/', 'decimal(2,1)', 'decimal(2,1)', 'decimal(3,1)', 20n, 30n, 7n],
    ['%', 'decimal(3,1)', 'decimal(3,2)', 'decimal(3,2)', -55n, 200n, -150n],
  ])('%s of %s and %s', (operator, left, right, type, a, b, result) => {
    expect(evaluateAs(type, operator, [left, right], a, b)).toBe(result);
  });

  test('more than 38 digits overflow', () => {
    const most = 10n ** 38n - 1n;
    expect(() => evaluateAs('decimal(38,0)', '+', ['decimal(38,0)', 'decimal(38,0)'], most, 1n)).toThrow(
      'Decimal overflow',
    );
  });

  test('division is the rational number, rounded half away from zero', () => {
    const digits = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const scale = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(digits, digits, scale, scale, (a, b, leftScale, rightScale) => {
        fc.pre(b !== 0n);
        const resultScale = Math.max(leftScale, rightScale);
        const types = [`decimal(18,${leftScale})`, `decimal(18,${rightScale})`];
        const result = evaluateAs(`decimal(38,${resultScale})`, '/', types, a, b) as bigint;
        // |result - a/b| <= 1/2 in units of the last digit, with both sides multiplied by the denominators.
        const [numerator, denominator] = [a * 10n ** BigInt(resultScale + rightScale - leftScale), b];
        const error = 2n * (result * denominator - numerator);
        const [size, limit] = [error < 0n ? -error : error, denominator < 0n ? -denominator : denominator];
        const awayFromZero = (result < 0n ? -result : result) * limit >= (numerator < 0n ? -numerator : numerator);
        return size < limit || (size === limit && awayFromZero);
      }),
    );
  });
});

describe('comparisons', () => {
  test('NaN is unequal to itself, but not distinct from itself', () => {
    const doubles = ['double', 'double'];
    expect(evaluate('=', doubles, NaN, NaN)).toBe(false);
    expect(evaluate('<>', doubles, NaN, NaN)).toBe(true);
    expect(evaluate('>', doubles, NaN, 1)).toBe(false);
    expect(evaluate('<=', doubles, NaN, NaN)).toBe(false);
    expect(evaluate('is distinct from', doubles, NaN, NaN)).toBe(false);
    expect(evaluate('is distinct from', doubles, null, NaN)).toBe(true);
    expect(evaluate('is distinct from', doubles, -0, 0)).toBe(false);
  });

  test('equality inside of arrays, rows and maps is NULL where only a NULL would tell', () => {
    const arrays = ['array(integer)', 'array(integer)'];
    expect(evaluate('=', arrays, [null, 1], [null, 2])).toBe(false);
    expect(evaluate('=', arrays, [null, 1], [null, 1])).toBeNull();
    expect(evaluate('<>', arrays, [null, 1], [null, 1])).toBeNull();
    expect(evaluate('=', arrays, [1], [1, null])).toBe(false);
    expect(evaluate('=', ['row(integer, integer)', 'row(integer, integer)'], [1, null], [1, 2])).toBeNull();
    const maps = ['map(integer, integer)', 'map(integer, integer)'];
    const map = { keys: [1, 2], values: [3, 4] };
    expect(evaluate('=', maps, map, { keys: [2, 1], values: [4, 3] })).toBe(true);
    expect(evaluate('=', maps, map, { keys: [2, 1], values: [4, null] })).toBeNull();
    expect(evaluate('is distinct from', maps, map, { keys: [2, 1], values: [4, 3] })).toBe(false);
  });

  test('order inside of arrays and rows ends at the first difference, and fails at a NULL', () => {
    const rows = ['row(integer, integer)', 'row(integer, integer)'];
    expect(evaluate('<', rows, [1, null], [2, 2])).toBe(true);
    expect(() => evaluate('<', rows, [1, null], [1, 2])).toThrow(
      'ROW comparison not supported for fields with null elements',
    );
    expect(() => evaluate('<', ['array(integer)', 'array(integer)'], [1, null], [1, 2])).toThrow(
      'ARRAY comparison not supported for arrays with null elements',
    );
  });

  test('zoned timestamps are equal where their instants are', () => {
    const type = 'timestamp(3) with time zone';
    expect(evaluate('=', [type, type], { instant: 0n, zone: 'UTC' }, { instant: 0n, zone: 'Asia/Tokyo' })).toBe(true);
  });
});

describe('LIKE', () => {
  test.each([
    ['a😀b', 'a_b', true],
    ['a\nb', 'a%b', true],
    ['abcabc', '%abc', true],
    ['ab', 'ab%ab', false],
    ['a%b', 'a!%b', true],
    ['axb', 'a!%b', false],
    ['', '%', true],
    ['', '_', false],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
  ])('%j like %j: %s', (text, pattern, result) => {
    expect(evaluate('like', ['varchar', 'varchar', 'varchar'], text, pattern, '!')).toBe(result);
  });

  test.each([
    ['b\\a', '\\', "Escape character must be followed by '%', '_' or the escape character itself"],
    ['b\\', '\\', "Escape character must be followed by '%', '_' or the escape character itself"],
    ['b', 'xy', 'Escape string must be a single character'],
    ['b', '', 'Escape string must be a single character'],
  ])('the pattern %j with escape %j fails', (pattern, escape, sentence) => {
    expect(() => evaluate('like', ['varchar', 'varchar', 'varchar'], 'a', pattern, escape)).toThrow(sentence);
  });

  test('agrees with a regular expression', () => {
    const characters = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '%', '_'), maxLength: 8 });
    fc.assert(
      fc.property(characters, characters, (text, pattern) => {
        const source = Array.from(pattern, (c) => (c === '%' ? '[^]*' : c === '_' ? '[^]' : c)).join('');
        return likeMatcher(pattern, undefined)(text) === new RegExp(`^${source}$`, 'u').test(text);
      }),
    );
  });

  test('many wildcards take no time', () => {
    expect(likeMatcher('%a'.repeat(200) + '%b', undefined)('a'.repeat(5_000))).toBe(false);
  });
});

describe('subscripts', () => {
  const array = ['array(integer)', 'bigint'];

  test('arrays count from 1', () => {
    expect(evaluate('subscript', array, [7, null], 1n)).toBe(7);
    expect(evaluate('subscript', array, [7, null], 2n)).toBeNull();
    expect(() => evaluate('subscript', array, [7], 0n)).toThrow('SQL array indices start at 1');
    expect(() => evaluate('subscript', array, [7], -1n)).toThrow('Array subscript is negative: -1');
    expect(() => evaluate('subscript', array, [7, 8], 3n)).toThrow(
      'Array subscript must be less than or equal to array length: 3 > 2',
    );
  });

  test('maps must have the key', () => {
    const map = { keys: ['a', 'b'], values: [1, null] };
    const types = ['map(varchar, integer)', 'varchar'];
    expect(evaluate('subscript', types, map, 'a')).toBe(1);
    expect(evaluate('subscript', types, map, 'b')).toBeNull();
    expect(() => evaluate('subscript', types, map, 'c')).toThrow('Key not present in map: c');
  });
});

test('concatenation joins texts, bytes, arrays and elements', () => {
  expect(evaluateAs('varchar', '||', ['varchar', 'varchar', 'varchar'], 'a', 'b', 'c')).toBe('abc');
  expect(evaluateAs('varbinary', '||', ['varbinary', 'varbinary'], Uint8Array.of(1), Uint8Array.of(2, 3))).toEqual(
    Uint8Array.of(1, 2, 3),
  );
  const type = 'array(array(integer))';
  expect(evaluateAs(type, '||', [type, 'array(integer)'], [[1]], [2])).toEqual([[1], [2]]);
  expect(evaluateAs('array(integer)', '||', ['integer', 'array(integer)'], 1, [2, null])).toEqual([1, 2, null]);
  expect(evaluate('||', ['varchar', 'varchar'], 'a', null)).toBeNull();
});
