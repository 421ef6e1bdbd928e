import { CaseInsightsError } from '../../errors.ts';
import type { Token } from '../lexer.ts';

/**
 * Walks a statement's tokens for the grammar. A key is what the grammar matches on: a bare word in upper case or a
 * symbol; names in quotes, strings and numbers have none. Whatever can't go on refuses the statement.
 */
export interface TokenReader {
  /** Index of the current token. */
  position(): number;
  token(ahead?: number): Token | undefined;
  key(ahead?: number): string;
  at(key: string, ahead?: number): boolean;
  atIdentifier(ahead?: number): boolean;
  /** At a string; a binary literal is none. */
  atString(ahead?: number): boolean;
  atInteger(ahead?: number): boolean;
  /** At `a.b.c (`. */
  atCall(ahead?: number): boolean;
  atEnd(): boolean;
  /** Takes these keys if all of them come next, in this order. */
  accept(...keys: readonly string[]): boolean;
  acceptOneOf(...keys: readonly string[]): boolean;
  expect(...keys: readonly string[]): void;
  expectOneOf(...keys: readonly string[]): void;
  skip(count?: number): void;
  /** Takes a name and returns it as Trino compares it: unquoted, in lower case. */
  identifier(): string;
  /** Takes `a.b.c` and returns its parts. */
  qualifiedName(): readonly string[];
  string(): void;
  integer(): void;
  /** Takes `item, item, …`. */
  list(item: () => void): void;
  /** Takes `(inside)`. */
  parentheses(inside: () => void): void;
  /** Takes everything up to the parenthesis that closes the one at hand. */
  skipParentheses(): void;
  /** Runs a rule one level deeper; refuses what is nested too deep to be read safely. */
  nested<Result>(rule: () => Result): Result;
  /** Refuses the statement at the current token: `expected` says what would have been right. */
  fail(expected: string): never;
}

/** A failure with code QUERY_REFUSED; `sentence` has no full stop, and ends with the token's place. */
export function refuse(
  sentence: string,
  place?: { readonly line: number; readonly column: number },
): CaseInsightsError {
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  return new CaseInsightsError(
    'QUERY_REFUSED',
    `${sentence}${where}.`,
    "Send one read-only statement in Athena's SQL: SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE or EXPLAIN.",
  );
}

/** Far beyond any real statement, and far below what overflows the stack. */
const MAX_NESTING = 300;

/** Words that begin or mark a statement that changes something; met in a query, they say what was tried. */
const WRITING_WORDS: ReadonlySet<string> = new Set([
  ...['ALTER', 'CALL', 'CREATE', 'DEALLOCATE', 'DELETE', 'DROP', 'EXECUTE', 'GRANT', 'INSERT', 'INTO', 'MERGE'],
  ...['PREPARE', 'REVOKE', 'TRUNCATE', 'UNLOAD', 'UPDATE', 'VACUUM'],
]);

export function readTokens(tokens: readonly Token[]): TokenReader {
  const keys = tokens.map(({ kind, text }) =>
    kind === 'word' ? text.toUpperCase() : kind === 'symbol' || kind === 'parameter' ? text : '',
  );
  let current = 0;
  let depth = 0;

  const reader: TokenReader = {
    position: () => current,
    token: (ahead = 0) => tokens[current + ahead],
    key: (ahead = 0) => keys[current + ahead] ?? '',
    at: (key, ahead = 0) => keys[current + ahead] === key,
    atEnd: () => current >= tokens.length,
    atIdentifier(ahead = 0) {
      const token = tokens[current + ahead];
      if (token?.kind === 'word') return !RESERVED_WORDS.has(reader.key(ahead)) && !startsWithDigit(token);
      return token?.kind === 'quoted' || token?.kind === 'backquoted';
    },
    atString(ahead = 0) {
      const token = tokens[current + ahead];
      return token?.kind === 'string' && !/^[xX]/.test(token.text);
    },
    atInteger(ahead = 0) {
      const token = tokens[current + ahead];
      return token?.kind === 'number' && /^(?:0[xXoObB]|[0-9_]+$)/.test(token.text);
    },
    atCall(ahead = 0) {
      let end = ahead + 1;
      while (reader.at('.', end)) end += 2;
      return reader.atIdentifier(ahead) && reader.at('(', end);
    },
    accept(...wanted) {
      for (let ahead = 0; ahead < wanted.length; ahead++) if (keys[current + ahead] !== wanted[ahead]) return false;
      current += wanted.length;
      return true;
    },
    acceptOneOf(...wanted) {
      if (!wanted.includes(reader.key())) return false;
      current++;
      return true;
    },
    expect(...wanted) {
      for (const key of wanted) if (!reader.accept(key)) reader.fail(key);
    },
    expectOneOf(...wanted) {
      if (!reader.acceptOneOf(...wanted)) reader.fail(wanted.join(' or '));
    },
    skip(count = 1) {
      current += count;
    },
    identifier() {
      const token = tokens[current];
      if (token === undefined || !reader.atIdentifier()) return reader.fail('a name');
      current++;
      if (token.kind === 'word') return token.text.toLowerCase();
      const quote = token.text.charAt(0);
      return token.text
        .slice(1, -1)
        .replaceAll(quote + quote, quote)
        .toLowerCase();
    },
    qualifiedName() {
      const parts = [reader.identifier()];
      while (reader.accept('.')) parts.push(reader.identifier());
      return parts;
    },
    string() {
      if (!reader.atString()) reader.fail('a string');
      const unicode = /^[Uu]/.test(tokens[current]?.text ?? '');
      current++;
      if (unicode && reader.accept('UESCAPE')) reader.string();
    },
    integer() {
      if (!reader.atInteger()) reader.fail('a whole number');
      current++;
    },
    list(item) {
      do item();
      while (reader.accept(','));
    },
    parentheses(inside) {
      reader.expect('(');
      inside();
      reader.expect(')');
    },
    skipParentheses() {
      reader.expect('(');
      for (let open = 1; open > 0; current++) {
        if (reader.atEnd()) reader.fail(')');
        if (reader.at('(')) open++;
        else if (reader.at(')')) open--;
      }
    },
    nested(rule) {
      if (++depth > MAX_NESTING) throw refuse('The statement is nested too deeply to check', tokens[current]);
      const result = rule();
      depth--;
      return result;
    },
    fail(expected) {
      const token = tokens[current];
      if (token === undefined) throw refuse(`Invalid SQL: it ends where ${expected} is expected`);
      const key = reader.key();
      if (WRITING_WORDS.has(key)) throw refuse(`Only read-only statements may run, and this one has ${key}`, token);
      throw refuse(`Invalid SQL: found ${describeToken(token)} where ${expected} is expected`, token);
    },
  };
  return reader;
}

/** A token as a message may name it: short, and never a string's text, which may be a case's. */
export function describeToken(token: Token): string {
  if (token.kind === 'string') return 'a string';
  if (token.kind === 'word' && startsWithDigit(token))
    return 'a name that starts with a digit and has no double quotes';
  return token.text.length > 60 ? `${token.text.slice(0, 60)}…` : token.text;
}

/** Trino reads such a word as a name, and then wants it in double quotes. */
function startsWithDigit(token: Token): boolean {
  return token.text.charAt(0) <= '9';
}

/** The words that Trino's grammar takes for a name only in double quotes (SqlBase.g4, all keywords but `nonReserved`). */
const RESERVED_WORDS: ReadonlySet<string> = new Set(
  `ALTER AND AS BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE CURRENT_CATALOG CURRENT_DATE CURRENT_PATH
   CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEALLOCATE DELETE DESCRIBE DISTINCT DROP
   ELSE END ESCAPE EXCEPT EXECUTE EXISTS EXTRACT FALSE FOR FROM FULL GROUP GROUPING HAVING IN INNER INSERT INTERSECT
   INTO IS JOIN JSON_ARRAY JSON_EXISTS JSON_OBJECT JSON_QUERY JSON_TABLE JSON_VALUE LEFT LIKE LISTAGG LOCALTIME
   LOCALTIMESTAMP NATURAL NORMALIZE NOT NULL ON OR ORDER OUTER PREPARE RECURSIVE RIGHT ROLLUP SELECT SKIP TABLE THEN
   TRIM TRUE UESCAPE UNION UNNEST USING VALUES WHEN WHERE WITH`.split(/\s+/),
);
