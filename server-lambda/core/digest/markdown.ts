/** How many characters of a third party's sentence, and of a name, are shown. */
const QUOTE_LENGTH = 200;
const NAME_LENGTH = 80;
/** Longer than any sentence of ours. */
const SENTENCE_LENGTH = 600;

/** A third party's sentence in quotation marks, inert, cut after at most 200 characters at the end of a word. */
export function quote(sentence: string): string {
  return `“${escapeMarkdown(cutAtWord(plain(sentence), QUOTE_LENGTH)).replaceAll(/[“”]/g, '"')}”`;
}

/**
 * A short name of a third party (a service, an account, a term), inert and at most 80 characters. Inert means: one line
 * that renders as the characters it has. Links, images, HTML, headings, tables, code and mentions stay text; web
 * addresses are left out, control and direction characters are removed.
 */
export function label(name: string): string {
  return escapeMarkdown(cutAtWord(plain(name), NAME_LENGTH));
}

/** A sentence of ours that may hold values of a third party, inert and whole as far as any is. */
export function sentence(text: string): string {
  return escapeMarkdown(cutAtWord(plain(text), SENTENCE_LENGTH)).replace(/(?<![.!?…])$/, '.');
}

/** More of a text is never looked at: what is shown is far shorter, even when much of this is invisible. */
const LOOKED_AT = 4_000;

/** One line of visible characters, addresses left out. */
function plain(text: string): string {
  return (
    text
      .slice(0, LOOKED_AT)
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
      .replaceAll(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
      .replaceAll(
        /(?:[a-z][a-z0-9+.-]{0,30}:\/\/|\bwww\.|\b(?:mailto|javascript|data|command|file|vbscript):(?=\S))[^\s)\]}>"'`]*/giu,
        LEFT_OUT,
      )
      // Also what reads like a mail address becomes no link.
      .replaceAll(/(?<=[\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu, ' at ')
      .replaceAll(/ {2,}/g, ' ')
      .trim()
  );
}

const LEFT_OUT = '‹address left out›';

/** Cuts after at most `length` characters, at the end of a word where there is one, and says so with an ellipsis. */
function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  // A cut in the middle of a surrogate pair would leave half a character.
  const head = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '');
  const word = text.charAt(length - 1) === ' ' ? head.length : head.lastIndexOf(' ');
  return `${(word > length / 2 ? head.slice(0, word) : head).trimEnd().replace(/[,;:]$/, '')}…`;
}

/** HTML becomes entities, and the marks that Markdown gives a meaning in the middle of a line are escaped. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]{}|~#$!]/g, (mark) => (mark === '!' ? mark : `\\${mark}`))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;');
}

/** `1,532`. */
export function number(count: number): string {
  const digits = String(count);
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(',');
}

/** `1,532 cases`, `1 case`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** A share with at most one decimal: `7.7%`, `50%`; never 0% of something, nor 100% of less than all. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '0%';
  const rounded = Math.round((part / whole) * 1000) / 10;
  if (rounded === 0 && part > 0) return '<0.1%';
  if (rounded === 100 && part < whole) return '>99.9%';
  return `${String(rounded)}%`;
}

/** `64 (7.7%)`. */
export function share(part: number, whole: number): string {
  return `${number(part)} (${percent(part, whole)})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
