/**
 * `word`: a bare identifier or keyword (also Trino's digit identifiers such as `2nd`); `quoted`: `"…"`;
 * `backquoted`: `` `…` ``, Hive's quoting; `string`: `'…'`, `U&'…'` and `X'…'`; `parameter`: `?`.
 */
export type TokenKind = 'word' | 'quoted' | 'backquoted' | 'string' | 'number' | 'parameter' | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the source, quotes included: `sql.slice(start, end)`. */
  readonly text: string;
  /** UTF-16 offsets into the source; `end` is the first one after the token. */
  readonly start: number;
  readonly end: number;
  /** Both count from 1; columns in UTF-16 units, lines end at `\n`, `\r\n` or `\r`. */
  readonly line: number;
  readonly column: number;
}

/** SQL that Trino's lexer can't read: something that never ends, or a character it does not know. */
export class SqlLexError extends Error {
  override readonly name = 'SqlLexError';
  readonly line: number;
  readonly column: number;
  /** UTF-16 offset into the source. */
  readonly at: number;
  /** What begins there has no end; otherwise the character is none of SQL's. */
  readonly neverEnds: boolean;

  /** `message` says what is wrong, in the middle of a sentence and without the position. */
  constructor(message: string, place: Pick<SqlLexError, 'line' | 'column' | 'at' | 'neverEnds'>) {
    super(message);
    this.line = place.line;
    this.column = place.column;
    this.at = place.at;
    this.neverEnds = place.neverEnds;
  }
}

/**
 * Reads SQL into the tokens of Trino's grammar (SqlBase.g4), in order, without white space and comments. A backslash
 * escapes nothing, comments do not nest, and a `--` comment ends at `\r` as well as at `\n`. Takes linear time.
 * Throws SqlLexError, also for `$$`, which Trino's versions read differently.
 */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;

  const countLines = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const char = sql.charCodeAt(i);
      if (char === LINE_FEED || (char === CARRIAGE_RETURN && sql.charCodeAt(i + 1) !== LINE_FEED)) {
        line++;
        lineStart = i + 1;
      }
    }
  };

  while (at < sql.length) {
    const skipped = endOfWhiteSpaceOrComment(sql, at);
    const column = at - lineStart + 1;
    if (skipped === NEVER_ENDS) throw new SqlLexError('a /* comment never ends', { line, column, at, neverEnds: true });
    if (skipped > at) {
      countLines(at, skipped);
      at = skipped;
      continue;
    }
    const read = readToken(sql, at);
    if (read === undefined) throw new SqlLexError(describeUnknown(sql, at), { line, column, at, neverEnds: false });
    const [kind, end] = read;
    if (end === NEVER_ENDS) throw new SqlLexError(describeUnterminated(kind), { line, column, at, neverEnds: true });
    tokens.push({ kind, text: sql.slice(at, end), start: at, end, line, column });
    // Only these may hold line ends.
    if (kind === 'string' || kind === 'quoted' || kind === 'backquoted') countLines(at, end);
    at = end;
  }
  return tokens;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const NEVER_ENDS = -1;

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const WHITE_SPACE = /[ \r\n\t]+/y;
const LINE_COMMENT = /--[^\r\n]*/y;
// Trino takes the longest match; where two match alike, the number wins over the identifier.
const DOUBLE = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[Ee][+-]?[0-9]+/y;
const DECIMAL = /[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*/y;
const INTEGER = /0[Xx](?:_?[0-9A-Fa-f])+|0[Oo](?:_?[0-7])+|0[Bb](?:_?[01])+|[0-9](?:_?[0-9])*/y;
const DIGIT_IDENTIFIER = /[0-9][A-Za-z0-9_]+/y;
const SYMBOL = /<>|!=|<=|>=|\|\||->|=>|\{-|-\}|[-=<>+*/%;()[\],.:|^${}]/y;

function match(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
}

function endOfWhiteSpaceOrComment(sql: string, at: number): number {
  const spaces = match(WHITE_SPACE, sql, at);
  if (spaces > at) return spaces;
  if (sql.startsWith('--', at)) return match(LINE_COMMENT, sql, at);
  if (!sql.startsWith('/*', at)) return at;
  const close = sql.indexOf('*/', at + 2);
  return close === -1 ? NEVER_ENDS : close + 2;
}

function readToken(sql: string, at: number): readonly [TokenKind, end: number] | undefined {
  const char = sql.charAt(at);
  switch (char) {
    case "'":
      return ['string', endOfQuoted(sql, at + 1, char)];
    case '"':
      return ['quoted', endOfQuoted(sql, at + 1, char)];
    case '`':
      return ['backquoted', endOfQuoted(sql, at + 1, char)];
    case '?':
      return ['parameter', at + 1];
    case 'U':
    case 'u':
      if (sql.startsWith("&'", at + 1)) return ['string', endOfQuoted(sql, at + 3, "'")];
      break;
    case 'X':
    case 'x':
      // A binary literal knows no '' escape.
      if (sql.charAt(at + 1) === "'") return ['string', sql.indexOf("'", at + 2) + 1 || NEVER_ENDS];
      break;
    case '$':
      if (sql.charAt(at + 1) === '$') return undefined;
      break;
  }
  const word = match(WORD, sql, at);
  if (word > at) return ['word', word];
  return (mayBeNumber(sql, at) ? readNumber(sql, at) : undefined) ?? readSymbol(sql, at);
}

/** At a digit, or at a point before one. Most symbols are neither, and need not be tried as numbers. */
function mayBeNumber(sql: string, at: number): boolean {
  const code = sql.charCodeAt(at);
  return isDigit(code) || (code === POINT && isDigit(sql.charCodeAt(at + 1)));
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function readNumber(sql: string, at: number): readonly [TokenKind, end: number] | undefined {
  const number = Math.max(match(DOUBLE, sql, at), match(DECIMAL, sql, at), match(INTEGER, sql, at));
  const digitIdentifier = match(DIGIT_IDENTIFIER, sql, at);
  if (digitIdentifier > number) return ['word', digitIdentifier];
  return number > at ? ['number', number] : undefined;
}

function readSymbol(sql: string, at: number): readonly [TokenKind, end: number] | undefined {
  const symbol = match(SYMBOL, sql, at);
  return symbol > at ? ['symbol', symbol] : undefined;
}

/** Where the quoting that began before `from` ends; a doubled quote stands for itself. */
function endOfQuoted(sql: string, from: number, quote: string): number {
  let at = from;
  for (;;) {
    const close = sql.indexOf(quote, at);
    if (close === -1) return NEVER_ENDS;
    if (sql.charAt(close + 1) !== quote) return close + 1;
    at = close + 2;
  }
}

function describeUnterminated(kind: TokenKind): string {
  return kind === 'string' ? "a string that opens with ' never ends" : 'a quoted name never ends';
}

const INVISIBLE: ReadonlyMap<string, string> = new Map([
  ['\u00a0', 'a no-break space'],
  ['\u200b', 'a zero-width space'],
  ['\ufeff', 'a byte order mark'],
  ['\u2028', 'a line separator'],
  ['\f', 'a form feed'],
  ['\v', 'a vertical tab'],
  ['\0', 'a NUL character'],
]);

function describeUnknown(sql: string, at: number): string {
  const codePoint = sql.codePointAt(at) ?? 0;
  const char = String.fromCodePoint(codePoint);
  if (char === '$') return 'SQL does not support $$';
  if (sql.startsWith('&&', at)) return 'SQL has no &&: write AND';
  const hex = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = INVISIBLE.get(char);
  if (name !== undefined) return `${name} (${hex}) is used where SQL needs plain spaces`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(char)
    ? `SQL does not allow the character ${char} (${hex})`
    : `SQL does not allow the character ${hex}`;
}
