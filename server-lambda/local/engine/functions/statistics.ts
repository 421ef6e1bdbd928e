import { SqlFailure } from './implementation.ts';
import { scalar } from './typed-arguments.ts';
import type { ScalarImplementation } from './implementation.ts';
import type { SqlMap, Value } from '../values.ts';

export const STATISTICS: Readonly<Record<string, ScalarImplementation>> = {
  cosine_similarity: scalar(cosineSimilarity),
  width_bucket: scalar((value: number, low: number | readonly (number | null)[], high: number, count: bigint) =>
    typeof low === 'number' ? equalBucket(value, low, high, count) : BigInt(sortedBucket(value, low)),
  ),
  wilson_interval_lower: scalar((successes: bigint, trials: bigint, z: number) => wilson(successes, trials, z, -1)),
  wilson_interval_upper: scalar((successes: bigint, trials: bigint, z: number) => wilson(successes, trials, z, 1)),
};

function cosineSimilarity(left: SqlMap, right: SqlMap): Value {
  if (left.values.includes(null) || right.values.includes(null)) return null;
  const others = new Map(right.keys.map((key, at) => [key, right.values[at] as number]));
  let product = 0;
  for (const [at, key] of left.keys.entries()) product += (left.values[at] as number) * (others.get(key) ?? 0);
  return product / (length(left.values as number[]) * length(right.values as number[]));
}

function length(vector: readonly number[]): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function equalBucket(value: number, low: number, high: number, count: bigint): bigint {
  if (count <= 0n) throw new SqlFailure('bucketCount must be greater than 0');
  if (Number.isNaN(value)) throw new SqlFailure('operand must not be NaN');
  if (!Number.isFinite(low)) throw new SqlFailure('first bound must be finite');
  if (!Number.isFinite(high)) throw new SqlFailure('second bound must be finite');
  if (low === high) throw new SqlFailure('bounds cannot equal each other');
  const bucket = ascendingBucket(value, Math.min(low, high), Math.max(low, high), count);
  return low < high ? bucket : count + 1n - bucket;
}

function ascendingBucket(value: number, low: number, high: number, count: bigint): bigint {
  if (value < low) return 0n;
  if (value >= high) return count + 1n;
  return BigInt(Math.floor((Number(count) * (value - low)) / (high - low) + 1));
}

/** How many of the bounds are not above the value. Bounds are checked as the search meets them. */
function sortedBucket(value: number, bounds: readonly (number | null)[]): number {
  if (bounds.length === 0) throw new SqlFailure('Bins cannot be an empty array');
  if (Number.isNaN(value)) throw new SqlFailure('Operand cannot be NaN');
  let [from, to] = [0, bounds.length];
  while (from < to) {
    const [first, middle, last] = [bounds[from] ?? 0, bounds[(from + to) >> 1] ?? 0, bounds[to - 1] ?? 0];
    if (first > last) throw new SqlFailure('Bin values are not sorted in ascending order');
    if (!Number.isFinite(middle))
      throw new SqlFailure(`Bin value must be finite, got ${Number.isNaN(middle) ? 'NaN' : String(middle)}`);
    if (value < middle) to = (from + to) >> 1;
    else from = ((from + to) >> 1) + 1;
  }
  return from;
}

function wilson(successes: bigint, trials: bigint, z: number, side: 1 | -1): number {
  if (successes < 0n) throw new SqlFailure('number of successes must not be negative');
  if (trials <= 0n) throw new SqlFailure('number of trials must be positive');
  if (successes > trials) throw new SqlFailure('number of successes must not be larger than number of trials');
  if (z < 0) throw new SqlFailure('z-score must not be negative');
  const count = Number(trials);
  const share = Number(successes) / count;
  const center = share + (z * z) / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return (center + side * spread) / (1 + (z * z) / count);
}
