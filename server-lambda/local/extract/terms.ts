import { STOP_WORDS } from './stop-words.ts';

/** A word of a text as it counts: `key` is the same for its inflections, `surface` is how it was written. */
export interface Token {
  readonly key: string;
  readonly surface: string;
  /** Error codes (`ThrottlingException`, `HTTP 429`'s 429) keep their spelling and weigh more. */
  readonly kind: 'word' | 'code';
}

/**
 * Reads the words of texts in order; `null` stands where a phrase can't go on: a stop word, an identifier, a number,
 * the end of a sentence. The same word is the same object each time: texts repeat their words, and looking one up
 * costs less than reading it again.
 */
export function createTokenizer(): (text: string) => (Token | null)[] {
  const known = new Map<string, Token | null>();
  return (text) => {
    const tokens: (Token | null)[] = [];
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      const gap = match.index - end;
      if (gap > 1 && BREAK.test(text.slice(end, match.index))) tokens.push(null);
      const word = match[0];
      let token = known.get(word);
      if (token === undefined) {
        token = readWord(word);
        known.set(word, token);
      }
      tokens.push(token);
      end = match.index + word.length;
    }
    return tokens;
  };
}

/** Runs of letters and digits, held together by the marks that stand inside names: `us-east-1`, `m5.large`, `MAX_SIZE`. */
const WORD = /[\p{L}\p{N}]+(?:[-_.'’][\p{L}\p{N}]+)*/gu;
const BREAK = /[^\s"'“”‘’`*_/-]/u;

function readWord(word: string): Token | null {
  if (word.length < 2 || word.length > 60) return null;
  if (HTTP_STATUS.test(word)) return { key: word, surface: word, kind: 'code' };
  if (IDENTIFIER.test(word) || !/\p{L}{2}|\p{L}\d/u.test(word)) return null;
  if (ERROR_CODE.test(word)) return { key: word.toLowerCase(), surface: word, kind: 'code' };
  const plain = word
    .toLowerCase()
    .replace(/['’](?:s|re|ve|ll|d|t)?$/u, '')
    .replaceAll(/['’]/gu, '');
  if (plain.length < 2 || STOP_WORDS.has(plain)) return null;
  return { key: stem(plain), surface: lowerUnlessName(word.replace(/['’]s$/u, '')), kind: 'word' };
}

/** Statuses that are seldom a count of something. */
const HTTP_STATUS = /^(?:403|429|502|503|504)$/;

/** Numbers and measures, dates, hexadecimal, UUIDs, resource ids and anything with five digits or more. */
const IDENTIFIER =
  /^(?:\d[\d.,_-]*(?:\p{L}{0,3})?|[0-9a-f]{8,}|\p{L}{1,10}-[0-9a-f]{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:\D*\d){5}.*|q[1-4])$/iu;

/** `ThrottlingException`, `RequestLimitExceeded`, `InsufficientInstanceCapacity`, `ERR_TIMED_OUT`. */
const ERROR_CODE =
  /^(?:(?:\p{Lu}\p{Ll}+|\p{Lu}{2,})+(?:Exception|Error|Exceeded|Denied|Failed|Failure|Fault|Timeout|TimedOut|Unavailable|Refused|Capacity|NotFound|Invalid|Expired|Mismatch|SlowDown)|SlowDown|AccessDenied|[\p{Lu}\d]+(?:_[\p{Lu}\d]+)+)$/u;

/** Names keep their capitals (`DynamoDB`, `TLS`), a word at the start of a sentence doesn't. */
function lowerUnlessName(word: string): string {
  return /^\p{Lu}?[^\p{Lu}]*$/u.test(word) ? word.toLowerCase() : word;
}

/**
 * What an English word's inflections share: `throttled`, `throttling` and `throttle` are one, so are `configuration` and
 * `configure`. Names with digits or marks inside stay as they are.
 */
export function stem(word: string): string {
  if (!/^[a-z]+$/.test(word) || word.length < 4) return word;
  const short = SHORT_FORMS.get(word);
  if (short !== undefined) return short;
  let base = word;
  if (/(?:ss|us|is)$/.test(base)) return base;
  if (base.endsWith('ies') && base.length > 4) base = `${base.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(base)) base = base.slice(0, -2);
  else if (base.endsWith('s')) base = base.slice(0, -1);
  const inflection = /(?:ing|ed)$/.exec(base)?.[0];
  if (inflection !== undefined) {
    const rest = base.slice(0, -inflection.length);
    if (rest.length >= 3 && /[aeiouy]/.test(rest)) base = /([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  if (base.length > 3 && base.endsWith('e')) base = base.slice(0, -1);
  const ending = /(?:ation|at)$/.exec(base)?.[0] ?? /ion$/.exec(base)?.[0];
  return ending !== undefined && base.length - ending.length >= (ending === 'ion' ? 5 : 4)
    ? base.slice(0, -ending.length)
    : base;
}

const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['config', 'configur'],
  ['configs', 'configur'],
  ['misconfigured', 'misconfigur'],
  ['repo', 'repository'],
  ['auth', 'authentic'],
]);

/** Every part of a token that a question may name it by: `ThrottlingException` is found by `throttling` too. */
export function partsOf(token: { readonly key: string; readonly surface: string }): readonly string[] {
  if (/^[a-z]+$/.test(token.surface)) return [token.key];
  const parts = token.surface.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? [];
  return [...new Set([token.key, ...parts.map((part) => stem(part.toLowerCase()))])];
}

/** The sentences of a text, trimmed; line breaks end one too. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?]["'”’)\]]?)\s+(?=[\p{Lu}\p{N}"'“‘([`<*#!])|[\r\n\u2028\u2029]+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
