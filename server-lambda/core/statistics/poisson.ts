import { logFactorial } from './significance.ts';

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
