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

/** The natural logarithm of the probability of `count` events or more where `expected` are usual (Poisson). */
export function logPoissonTail(count: number, expected: number): number {
  if (count <= 0) return 0;
  if (expected <= 0) return -Infinity;
  if (count <= expected) return Math.log(0.5);
  // The terms from `count` up shrink faster than geometrically, so a few hundred are exact enough.
  const first = count * Math.log(expected) - expected - logFactorial(count);
  let sum = 1;
  let term = 1;
  for (let k = count + 1; term > 1e-12 && k < count + 1000; k++) {
    term *= expected / k;
    sum += term;
  }
  return Math.min(0, first + Math.log(sum));
}

/**
 * How much more often something stands in one set than in the rest (Dunning's log-likelihood, G²); 0 where it isn't
 * more often. Above 15.1 chance explains it in fewer than one of 10,000 comparisons.
 */
export function logLikelihood(inside: number, insideTotal: number, outside: number, outsideTotal: number): number {
  const all = insideTotal + outsideTotal;
  if (inside === 0 || insideTotal === 0 || outsideTotal === 0) return 0;
  if (inside / insideTotal <= outside / outsideTotal) return 0;
  const share = (inside + outside) / all;
  const part = (observed: number, expected: number) => (observed === 0 ? 0 : observed * Math.log(observed / expected));
  return (
    2 *
    (part(inside, insideTotal * share) +
      part(outside, outsideTotal * share) +
      part(insideTotal - inside, insideTotal * (1 - share)) +
      part(outsideTotal - outside, outsideTotal * (1 - share)))
  );
}

function logBinomial(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series, right to twelve digits from 20 up; summed below. */
function logFactorial(n: number): number {
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
