/** How many characters of a summary an analyst reads: about 175 tokens. */
export const SUMMARY_LENGTH = 700;

/**
 * A summary of at most 700 characters: cut after the last sentence that ends within them, or, where that would lose
 * more than half, after the last whole word.
 */
export function cutSummary(summary: string): string {
  const text = summary.trim();
  if (text.length <= SUMMARY_LENGTH) return text;
  const head = text.slice(0, SUMMARY_LENGTH);
  const sentence = Math.max(...['. ', '! ', '? ', '.\n'].map((end) => head.lastIndexOf(end)));
  if (sentence >= SUMMARY_LENGTH / 2) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(' ', SUMMARY_LENGTH - 2);
  return `${(word > 0 ? head.slice(0, word) : withoutHalfPair(head.slice(0, SUMMARY_LENGTH - 1))).trimEnd()}…`;
}

/** A cut in the middle of a surrogate pair would leave half a character. */
function withoutHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
