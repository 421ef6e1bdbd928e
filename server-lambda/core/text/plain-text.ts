/* eslint-disable no-misleading-character-class -- these classes hold single characters that combine, as they are to be found alone */
/**
 * Characters that a reader doesn't see and a model reads, removed wherever they stand: controls, soft hyphens, marks of
 * direction, fillers that look like nothing, and the tags in which whole sentences can be hidden.
 */
const UNSEEN = new RegExp(
  `[${[
    String.raw`\u0000-\u0008\u000E-\u001F\u007F-\u009F`, // controls
    String.raw`\u00AD\u200B\uFEFF`, // soft hyphen, zero-width spaces
    String.raw`\u034F`, // combining grapheme joiner
    String.raw`\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069`, // directions
    String.raw`\u115F\u1160\u3164\uFFA0`, // fillers of Hangul
    String.raw`\u17B4\u17B5\u180B-\u180F`, // vowels of Khmer without a shape, selectors of Mongolian
    String.raw`\u2060-\u2065\u206A-\u206F`, // word joiner, invisible operators, deprecated controls
    String.raw`\uFFF0-\uFFFB`, // interlinear annotation, and unassigned but ignorable
    String.raw`\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}`, // controls of shorthand and of music
    String.raw`\u{E0000}-\u{E0FFF}`, // tags, supplementary selectors
  ].join('')}]`,
  'gu',
);

/** What joiners stand between where a script or an emoji needs them. */
const JOINED = String.raw`(?:(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]|[\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}])`;
/** Joiners anywhere else, and several in a row, are hidden text. */
const JOINERS = new RegExp(
  String.raw`[\u200C\u200D]{2,}|(?<!${JOINED})[\u200C\u200D]|[\u200C\u200D](?!${JOINED})`,
  'gu',
);
/** One selector chooses how an emoji, a sign, a digit of a keycap or a Han character looks; others are hidden text. */
const SELECTORS = /[\uFE00-\uFE0F]{2,}|(?<![\p{Extended_Pictographic}\p{S}\p{Script=Han}\p{P}0-9])[\uFE00-\uFE0F]/gu;
/** Matches text that needs cleaning; surrogates may be unpaired. Most text does not match and stays unchanged. */
const SUSPECT =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uD800-\uDFFF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]/;
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/** Text of others without what its reader can't see: every line end is `\n`, and half characters are replaced. */
export function plainText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replaceAll(LINE_END, '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(SELECTORS, '')
    .replaceAll(JOINERS, '')
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
