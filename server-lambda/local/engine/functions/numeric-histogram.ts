interface Bucket {
  readonly value: number;
  readonly weight: number;
}

/** How many entries beyond the buckets are gathered before they are merged. */
const BUFFER = 100;

/** The centres of `size` buckets and their weights, in order; neighbours that are nearest are merged first. */
export function numericHistogram(entries: readonly Bucket[], size: number): readonly Bucket[] {
  let buckets: Bucket[] = [];
  for (const entry of entries) {
    buckets.push(entry);
    if (buckets.length === size + BUFFER) buckets = merged(buckets, size);
  }
  return merged(buckets, size);
}

function merged(entries: readonly Bucket[], size: number): Bucket[] {
  const buckets = distinctBuckets(entries);
  while (buckets.length > size) {
    const at = cheapestMerge(buckets);
    const [left, right] = [buckets[at], buckets[at + 1]];
    if (left === undefined || right === undefined) break;
    buckets.splice(at, 2, mean(left, right));
  }
  return buckets;
}

function distinctBuckets(entries: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const entry of entries.toSorted((a, b) => a.value - b.value)) {
    const last = buckets.at(-1);
    if (last?.value === entry.value) buckets[buckets.length - 1] = { ...last, weight: last.weight + entry.weight };
    else buckets.push(entry);
  }
  return buckets;
}

function cheapestMerge(buckets: readonly Bucket[]): number {
  let [best, least] = [0, Infinity];
  for (const [at, right] of buckets.entries()) {
    const left = buckets[at - 1];
    const cost = left === undefined ? Infinity : mergeCost(left, right);
    if (cost < least) [best, least] = [at - 1, cost];
  }
  return best;
}

/** By how much merging adds to the sum of squared distances. */
function mergeCost(left: Bucket, right: Bucket): number {
  return ((left.weight * right.weight) / (left.weight + right.weight)) * (right.value - left.value) ** 2;
}

function mean(left: Bucket, right: Bucket): Bucket {
  const weight = left.weight + right.weight;
  return { value: (left.value * left.weight + right.value * right.weight) / weight, weight };
}
