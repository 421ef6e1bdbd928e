/**
 * Characters that a reader doesn't see and a model reads: control characters, zero-width spaces, direction marks, and
 * the tag characters in which whole sentences can be hidden. Joiners stay, because scripts and emoji need them.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;
/** One chooses how an emoji looks; several in a row are hidden text. */
const SELECTORS = /[\u{FE00}-\u{FE0F}]{2,}/gu;
/** Matches text that needs cleaning; surrogates may be unpaired. Most text does not match and stays unchanged. */
const SUSPECT =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF\uFFF9-\uFFFB]|[\uFE00-\uFE0F]/;
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** Text of others without what its reader can't see: every line end is `\n`, and half characters are replaced. */
export function plainText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replaceAll(LINE_END, '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(SELECTORS, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD');
}

/** Words of ASCII with single spaces between them, as most text is. */
const TIDY = /^[!-~]+(?: [!-~]+)*$/;

/** Plain text in one line, of at most `most` characters. */
export function oneLine(text: string, most = Infinity): string {
  if (text.length <= most && TIDY.test(text)) return text;
  const line = plainText(text)
    .replaceAll(/ \s+|[^\S ]\s*/g, ' ')
    .trim();
  return line.length <= most ? line : `${plainText(line.slice(0, most - 1)).trimEnd()}…`;
}
