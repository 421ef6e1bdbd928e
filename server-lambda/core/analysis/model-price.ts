import type { ModelPrice } from '../ports/language-model.ts';
import { foundationModelOf } from './foundation-model.ts';

/**
 * List prices in US dollars a million tokens, on demand, in us-east-1, as of 2026
 * (https://aws.amazon.com/bedrock/pricing/). A model that is not here has no estimate rather than a wrong one.
 */
const PRICES: readonly (readonly [RegExp, ModelPrice])[] = [
  [/^anthropic\.claude-haiku-4-5-/, { input: 1, output: 5 }],
  [/^anthropic\.claude-sonnet-4-/, { input: 3, output: 15 }],
  [/^anthropic\.claude-opus-4-[5-7]/, { input: 5, output: 25 }],
  [/^anthropic\.claude-opus-4-/, { input: 15, output: 75 }],
  [/^anthropic\.claude-3-7-sonnet-/, { input: 3, output: 15 }],
  [/^amazon\.nova-2-lite-/, { input: 0.33, output: 2.75 }],
  [/^amazon\.nova-micro-/, { input: 0.035, output: 0.14 }],
  [/^amazon\.nova-lite-/, { input: 0.06, output: 0.24 }],
  [/^amazon\.nova-pro-/, { input: 0.8, output: 3.2 }],
];

/** Since the Claude 4.5 models a profile that keeps to a geography costs a tenth more than the global one. */
const GEOGRAPHIC_SURCHARGE = 1.1;
const HAS_SURCHARGE = /^anthropic\.claude-(haiku|sonnet|opus)-4-[5-9]/;

/** What the model costs on demand, or undefined where that is not known. */
export function priceOf(modelId: string): ModelPrice | undefined {
  const model = foundationModelOf(modelId);
  const price = model === undefined ? undefined : PRICES.find(([pattern]) => pattern.test(model))?.[1];
  if (price === undefined || model === undefined) return undefined;
  const isGlobal = /(^|\/)global\./.test(modelId);
  if (isGlobal || !HAS_SURCHARGE.test(model)) return price;
  return { input: price.input * GEOGRAPHIC_SURCHARGE, output: price.output * GEOGRAPHIC_SURCHARGE };
}
