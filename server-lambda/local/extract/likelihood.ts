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
