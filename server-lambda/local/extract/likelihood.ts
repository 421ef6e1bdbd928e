import { logFactorial } from '#core/statistics/significance.ts';

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
