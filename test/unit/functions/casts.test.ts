import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canCast, castFunction } from '../../../server-lambda/local/engine/functions/casts.ts';
import { TEST_NOW, typeOf } from '../../support/evaluate-function.ts';
import type { TypeOrText } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

function cast(from: TypeOrText, to: TypeOrText, value: Value): Value {
  return castFunction(typeOf(from), typeOf(to), { now: TEST_NOW })(value);
}

const WHOLE = ['tinyint', 'smallint', 'integer', 'bigint'];

describe('from text', () => {
  test.each([
    ['bigint', '+1', 1n],
    ['integer', '٣', 3],
    ['double', ' 1.5 ', 1.5],
    ['double', '1d', 1],
    ['double', '0x1p3', 8],
    ['double', '+Infinity', Infinity],
    ['double', 'NaN', NaN],
    ['double', '1.', 1],
    ['double', '1e400', Infinity],
    ['real', '1.00000017881393432617187499', Math.fround(1.0000001)],
    ['real', '1.00000017881393432617187501', Math.fround(1.0000002)],
    ['decimal(5,1)', '1e2', 1000n],
    ['decimal(3,1)', '.55', 6n],
    ['decimal(3,1)', '-.05', -1n],
    ['decimal(3,1)', '٣.5', 35n],
    ['decimal(3,1)', '1e-999999999', 0n],
    ['boolean', 'T', true],
    ['boolean', 'False', false],
    ['boolean', '0', false],
    ['varchar(3)', 'a😀bc', 'a😀b'],
    ['char(4)', '😀b', '😀b  '],
    ['char(4)', 'x😀y', 'x😀y '],
    ['varbinary', 'é', new Uint8Array([0xc3, 0xa9])],
    ['date', '2020-02-29', 18321],
    ['timestamp(0)', '2020-01-01 00:00:00.5', 1_577_836_801_000_000n],
  ] as const)('%s takes %j', (type, text, value) => {
    expect(cast('varchar', type, text)).toEqual(value);
  });

  test.each([
    ['bigint', ' 1', "Cannot cast ' 1' to BIGINT"],
    ['bigint', '9223372036854775808', "Cannot cast '9223372036854775808' to BIGINT"],
    ['integer', 'x', "Cannot cast 'x' to INT"],
    ['double', '1_0.5', "Cannot cast '1_0.5' to DOUBLE"],
    ['double', 'inf', "Cannot cast 'inf' to DOUBLE"],
    ['double', '', "Cannot cast '' to DOUBLE"],
    ['real', '٣', "Cannot cast '٣' to REAL"],
    ['boolean', 'yes', "Cannot cast 'yes' to BOOLEAN"],
    ['decimal(3,1)', ' 1.5', "Cannot cast VARCHAR ' 1.5' to DECIMAL(3, 1). Value is not a number."],
    ['decimal(3,1)', '1000', "Cannot cast VARCHAR '1000' to DECIMAL(3, 1). Value too large."],
    ['decimal(3,1)', '1e999999999', "Cannot cast VARCHAR '1e999999999' to DECIMAL(3, 1). Value too large."],
    ['date', 'x', 'Value cannot be cast to date: x'],
    ['uuid', 'x', 'Cannot cast value to UUID: x'],
  ])('%s refuses %j', (type, text, sentence) => {
    expect(() => cast('varchar', type, text)).toThrow(sentence);
  });
});

describe('to text', () => {
  test.each([
    ['double', 0, '0E0'],
    ['double', -0, '-0E0'],
    ['double', 0.25, '2.5E-1'],
    ['double', 1e10, '1.0E10'],
    ['double', NaN, 'NaN'],
    ['double', -Infinity, '-Infinity'],
    ['double', 5e-324, '4.9E-324'],
    ['real', Math.fround(3.4028235e38), '3.402823E38'],
    ['real', 16_777_216, '1.677722E7'],
    ['real', Math.fround(1.4e-45), '1.4E-45'],
    ['real', Math.fround(0.1), '1.0E-1'],
    ['decimal(3,2)', 25n, '0.25'],
    ['decimal(3,2)', -5n, '-0.05'],
    ['boolean', true, 'true'],
    ['char(3)', 'ab ', 'ab '],
    ['timestamp(0)', 1_577_836_801_000_000n, '2020-01-01 00:00:01'],
    ['interval day to second', 86_400_000n, '1 00:00:00.000'],
  ])('%s %s is %j', (type, value, text) => {
    expect(cast(type, 'varchar', value)).toBe(text);
  });

  test('a length that is too short fails', () => {
    expect(() => cast('integer', 'varchar(3)', 12_345)).toThrow('Value 12345 cannot be represented as varchar(3)');
    expect(() => cast('double', 'varchar(3)', 1.5)).toThrow('Value 1.5 (1.5E0) cannot be represented as varchar(3)');
    expect(() => cast('boolean', 'varchar(4)', false)).toThrow('Value [false] does not fit in type varchar(4)');
  });
});

describe('between numbers', () => {
  test.each([
    ['decimal(2,1)', 'integer', 25n, 3],
    ['decimal(2,1)', 'bigint', -25n, -3n],
    ['double', 'bigint', -2.5, -3n],
    ['double', 'integer', 0.49999999999999994, 0],
    ['double', 'integer', -0.4, 0],
    ['real', 'bigint', 1e20, 9223372036854775807n],
    ['double', 'decimal(3,2)', 0.285, 29n],
    ['bigint', 'double', 9007199254740993n, 9007199254740992],
    ['bigint', 'real', 9007199791611905n, 9007200328482816],
    ['double', 'real', 1e300, Infinity],
    ['decimal(5,2)', 'decimal(3,1)', 1255n, 126n],
    ['boolean', 'decimal(3,1)', true, 10n],
    ['double', 'boolean', NaN, true],
    ['decimal(3,1)', 'boolean', 0n, false],
  ])('%s to %s: %s', (from, to, value, result) => {
    expect(cast(from, to, value)).toBe(result);
  });

  test.each([
    ['integer', 'tinyint', 300, 'Out of range for tinyint: 300'],
    ['integer', 'decimal(2,0)', 100, "Cannot cast INTEGER '100' to DECIMAL(2, 0)"],
    ['double', 'decimal(2,0)', 100, "Cannot cast DOUBLE '100.0' to DECIMAL(2, 0)"],
    ['decimal(5,2)', 'decimal(3,1)', 10_055n, "Cannot cast DECIMAL(5, 2) '100.55' to DECIMAL(3, 1)"],
    ['decimal(11,1)', 'integer', 30_000_000_005n, "Cannot cast '3000000001' to INTEGER"],
    ['decimal(21,1)', 'bigint', 999999999999999999995n, "Cannot cast '99999999999999999999.5' to BIGINT"],
    ['double', 'bigint', 1e20, 'Unable to cast 1.0E20 to bigint'],
    ['double', 'bigint', NaN, 'Unable to cast NaN to bigint'],
    ['double', 'integer', NaN, 'Cannot cast double NaN to integer'],
    ['double', 'smallint', 1e10, 'Out of range for smallint: 1.0E10'],
    ['real', 'bigint', NaN, 'Cannot cast real NaN to bigint'],
  ])('%s to %s refuses %s', (from, to, value, sentence) => {
    expect(() => cast(from, to, value)).toThrow(sentence);
  });
});

test('a cast gives NULL for NULL', () => {
  expect(cast('varchar', 'bigint', null)).toBeNull();
  expect(cast('array(integer)', 'array(varchar)', [1, null])).toEqual(['1', null]);
});

test('arrays, maps and rows are cast item by item', () => {
  expect(cast('row(integer, varchar)', 'row(a bigint, b varchar)', [1, 'a'])).toEqual([1n, 'a']);
  const map = { keys: [11n, 12n], values: [1, 2] };
  expect(cast('map(decimal(2,1), integer)', 'map(varchar, bigint)', map)).toEqual({
    keys: ['1.1', '1.2'],
    values: [1n, 2n],
  });
  expect(() => cast('map(decimal(2,1), integer)', 'map(integer, integer)', map)).toThrow('duplicate keys');
});

test.each([
  ['char(1)', 'bigint'],
  ['varbinary', 'varchar'],
  ['date', 'time'],
  ['date', 'bigint'],
  ['integer', 'char(5)'],
  ['uuid', 'varchar(36)'],
  ['array(integer)', 'varchar'],
  ['row(integer, integer)', 'row(integer)'],
  ['varchar', 'interval day to second'],
  ['interval day to second', 'interval year to month'],
])('there is no cast from %s to %s', (from, to) => {
  expect(canCast(typeOf(from), typeOf(to))).toBe(false);
});

test('every whole number survives casts through wider types and text', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -128n, max: 127n }), fc.shuffledSubarray(WHOLE), (whole, types) => {
      const path = ['varchar', ...types, 'double', 'decimal(5,1)', 'varchar(9)', 'real', 'varchar', 'double', 'bigint'];
      let value: Value = whole.toString();
      for (const [at, type] of path.entries()) value = cast(path[at - 1] ?? 'varchar', type, value);
      return value === whole;
    }),
  );
});

test('text of doubles, reals and decimals reads back as the same number', () => {
  fc.assert(
    fc.property(fc.double(), (value) => Object.is(cast('varchar', 'double', cast('double', 'varchar', value)), value)),
  );
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      const read = cast('varchar', 'real', cast('real', 'varchar', value)) as number;
      return read === value || Math.abs(read - value) <= Math.abs(value) * 5e-7;
    }),
  );
  const digits = 10n ** 38n - 1n;
  fc.assert(
    fc.property(fc.bigInt({ min: -digits, max: digits }), fc.integer({ min: 0, max: 38 }), (value, scale) => {
      const type = `decimal(38,${scale})`;
      return cast('varchar', type, cast(type, 'varchar', value)) === value;
    }),
  );
});
