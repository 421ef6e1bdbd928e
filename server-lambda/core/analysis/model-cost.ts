import type { ModelPrice } from '../ports/language-model.ts';

/** What so many tokens cost, in US dollars; null where the price is not known, or no tokens were counted. */
export function modelCost(
  price: ModelPrice | undefined,
  tokens: { readonly inputTokens?: number; readonly outputTokens?: number },
): number | null {
  const { inputTokens, outputTokens } = tokens;
  if (inputTokens === 0 && outputTokens === 0) return 0;
  if (price === undefined || inputTokens === undefined || outputTokens === undefined) return null;
  return (inputTokens * price.input + outputTokens * price.output) / 1e6;
}
