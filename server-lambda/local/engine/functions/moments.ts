/** Count, mean and sums of powers of the distances from it, updated value by value, as Trino does. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
}

export function momentsOf(values: readonly number[]): Moments {
  let [count, mean, second, third, fourth] = [0, 0, 0, 0, 0];
  for (const value of values) {
    const before = count;
    count++;
    const delta = value - mean;
    const step = delta / count;
    const step2 = step * step;
    const term = delta * step * before;
    mean += step;
    fourth += term * step2 * (count * count - 3 * count + 3) + 6 * step2 * second - 4 * step * third;
    third += term * step * (count - 2) - 3 * step * second;
    second += term;
  }
  return { count, mean, second, third, fourth };
}

export function skewness({ count, second, third }: Moments): number | null {
  return count < 3 ? null : (Math.sqrt(count) * third) / second ** 1.5;
}

/** The excess kurtosis of a sample. */
export function kurtosis({ count: n, second, fourth }: Moments): number | null {
  if (n < 4) return null;
  return (
    ((n - 1) * n * (n + 1) * fourth) / ((n - 2) * (n - 3) * second * second) - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3))
  );
}

/** Count and sum of squared distances from the mean. */
export function spreadOf(values: readonly number[]): { readonly count: number; readonly second: number } {
  let [count, mean, second] = [0, 0, 0];
  for (const value of values) {
    count++;
    const delta = value - mean;
    mean += delta / count;
    second += delta * (value - mean);
  }
  return { count, second };
}

/** Pairs of numbers, y first, and how they vary together. */
export interface JointMoments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly secondX: number;
  readonly secondY: number;
  readonly product: number;
}

export function jointMomentsOf(pairs: readonly (readonly [y: number, x: number])[]): JointMoments {
  let [count, meanX, meanY, secondX, secondY, product] = [0, 0, 0, 0, 0, 0];
  for (const [y, x] of pairs) {
    count++;
    const [deltaX, deltaY] = [x - meanX, y - meanY];
    meanX += deltaX / count;
    meanY += deltaY / count;
    product += deltaX * (y - meanY);
    secondX += deltaX * (x - meanX);
    secondY += deltaY * (y - meanY);
  }
  return { count, meanX, meanY, secondX, secondY, product };
}
