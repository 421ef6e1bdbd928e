import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGGREGATES } from '../../../server-lambda/core/sql/functions/aggregates.ts';
import { AGGREGATE_IMPLEMENTATIONS } from '../../../server-lambda/local/engine/functions/aggregates.ts';
import { evaluate, evaluateAs, TEST_NOW, typeOf } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

type Rows = readonly (readonly Value[])[];

/** What an aggregate of these types gives for rows, as the engine calls it. */
function aggregate(name: string, types: readonly string[], type: string, rows: Rows): Value {
  const implementation = AGGREGATE_IMPLEMENTATIONS[name];
  if (implementation === undefined) throw new Error(`no aggregate ${name}`);
  const argumentTypes = types.map(typeOf);
  const call = { name, argumentTypes, type: typeOf(type), constants: [], session: { now: TEST_NOW } };
  const compute = implementation.bind(call);
  return compute(implementation.nullable === true ? rows : rows.filter(([value]) => value !== null));
}

function ofColumn(name: string, type: string, result: string, values: readonly Value[]): Value {
  return aggregate(
    name,
    [type],
    result,
    values.map((value) => [value]),
  );
}

test('every aggregate has an implementation', () => {
  expect(AGGREGATES.map(({ name }) => name).filter((name) => AGGREGATE_IMPLEMENTATIONS[name] === undefined)).toEqual(
    [],
  );
});

test.each(Object.keys(AGGREGATE_IMPLEMENTATIONS))('%s of no rows', (name) => {
  const type = name === 'map_union' ? 'map(integer, integer)' : 'bigint';
  const result = aggregate(name, [type, type], type, []);
  expect(result).toBe(['count', 'count_if', 'approx_distinct'].includes(name) ? 0n : null);
});

describe('sums and means', () => {
  test.each([
    ['sum', 'bigint', 'bigint', [1n, null, 2n], 3n],
    ['sum', 'decimal(2,1)', 'decimal(38,1)', [11n, 22n], 33n],
    ['sum', 'real', 'real', [16_777_216, 1, 1], 16_777_218],
    ['sum', 'double', 'double', [0.1, 0.2, 0.3], 0.6000000000000001],
    ['sum', 'interval day to second', 'interval day to second', [1n, 2n], 3n],
    ['avg', 'bigint', 'double', [1n, 2n], 1.5],
    ['avg', 'decimal(2,1)', 'decimal(2,1)', [10n, 20n, 20n], 17n],
    ['avg', 'decimal(1,0)', 'decimal(1,0)', [-1n, -2n], -2n],
    ['avg', 'real', 'real', [16_777_216, 1, 1], 5_592_406],
    ['avg', 'interval day to second', 'interval day to second', [1n, 2n], 2n],
    ['avg', 'interval year to month', 'interval year to month', [1, 2], 2],
  ])('%s of %s', (name, type, result, values, expected) => {
    expect(ofColumn(name, type, result, values)).toBe(expected);
  });

  test('overflow fails', () => {
    expect(() => ofColumn('sum', 'bigint', 'bigint', [9223372036854775807n, 1n])).toThrow(
      'bigint addition overflow: 9223372036854775807 + 1',
    );
    const most = 10n ** 38n - 1n;
    expect(() => ofColumn('sum', 'decimal(38,0)', 'decimal(38,0)', [most, 1n])).toThrow('Decimal overflow');
  });

  test('the mean of decimals is the rational number, rounded half away from zero', () => {
    const digits = fc.array(fc.bigInt({ min: -999n, max: 999n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(digits, (values) => {
        const mean = ofColumn('avg', 'decimal(3,1)', 'decimal(3,1)', values) as bigint;
        const [total, count] = [values.reduce((a, b) => a + b), BigInt(values.length)];
        const error = 2n * (mean * count - total);
        return (error < 0n ? -error : error) <= count;
      }),
    );
  });
});

describe('statistics', () => {
  const values = [1, 2, 4, 8, 16.5];

  test.each([
    ['stddev_samp', 6.300793600809345],
    ['stddev_pop', 5.635601121442148],
    ['var_samp', 39.699999999999996],
    ['var_pop', 31.759999999999998],
    ['kurtosis', 1.5105498416968572],
    ['skewness', 0.9224931669965297],
    ['geometric_mean', 4.024693234171116],
  ])('%s', (name, expected) => {
    expect(ofColumn(name, 'double', 'double', values)).toBeCloseTo(expected, 13);
  });

  test('too few values have no figure', () => {
    for (const name of ['stddev_samp', 'var_samp', 'kurtosis', 'skewness'])
      expect(ofColumn(name, 'double', 'double', [1])).toBeNull();
    expect(ofColumn('var_pop', 'double', 'double', [1])).toBe(0);
    expect(ofColumn('kurtosis', 'double', 'double', [5, 5, 5, 5])).toBeNaN();
  });

  test.each([
    ['corr', 0.989743318610787],
    ['covar_pop', 2.6666666666666665],
    ['covar_samp', 4],
    ['regr_slope', 0.5714285714285714],
    ['regr_intercept', 0.047619047619047894],
  ])('%s of pairs; pairs with a NULL are left out', (name, expected) => {
    const pairs = [[1, 2], [2, 3], [4, 7], [null, 1], [1, null]]; // prettier-ignore
    expect(aggregate(name, ['double', 'double'], 'double', pairs)).toBeCloseTo(expected, 13);
    expect(aggregate(name, ['double', 'double'], 'double', [[1, 2]])).toBe(name === 'covar_pop' ? 0 : null);
  });

  test('numeric_histogram merges the neighbours that cost least', () => {
    const histogram = (size: bigint, numbers: readonly number[]) =>
      aggregate('numeric_histogram', ['bigint', 'double'], 'map(double, double)', numbers.map((value) => [size, value])); // prettier-ignore
    expect(histogram(2n, [1, 1, 2, 10, 11])).toEqual({ keys: [1.3333333333333333, 10.5], values: [3, 2] });
    expect(histogram(4n, [1, 2, 3, 4.5, 6, 7, 7.5, 20])).toEqual({
      keys: [1.5, 3.75, 6.833333333333333, 20],
      values: [2, 2, 3, 1],
    });
    expect(() => histogram(1n, [1])).toThrow('numeric_histogram bucket count must be greater than one');
  });
});

describe('greatest and least', () => {
  test('NaN counts only alone', () => {
    expect(ofColumn('max', 'double', 'double', [NaN, 1])).toBe(1);
    expect(ofColumn('min', 'double', 'double', [NaN, 1])).toBe(1);
    expect(ofColumn('max', 'double', 'double', [NaN])).toBeNaN();
    expect(aggregate('max', ['double', 'bigint'], 'array(double)', [[1, 2n], [NaN, 2n], [2, 2n]])).toEqual([2, 1]); // prettier-ignore
    expect(evaluateAs('double', 'greatest', ['double', 'double'], NaN, 1)).toBe(1);
    expect(evaluateAs('double', 'least', ['double', 'double'], 1, NaN)).toBe(1);
    expect(evaluateAs('integer', 'greatest', ['integer', 'integer'], 1, null)).toBeNull();
  });

  test('max_by and min_by leave out NULL keys, and keep NULL values', () => {
    const rows = [[1, 10], [null, 30], [3, 20], [4, null]]; // prettier-ignore
    const types = ['integer', 'integer'];
    expect(aggregate('max_by', types, 'integer', rows)).toBeNull();
    expect(aggregate('min_by', types, 'integer', rows)).toBe(1);
    const counted = rows.map((row) => [...row, 2n]);
    expect(aggregate('max_by', [...types, 'bigint'], 'array(integer)', counted)).toEqual([null, 3]);
    expect(aggregate('min_by', types, 'varchar', [['a', 1], ['b', 1]])).toBe('a'); // prettier-ignore
  });

  test('how many must be positive', () => {
    const types = ['integer', 'integer', 'bigint'];
    expect(() => aggregate('max', ['integer', 'bigint'], 'array(integer)', [[1, 0n]])).toThrow(
      'second argument of max_n must be positive',
    );
    expect(() => aggregate('min_by', types, 'array(integer)', [[1, 1, 0n]])).toThrow(
      'third argument of min_by must be a positive integer',
    );
  });
});

describe('collections', () => {
  const rows = [[1, 2], [1, 3], [2, null], [null, 4]]; // prettier-ignore
  const types = ['integer', 'integer'];

  test('array_agg keeps NULLs', () => {
    expect(ofColumn('array_agg', 'integer', 'array(integer)', [1, null])).toEqual([1, null]);
    expect(ofColumn('any_value', 'integer', 'integer', [null, 1])).toBe(1);
  });

  test('maps keep the first value of a key, multimaps all, and NULL keys are left out', () => {
    const map = 'map(integer, integer)';
    expect(aggregate('map_agg', types, map, rows)).toEqual({ keys: [1, 2], values: [2, null] });
    expect(aggregate('multimap_agg', types, 'map(integer, array(integer))', rows)).toEqual({
      keys: [1, 2],
      values: [[2, 3], [null]],
    });
    const maps = [{ keys: [1], values: [2] }, { keys: [1, 2], values: [3, 4] }]; // prettier-ignore
    expect(ofColumn('map_union', map, map, maps)).toEqual({ keys: [1, 2], values: [2, 4] });
    expect(ofColumn('histogram', 'integer', 'map(integer, bigint)', [1, null, 2, 1])).toEqual({
      keys: [1, 2],
      values: [2n, 1n],
    });
  });

  test('listagg joins texts and refuses more than a mebibyte', () => {
    const texts = (values: readonly Value[]) => values.map((value) => [value, ', ']);
    expect(aggregate('listagg', ['varchar', 'varchar'], 'varchar', texts(['a', null, 'b']))).toBe('a, b');
    const long = texts(['é'.repeat(400_000), 'é'.repeat(200_000)]);
    expect(() => aggregate('listagg', ['varchar', 'varchar'], 'varchar', long)).toThrow(
      'Concatenated string has the length in bytes larger than the maximum output length 1048576',
    );
  });

  test('reduce_agg takes in values one by one', () => {
    const lambda = 'function(integer, integer, integer)';
    const add = (state: Value, value: Value) => Number(state) + Number(value);
    const reduce = (start: Value, type: string) =>
      aggregate('reduce_agg', ['integer', type, lambda, lambda], type, [[1, start, add, add], [null, start, add, add], [2, start, add, add]]); // prettier-ignore
    expect(reduce(0, 'integer')).toBe(3);
    expect(reduce(null, 'integer')).toBeNull();
    expect(() => reduce('', 'varchar')).toThrow('State type not supported for reduce_agg: varchar');
  });
});

test('booleans, counts and bits', () => {
  const booleans = [true, false, null];
  expect(ofColumn('bool_and', 'boolean', 'boolean', booleans)).toBe(false);
  expect(ofColumn('bool_or', 'boolean', 'boolean', booleans)).toBe(true);
  expect(ofColumn('count_if', 'boolean', 'bigint', booleans)).toBe(1n);
  expect(ofColumn('count', 'boolean', 'bigint', booleans)).toBe(2n);
  expect(aggregate('count', [], 'bigint', [[], []])).toBe(2n);
  expect(ofColumn('bitwise_and_agg', 'bigint', 'bigint', [5n, 3n])).toBe(1n);
  expect(ofColumn('bitwise_or_agg', 'bigint', 'bigint', [5n, 3n])).toBe(7n);
});

describe('what Trino approximates is exact', () => {
  test.each([
    [[1, 2, 3, 4], 0.5, 3],
    [[1, 2, 3, 4], 0.25, 2],
    [[5, 4, 3, 2, 1], 0.9, 5],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('approx_percentile of %s at %s', (values, share, result) => {
    const rows = values.map((value) => [value, share]);
    expect(aggregate('approx_percentile', ['double', 'double'], 'double', rows)).toBe(result);
  });

  test('approx_percentile with weights and several shares', () => {
    const weighted = [1, 2, 3, 4, 5].map((value) => [value, value, [0.5, 1]]);
    const types = ['double', 'double', 'array(double)'];
    expect(aggregate('approx_percentile', types, 'array(double)', weighted)).toEqual([4, 5]);
    expect(() => aggregate('approx_percentile', ['double', 'double'], 'double', [[1, 1.5]])).toThrow(
      'Percentile must be between 0 and 1',
    );
    expect(() => aggregate('approx_percentile', types, 'array(double)', [[1, 0, [0.5]]])).toThrow(
      'weight must be >= 1, was 0.0',
    );
  });

  test('approx_distinct and approx_most_frequent', () => {
    expect(ofColumn('approx_distinct', 'integer', 'bigint', [1, 2, 2, null])).toBe(2n);
    expect(() => aggregate('approx_distinct', ['integer', 'double'], 'bigint', [[1, 0.5]])).toThrow(
      'Max standard error must be in [0.0040625, 0.26]: 0.5',
    );
    const rows = ['a', 'b', 'a', 'c', 'c', 'c'].map((value) => [2n, value, 10n]);
    const result = aggregate('approx_most_frequent', ['bigint', 'varchar', 'bigint'], 'map(varchar, bigint)', rows);
    expect(result).toEqual({ keys: ['c', 'a'], values: [3n, 2n] });
  });
});

test('typeof names the type, also of NULL', () => {
  expect(evaluate('typeof', ['decimal(2,1)'], null)).toBe('decimal(2,1)');
});
