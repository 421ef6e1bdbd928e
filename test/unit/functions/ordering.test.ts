import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equality, identity } from '../../../server-lambda/local/engine/functions/equality.ts';
import { compareText, comparison } from '../../../server-lambda/local/engine/functions/ordering.ts';
import { typeOf } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

const ANY_TEXT = fc.string({ unit: fc.constantFrom('a', 'é', '\uffee', '😀', ':', '1'), maxLength: 4 });
const VALUES: readonly (readonly [type: string, values: fc.Arbitrary<Value>])[] = [
  ['varchar', ANY_TEXT],
  ['double', fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN))],
  ['bigint', fc.bigInt({ min: -5n, max: 5n })],
  ['boolean', fc.boolean()],
  ['varbinary', fc.uint8Array({ maxLength: 3, max: 3 })],
  [
    'timestamp(3) with time zone',
    fc.record({ instant: fc.bigInt({ min: 0n, max: 3n }), zone: fc.constantFrom('UTC', 'Asia/Tokyo') }),
  ],
  ['array(varchar)', fc.array(ANY_TEXT, { maxLength: 3 })],
  ['row(varchar, bigint)', fc.tuple(ANY_TEXT, fc.bigInt({ min: 0n, max: 2n }))],
  ['array(array(bigint))', fc.array(fc.array(fc.bigInt({ min: 0n, max: 2n }), { maxLength: 2 }), { maxLength: 2 })],
];

test.each(VALUES)('the order of %s is total and agrees with equality and hash keys', (name, values) => {
  const type = typeOf(name);
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      const order = Math.sign(comparison(type)(a, b));
      expect(Math.sign(comparison(type)(b, a)) + order).toBe(0);
      expect(order === 0).toBe(identity(type)(a) === identity(type)(b));
      if (!Number.isNaN(a)) expect(equality(type)(a, b)).toBe(order === 0);
      if (order <= 0 && comparison(type)(b, c) <= 0) expect(comparison(type)(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test('texts compare by code points, not by UTF-16 units', () => {
  expect(compareText('\uffee', '😀')).toBeLessThan(0);
  expect(compareText('a', 'ab')).toBeLessThan(0);
});

test('NaN comes after every number', () => {
  expect(comparison(typeOf('double'))(NaN, Infinity)).toBeGreaterThan(0);
});

test('maps with the same entries in another order have one hash key', () => {
  const type = typeOf('map(varchar, integer)');
  const other = { keys: ['b', 'a'], values: [null, 1] };
  expect(identity(type)({ keys: ['a', 'b'], values: [1, null] })).toBe(identity(type)(other));
});
