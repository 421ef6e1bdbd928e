import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canCast, castFunction } from '../../../server-lambda/local/engine/functions/casts.ts';
import { TEST_NOW, typeOf } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

function cast(from: string, to: string, value: Value): Value {
  return castFunction(typeOf(from), typeOf(to), { now: TEST_NOW })(value);
}

test.each([
  ['varchar', 'a"é😀\u0001\n/', '"a\\"é\\uD83D\\uDE00\\u0001\\n/"'],
  ['boolean', true, 'true'],
  ['double', 1e300, '1.0E300'],
  ['double', Infinity, '"Infinity"'],
  ['real', Math.fround(1.1), '1.1'],
  ['decimal(3,2)', 150n, '1.50'],
  ['date', 18_262, '"2020-01-01"'],
  ['timestamp(0)', 1_577_836_801_000_000n, '"2020-01-01 00:00:01"'],
  ['array(integer)', [1, null], '[1,null]'],
  ['array(json)', ['{"a":1}'], '[{"a":1}]'],
  ['map(integer, integer)', { keys: [2, 1, 10], values: [1, null, 3] }, '{"1":null,"10":3,"2":1}'],
  ['map(double, integer)', { keys: [NaN, 1], values: [1, 2] }, '{"1.0":2,"NaN":1}'],
  ['row(a integer, b varchar)', [1, null], '{"a":1,"b":null}'],
  ['row(integer, integer)', [1, 2], '{"":1,"":2}'],
])('%s to json', (type, value, json) => {
  expect(cast(type, 'json', value)).toBe(json);
});

test("NULL stays NULL, and JSON's null becomes it", () => {
  expect(cast('integer', 'json', null)).toBeNull();
  expect(cast('json', 'integer', 'null')).toBeNull();
  expect(cast('json', 'array(bigint)', 'null')).toBeNull();
});

test.each([
  ['bigint', '1.5', 2n],
  ['bigint', '"12"', 12n],
  ['bigint', 'true', 1n],
  ['integer', '-1.5', -2],
  ['boolean', '0.5', true],
  ['boolean', '"true"', true],
  ['varchar', '1', '1'],
  ['varchar', '1.50', '1.5E0'],
  ['varchar', 'true', 'true'],
  ['varchar', '"a"', 'a'],
  ['double', '"NaN"', NaN],
  ['real', '1.23456789', Math.fround(1.23456789)],
  ['decimal(3,1)', '1.55', 16n],
  ['decimal(3,1)', '"1.55"', 16n],
  ['array(bigint)', '[1,"2",null,true]', [1n, 2n, null, 1n]],
  ['array(varchar)', '[true,1.5,"x"]', ['true', '1.5E0', 'x']],
  ['array(json)', '[1,[2],{"b":1,"a":2},null]', ['1', '[2]', '{"a":2,"b":1}', 'null']],
  ['map(varchar, bigint)', '{"a":1,"b":null}', { keys: ['a', 'b'], values: [1n, null] }],
  ['map(integer, array(integer))', '{"1":[1]}', { keys: [1], values: [[1]] }],
  ['row(a bigint, b varchar)', '[1,"a"]', [1n, 'a']],
  ['row(a bigint, b varchar)', '{"B":"x","c":4}', [null, 'x']],
])('json to %s: %s', (type, json, value) => {
  expect(cast('json', type, json)).toEqual(value);
});

test.each([
  ['bigint', '{}', "Cannot cast '{}' to bigint"],
  ['varchar', '[1]', "Cannot cast '[1]' to varchar"],
  ['integer', '"x"', "Cannot cast 'x' to INT"],
  ['bigint', '1.0E20', 'Unable to cast 1.0E20 to bigint'],
  ['integer', '3000000000', "Cannot cast '3000000000' to integer"],
  ['decimal(3,1)', '1555', 'Cannot cast input json to DECIMAL(3,1)'],
  ['decimal(3,1)', '"x"', 'Cannot cast \'"x"\' to DECIMAL(3,1)'],
  ['varchar(2)', '"abc"', 'Value [abc] does not fit in type varchar(2)'],
  ['array(bigint)', '1', 'Cannot cast to array(bigint). Expected a json array, but got 1\n1'],
  ['array(varchar)', '[[1],2]', 'Cannot cast to array(varchar). Unexpected token when cast to varchar: [\n[[1],2]'],
  ['array(bigint)', '["x"]', 'Cannot cast to array(bigint). Cannot cast \'x\' to BIGINT\n["x"]'],
  ['map(varchar, json)', '1', 'Cannot cast to map(varchar, json). Expected a json object, but got 1\n1'],
  ['row(a bigint, b bigint)', '[1]', 'Unexpected token when cast to bigint: ]'],
  ['row(a bigint)', '[1,2]', 'Expected json array ending, but got 2'],
  ['row(a bigint)', '{"A":2,"a":1}', 'Cannot cast to row(a bigint). Duplicate field: a'],
  ['row(bigint)', '{"a":1}', 'Cannot cast a JSON object to anonymous row type. Input must be a JSON array.'],
])('json to %s refuses %s', (type, json, sentence) => {
  expect(() => cast('json', type, json)).toThrow(sentence);
});

describe('there is no cast', () => {
  test.each(['char(3)', 'time(0)', 'interval day to second', 'timestamp(0) with time zone', 'varbinary', 'uuid'])(
    'from %s to json',
    (type) => {
      expect(canCast(typeOf(type), typeOf('json'))).toBe(false);
    },
  );
  test.each(['date', 'timestamp(3)', 'char(2)', 'uuid', 'array(date)', 'map(date, integer)'])(
    'from json to %s',
    (type) => {
      expect(canCast(typeOf('json'), typeOf(type))).toBe(false);
    },
  );
});

test('texts, numbers and nested values survive a cast to json and back', () => {
  const type = 'array(row(a varchar, b bigint, c map(varchar, boolean)))';
  const map = fc.uniqueArray(fc.string()).map((keys) => {
    const sorted = keys.toSorted((a, b) => (a < b ? -1 : 1));
    return { keys: sorted, values: sorted.map((key) => key.length > 1) };
  });
  const rows = fc.array(fc.tuple(fc.option(fc.string()), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), map));
  fc.assert(
    fc.property(rows, (value) => {
      expect(cast('json', type, cast(type, 'json', value))).toEqual(value);
    }),
  );
});
