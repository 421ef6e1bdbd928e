const DEFAULT_QUESTION = 'What are the top issues and patterns you see in these cases?';
const MAX_LENGTH = 500;

/** What the sample's security page says is taken out of a caller's question, without regard to case. */
const TAKEN_OUT =
  /ignore previous instructions|forget everything|system:|assistant:|human:|<\/?system>|```|---|(?:\r?\n){2,}|(?:\\n){2,}/gi;

/**
 * The caller's question as it goes to an analyst: the documented patterns become a space, 500 characters at most, a
 * question mark at the end; nothing, or something that is no text, becomes the default question.
 */
export function sanitizeQuestion(question: unknown): string {
  if (typeof question !== 'string') return DEFAULT_QUESTION;
  let cleaned = question;
  // Taking one pattern out may join the halves of another, so go on until nothing is left to take.
  for (let before = ''; before !== cleaned;) {
    before = cleaned;
    cleaned = cleaned.replaceAll(TAKEN_OUT, ' ');
  }
  cleaned = cleaned.trim().slice(0, MAX_LENGTH).trim();
  if (cleaned === '') return DEFAULT_QUESTION;
  if (cleaned.endsWith('?')) return cleaned;
  return `${cleaned.slice(0, MAX_LENGTH - 1)}?`;
}
