import { SqlFailure } from './implementation.ts';
import { jointMomentsOf, kurtosis, momentsOf, skewness, spreadOf } from './moments.ts';
import { numericHistogram } from './numeric-histogram.ts';
import { ofFullRows, ofValues } from './typed-aggregates.ts';
import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { JointMoments, Moments } from './moments.ts';
import type { Value } from '../values.ts';

type Numbers = readonly (number | bigint)[];

export const STATISTICS_AGGREGATES: Readonly<Record<string, AggregateImplementation>> = {
  corr: joint(({ product, secondX, secondY }) => finite(product / (Math.sqrt(secondX) * Math.sqrt(secondY)))),
  covar_pop: joint(({ product, count }) => product / count),
  covar_samp: joint(({ product, count }) => (count < 2 ? null : product / (count - 1))),
  regr_slope: joint(({ product, secondX }) => finite(product / secondX)),
  regr_intercept: joint(({ product, secondX, meanX, meanY }) => finite(meanY - (product / secondX) * meanX)),
  geometric_mean: ofValues((values: Numbers, call) => {
    const logarithms = values.reduce((sum: number, value) => sum + Math.log(Number(value)), 0);
    return ofType(Math.exp(logarithms / values.length), call);
  }),
  kurtosis: moments(kurtosis),
  skewness: moments(skewness),
  stddev_pop: spread((second, count) => Math.sqrt(second / count)),
  stddev_samp: spread((second, count) => (count < 2 ? null : Math.sqrt(second / (count - 1)))),
  var_pop: spread((second, count) => second / count),
  var_samp: spread((second, count) => (count < 2 ? null : second / (count - 1))),
  numeric_histogram: ofFullRows(histogram),
};

function moments(compute: (moments: Moments) => number | null): AggregateImplementation {
  return ofValues((values: Numbers) => compute(momentsOf(values.map(Number))));
}

function spread(compute: (second: number, count: number) => number | null): AggregateImplementation {
  return ofValues((values: Numbers) => {
    const { second, count } = spreadOf(values.map(Number));
    return compute(second, count);
  });
}

function joint(compute: (moments: JointMoments) => number | null): AggregateImplementation {
  return ofFullRows((pairs: readonly (readonly [number, number])[], call) =>
    ofType(compute(jointMomentsOf(pairs)), call),
  );
}

/** NULL where a line through points, or their correlation, has no figure. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Reals are computed as doubles. */
function ofType(value: number | null, call: BoundCall): Value {
  return value !== null && call.type.kind === 'real' ? Math.fround(value) : value;
}

function histogram(rows: readonly (readonly [bigint, number, number?])[], call: BoundCall): Value {
  const size = Number(rows[0]?.[0]);
  if (size < 2) throw new SqlFailure('numeric_histogram bucket count must be greater than one');
  const entries = rows.map(([, value, weight = 1]) => ({ value, weight }));
  const buckets = numericHistogram(entries, size);
  const isReal = call.type.kind === 'map' && call.type.key.kind === 'real';
  const shown = isReal ? Math.fround : (value: number) => value;
  return { keys: buckets.map(({ value }) => shown(value)), values: buckets.map(({ weight }) => shown(weight)) };
}
