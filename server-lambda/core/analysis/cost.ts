import type { ModelPrice } from '../ports/language-model.ts';

/** The cost of these tokens in US dollars; null if the price is not known, or no tokens were counted. */
export function modelCost(
  price: ModelPrice | undefined,
  tokens: { readonly inputTokens?: number; readonly outputTokens?: number },
): number | null {
  const { inputTokens, outputTokens } = tokens;
  if (inputTokens === 0 && outputTokens === 0) return 0;
  if (price === undefined || inputTokens === undefined || outputTokens === undefined) return null;
  return (inputTokens * price.input + outputTokens * price.output) / 1e6;
}

/** What Athena asks for a terabyte read, in US dollars (https://aws.amazon.com/athena/pricing/). */
const USD_PER_TERABYTE = 5;
/** The least that it charges a query that reads anything. */
const LEAST_BYTES = 10_000_000;

/** The cost in US dollars of Athena queries, given the bytes that each scanned; zero bytes cost nothing. */
export function queryCost(scanned: readonly number[]): number {
  const charged = scanned.map((bytes) => (bytes === 0 ? 0 : Math.max(bytes, LEAST_BYTES)));
  return (charged.reduce((sum, bytes) => sum + bytes, 0) * USD_PER_TERABYTE) / 1e12;
}
