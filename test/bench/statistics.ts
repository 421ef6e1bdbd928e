export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The least value that `percent` of a hundred values do not pass. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}
