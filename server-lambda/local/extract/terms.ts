import { STOP_WORDS } from '#core/text/stop-words.ts';

/** A word of a text as it counts: `key` is the same for its inflections, `surface` is how it was written. */
export interface Token {
  readonly key: string;
  readonly surface: string;
  /** Error codes (`ThrottlingException`, `HTTP 429`'s 429) keep their spelling and weigh more. */
  readonly kind: 'word' | 'code';
}

/** Reads texts into words. The same spelling has the same number each time, so that it is read and kept once. */
export interface Tokenizer {
  /** Every spelling met so far that says something, by its number. */
  readonly tokens: readonly Token[];
  /**
   * The words of a text in order, by number; -1 stands where a phrase can't go on: a stop word, an identifier, a
   * number, a mark that parts clauses or sentences.
   */
  read(text: string): number[];
}

export function createTokenizer(): Tokenizer {
  const tokens: Token[] = [];
  const known = new Map<string, number>();
  const numberOf = (word: string): number => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const token = readWord(word);
    const number = token === null ? -1 : tokens.push(token) - 1;
    known.set(word, number);
    return number;
  };
  return {
    tokens,
    read(text) {
      const numbers: number[] = [];
      let start = -1;
      for (let i = 0; i <= text.length; i++) {
        const role = i < text.length ? roleOf(text.charCodeAt(i)) : Role.gap;
        if (role === Role.word) {
          if (start < 0) start = i;
        } else if (
          start >= 0 &&
          role === Role.joint &&
          i + 1 < text.length &&
          roleOf(text.charCodeAt(i + 1)) === Role.word
        ) {
          // `us-east-1`, `m5.large`, `MAX_SIZE`: the mark stands inside a name.
        } else {
          if (start >= 0) numbers.push(numberOf(text.slice(start, i)));
          start = -1;
          if (role === Role.end || text.charAt(i) === '.') numbers.push(-1);
        }
      }
      return numbers;
    },
  };
}

/** What a character does to the words around it. */
const Role = { word: 1, joint: 2, gap: 3, end: 4 } as const;
type Role = (typeof Role)[keyof typeof Role];

/** Roles of the characters met so far, by UTF-16 code: a property of Unicode, so it may be kept for good. */
const roles = new Uint8Array(0x1_0000);

function roleOf(code: number): number {
  const known = roles[code] ?? 0;
  return known === 0 ? (roles[code] = judge(String.fromCharCode(code))) : known;
}

function judge(char: string): Role {
  if (/[\p{L}\p{N}\p{M}]/u.test(char)) return Role.word;
  if (/[-_.'’]/.test(char)) return Role.joint;
  return /[\s"“”‘`*/]/.test(char) ? Role.gap : Role.end;
}

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
