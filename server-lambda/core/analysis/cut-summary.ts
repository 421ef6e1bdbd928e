/** How many characters of a summary a model reads where whole ones do not fit: about 175 tokens. */
export const SUMMARY_LENGTH = 700;

/**
 * A summary of at most `most` characters: cut after the last sentence that ends within them, or, where that would lose
 * more than half, after the last whole word.
 */
export function cutSummary(summary: string, most = SUMMARY_LENGTH): string {
  const text = summary.trim();
  if (text.length <= most) return text;
  const head = text.slice(0, most);
  const sentence = Math.max(...['. ', '! ', '? ', '.\n'].map((end) => head.lastIndexOf(end)));
  if (sentence >= most / 2) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(' ', most - 2);
  return `${(word > 0 ? head.slice(0, word) : withoutHalfPair(head.slice(0, most - 1))).trimEnd()}…`;
}

/** A cut in the middle of a surrogate pair would leave half a character. */
function withoutHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
