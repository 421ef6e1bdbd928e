import type { CachedTokens, ModelPrice } from '../ports/language-model.ts';

/** What Anthropic's models charge for tokens of the cache, of the price of input (https://aws.amazon.com/bedrock/pricing/). */
const CACHE_READ = 0.1;
const CACHE_WRITTEN = 1.25;

/** The cost of these tokens in US dollars; null if the price is not known, or no tokens were counted. */
export function modelCost(
  price: ModelPrice | undefined,
  tokens: {
    readonly inputTokens?: number;
    readonly outputTokens?: number;
    readonly cached?: CachedTokens | undefined;
  },
): number | null {
  const { inputTokens, outputTokens, cached = { read: 0, written: 0 } } = tokens;
  if (inputTokens === 0 && outputTokens === 0) return 0;
  if (price === undefined || inputTokens === undefined || outputTokens === undefined) return null;
  const charged = inputTokens - (1 - CACHE_READ) * cached.read + (CACHE_WRITTEN - 1) * cached.written;
  return (charged * price.input + outputTokens * price.output) / 1e6;
}

/** The tokens of two calls together; undefined where the cache had no part in either. */
export function addedTokens(one: CachedTokens | undefined, other: CachedTokens | undefined): CachedTokens | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { read: one.read + other.read, written: one.written + other.written };
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
