import { foundationModelOf } from '#core/analysis/foundation-model.ts';

/** How many tokens a model reads and writes in one call; only models whose window is smaller than most are listed. */
const SMALLER_WINDOWS: readonly (readonly [RegExp, number])[] = [
  [/^meta\.llama3-(8|70)b-/, 8_000],
  [/^mistral\.(mistral-7b|mixtral-8x7b|mistral-small-2402|mistral-large-2402)/, 32_000],
  [/^amazon\.nova-micro-/, 128_000],
  [/^cohere\.command-r-/, 128_000],
  [/^deepseek\.r1-/, 128_000],
  [/^meta\.llama3-[123]-/, 128_000],
  [/^mistral\.(mistral-large-2407|pixtral-large)/, 128_000],
  [/^openai\.gpt-oss-/, 128_000],
];
/** These read at least 200,000 tokens. More is not used: several parts in parallel are read better. */
const LARGE_WINDOWS = /^(anthropic\.claude-|amazon\.nova-(2-|lite-|pro-|premier-)|ai21\.jamba-1-5-)/;

/** The limit of the old guide, used for unknown models. */
const UNKNOWN_MODEL = 180_000;
/** Room for an answer. */
const ANSWER = 4_000;

/** The most tokens that a request to the model may have: its window where known, less the answer and a margin. */
export function maxInputTokensOf(modelId: string): number {
  const model = foundationModelOf(modelId);
  if (model === undefined) return UNKNOWN_MODEL;
  const smaller = SMALLER_WINDOWS.find(([pattern]) => pattern.test(model))?.[1];
  const window = smaller ?? (LARGE_WINDOWS.test(model) ? 200_000 : undefined);
  // Estimates of tokens may be a little low.
  return window === undefined ? UNKNOWN_MODEL : Math.floor(window * 0.95) - Math.min(ANSWER, window / 4);
}
