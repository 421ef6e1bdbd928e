import type { Token } from '../lexer.ts';
import { foreignConstruct } from './foreign-constructs.ts';
import { refuse } from './refusal.ts';
import { describeToken, nameOf, startsWithDigit, textOfString } from './token-text.ts';
import type { Identifier, Place, QualifiedName } from './tree.ts';

/**
 * Walks a statement's tokens for the grammar. A key is what the grammar matches on: a bare word in upper case or a
 * symbol; names in quotes, strings and numbers have none. Whatever can't go on refuses the statement.
 */
export interface TokenReader {
  /** Index of the current token. */
  position(): number;
  /** Where the tokens stand from this index up to the current one, which is not part of it. */
  placeFrom(index: number): Place;
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
  /** Takes one of these keys, whichever comes next, and returns it. */
  acceptOneOf<Key extends string>(...keys: readonly Key[]): Key | undefined;
  expect(...keys: readonly string[]): void;
  expectOneOf<Key extends string>(...keys: readonly Key[]): Key;
  skip(count?: number): void;
  identifier(): Identifier;
  /** The name that comes next, which stays there. */
  identifierAhead(): Identifier | undefined;
  /** Takes `a.b.c`. */
  qualifiedName(): QualifiedName;
  /** Takes a string and returns its text, without quotes and escapes; empty for one that is `unreadable`. */
  string(): string;
  /** The first `U&'…'` string with an escape that is none. */
  unreadable(): Token | undefined;
  /** Takes a whole number and returns it as written. */
  integer(): string;
  /** Takes `?` and returns how many of them come before it. */
  parameter(): number;
  /** Takes `item, item, …`. */
  list<Item>(item: () => Item): readonly Item[];
  /** Takes `(inside)`. */
  parentheses<Inside>(inside: () => Inside): Inside;
  /** Takes everything up to the parenthesis that closes the one at hand. */
  skipParentheses(): void;
  /** Runs a rule one level deeper; refuses what is nested too deep to be read safely. */
  nested<Result>(rule: () => Result): Result;
  /** Refuses the statement at the current token: `expected` says what would have been right. */
  fail(expected: string): never;
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
  let parameters = 0;
  let unreadable: Token | undefined;

  const reader: TokenReader = {
    position: () => current,
    placeFrom(index) {
      const first = tokens[index];
      const last = tokens[current - 1];
      if (first === undefined || last === undefined) throw new RangeError('there is no token to place');
      return { start: first.start, end: last.end, line: first.line, column: first.column };
    },
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
      const key = keys[current];
      for (const candidate of wanted) {
        if (candidate !== key) continue;
        current++;
        return candidate;
      }
      return undefined;
    },
    expect(...wanted) {
      for (const key of wanted) if (!reader.accept(key)) reader.fail(key);
    },
    expectOneOf(...wanted) {
      return reader.acceptOneOf(...wanted) ?? reader.fail(wanted.join(' or '));
    },
    skip(count = 1) {
      current += count;
    },
    identifier() {
      const token = tokens[current];
      if (token === undefined || !reader.atIdentifier()) return reader.fail('a name');
      current++;
      return { name: nameOf(token), at: reader.placeFrom(current - 1) };
    },
    identifierAhead() {
      if (!reader.atIdentifier()) return undefined;
      const identifier = reader.identifier();
      current--;
      return identifier;
    },
    qualifiedName() {
      const parts = [reader.identifier()];
      while (reader.accept('.')) parts.push(reader.identifier());
      return parts;
    },
    string() {
      const token = tokens[current];
      if (token === undefined || !reader.atString()) return reader.fail('a string');
      current++;
      const unicode = /^[Uu]/.test(token.text);
      const text = textOfString(token, unicode && reader.accept('UESCAPE') ? reader.string() : undefined);
      if (text === undefined) unreadable ??= token;
      return text ?? '';
    },
    unreadable: () => unreadable,
    integer() {
      const token = tokens[current];
      if (token === undefined || !reader.atInteger()) return reader.fail('a whole number');
      current++;
      return token.text;
    },
    parameter() {
      reader.expect('?');
      return parameters++;
    },
    list(item) {
      const items = [];
      do items.push(item());
      while (reader.accept(','));
      return items;
    },
    parentheses(inside) {
      reader.expect('(');
      const result = inside();
      reader.expect(')');
      return result;
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
      const foreign = foreignConstruct(tokens, keys, current);
      if (foreign !== undefined) throw refuse(foreign.sentence, foreign.token);
      const token = tokens[current];
      if (token === undefined) throw refuse(`Invalid SQL: it ends where ${expected} is expected`);
      const key = reader.key();
      if (WRITING_WORDS.has(key)) throw refuse(`Only read-only statements may run, and this one has ${key}`, token);
      throw refuse(`Invalid SQL: found ${describeToken(token)} where ${expected} is expected`, token);
    },
  };
  return reader;
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
