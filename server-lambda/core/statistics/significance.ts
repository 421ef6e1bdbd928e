/**
 * How likely a difference this large would be by chance: the two-sided probability of `now` among `now + before`
 * events when each falls into the present with probability `share`. Exact up to a few hundred events, normal beyond.
 */
export function changeProbability(now: number, before: number, share: number): number {
  const events = now + before;
  if (events === 0 || share <= 0 || share >= 1) return 1;
  if (events > 500) {
    const mean = events * share;
    const z = (Math.abs(now - mean) - 0.5) / Math.sqrt(mean * (1 - share));
    return z <= 0 ? 1 : Math.min(1, 2 * normalTail(z));
  }
  return Math.min(1, 2 * Math.min(binomialTail(now, events, share), binomialTail(before, events, 1 - share)));
}

/** The probability of `count` or more of `trials` when each succeeds with probability `chance`; linear in `trials`. */
export function binomialTail(count: number, trials: number, chance: number): number {
  let sum = 0;
  for (let k = count; k <= trials; k++) {
    sum += Math.exp(logBinomial(trials, k) + k * Math.log(chance) + (trials - k) * Math.log(1 - chance));
  }
  return Math.min(1, sum);
}

function logBinomial(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** The natural logarithm of n!. Stirling's series, right to twelve digits, from 20 up; summed below. */
export function logFactorial(n: number): number {
  if (n < 20) {
    let sum = 0;
    for (let k = 2; k <= n; k++) sum += Math.log(k);
    return sum;
  }
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  );
}

/** The upper tail of the normal distribution (Abramowitz and Stegun 7.1.26, absolute error below 1e-7). */
function normalTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * series * Math.exp(-x * x);
}
