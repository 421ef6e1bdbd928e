/** What one analysis may send to a model, as in the guide: leaves room for the instructions in a 200,000 window. */
export const MAX_INPUT_TOKENS = 180_000;

const encoder = new TextEncoder();

/** An estimate that errs high for English and never below one token a word: four characters of UTF-8 a token. */
export function estimateTokens(text: string): number {
  // The platform counts bytes some twenty times faster than a loop over characters.
  return Math.ceil(encoder.encode(text).length / 4);
}
