import { oneLine } from '../text/plain-text.ts';

/** Longer than any subject line or category that AWS Support takes. */
const LONGEST = 300;

/** How a fact reads that a case does not have. */
export const NOT_RECORDED = 'not recorded';

/** Names and numbers as AWS writes them; nothing that could end a fact or begin another one. */
const PLAIN = /^[\p{L}\p{N} .,:;/&+_'-]*$/u;
const NAMES_A_CASE = /case\W{0,8}\d/i;

/**
 * A value of a case as a prompt shows it, of at most 300 characters. One that could be taken for more than a value (a
 * bar, brackets, the number of a case) stands between quotes, and has no quotes and bars itself.
 */
export function fieldText(value: string | null): string {
  const line = oneLine(value ?? '', LONGEST);
  if (line === '') return NOT_RECORDED;
  return PLAIN.test(line) && !NAMES_A_CASE.test(line) ? line : quotedText(line.replaceAll('|', '¦'));
}

/** Text of others between quotes that it cannot close. */
export function quotedText(text: string): string {
  return `"${oneLine(text, LONGEST).replaceAll('"', "'")}"`;
}
