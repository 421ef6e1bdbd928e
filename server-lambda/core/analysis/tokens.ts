/** What one analysis may send to a model, as in the guide: leaves room for the instructions in a 200,000 window. */
export const MAX_INPUT_TOKENS = 180_000;

/** An estimate that errs high for English and never below one token a word: four characters of UTF-8 a token. */
export function estimateTokens(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4;
  }
  return Math.ceil(bytes / 4);
}
