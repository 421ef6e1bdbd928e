/**
 * Characters that change how text looks or hide in it: controls, direction marks and overrides, zero-width spaces, tag
 * characters, selectors in a row, halves of surrogate pairs. Line ends and tabs stay, and so do joiners, which scripts and emoji need.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Cs}|[\uFE00-\uFE0F]{2,}|[\u{E0000}-\u{E0FFF}]+/gu;

/**
 * Text of others with every character that would be unseen, or turn what stands around it, written as its code: text
 * in, text out, safe to show wherever text is.
 */
export function visibleText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, (unseen) => {
    const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const characters = Array.from(unseen).length;
    return `⟦U+${code}${characters > 1 ? ` ×${characters}` : ''}⟧`;
  });
}
