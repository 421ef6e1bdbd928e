import type { Token } from '../lexer.ts';
import { foreignConstruct } from './foreign-constructs.ts';
import { refuse } from './refusal.ts';
import { describeToken, nameOf, startsWithDigit, textOfString } from './token-text.ts';
import type { Identifier, Place, QualifiedName } from './tree.ts';

/** Far beyond any real statement, and far below what overflows the stack. */
const MAX_NESTING = 300;

/** Words that begin or mark a statement that changes something; met in a query, they say what was tried. */
const WRITING_WORDS: ReadonlySet<string> = new Set([
  ...['ALTER', 'CALL', 'CREATE', 'DEALLOCATE', 'DELETE', 'DROP', 'EXECUTE', 'GRANT', 'INSERT', 'INTO', 'MERGE'],
  ...['PREPARE', 'REVOKE', 'TRUNCATE', 'UNLOAD', 'UPDATE', 'VACUUM'],
]);

/**
 * Walks a statement's tokens for the grammar. A key is what the grammar matches on: a bare word in upper case or a
 * symbol; names in quotes, strings and numbers have none. Whatever can't go on refuses the statement.
 */
export class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #keys: readonly string[];
  #current = 0;
  #depth = 0;
  #parameters = 0;
  #unreadable: Token | undefined;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#keys = tokens.map(keyOf);
  }

  /** Index of the current token. */
  position(): number {
    return this.#current;
  }

  /** Where the tokens stand from this index up to the current one, which is not part of it. */
  placeFrom(index: number): Place {
    const first = this.#tokens[index];
    const last = this.#tokens[this.#current - 1];
    if (first === undefined || last === undefined) throw new RangeError('there is no token to place');
    return { start: first.start, end: last.end, line: first.line, column: first.column };
  }

  token(ahead = 0): Token | undefined {
    return this.#tokens[this.#current + ahead];
  }

  key(ahead = 0): string {
    return this.#keys[this.#current + ahead] ?? '';
  }

  at(key: string, ahead = 0): boolean {
    return this.#keys[this.#current + ahead] === key;
  }

  atEnd(): boolean {
    return this.#current >= this.#tokens.length;
  }

  atIdentifier(ahead = 0): boolean {
    const token = this.token(ahead);
    if (token?.kind === 'word') return !RESERVED_WORDS.has(this.key(ahead)) && !startsWithDigit(token);
    return token?.kind === 'quoted' || token?.kind === 'backquoted';
  }

  /** At a string; a binary literal is none. */
  atString(ahead = 0): boolean {
    const token = this.token(ahead);
    return token?.kind === 'string' && !/^[xX]/.test(token.text);
  }

  atInteger(ahead = 0): boolean {
    const token = this.token(ahead);
    return token?.kind === 'number' && /^(?:0[xXoObB]|[0-9_]+$)/.test(token.text);
  }

  /** At `a.b.c (`. */
  atCall(ahead = 0): boolean {
    let end = ahead + 1;
    while (this.at('.', end)) end += 2;
    return this.atIdentifier(ahead) && this.at('(', end);
  }

  /** Takes these keys if all of them come next, in this order. */
  accept(...keys: readonly string[]): boolean {
    for (let ahead = 0; ahead < keys.length; ahead++) if (!this.at(keys[ahead] ?? '', ahead)) return false;
    this.#current += keys.length;
    return true;
  }

  /** Takes one of these keys, whichever comes next, and returns it. */
  acceptOneOf<Key extends string>(...keys: readonly Key[]): Key | undefined {
    const key = this.key();
    for (const candidate of keys) {
      if (candidate !== key) continue;
      this.#current++;
      return candidate;
    }
    return undefined;
  }

  expect(...keys: readonly string[]): void {
    for (const key of keys) if (!this.accept(key)) this.fail(key);
  }

  expectOneOf<Key extends string>(...keys: readonly Key[]): Key {
    return this.acceptOneOf(...keys) ?? this.fail(keys.join(' or '));
  }

  skip(count = 1): void {
    this.#current += count;
  }

  identifier(): Identifier {
    const token = this.token();
    if (token === undefined || !this.atIdentifier()) return this.fail('a name');
    this.#current++;
    return { name: nameOf(token), at: this.placeFrom(this.#current - 1) };
  }

  /** The name that comes next, which stays there. */
  identifierAhead(): Identifier | undefined {
    if (!this.atIdentifier()) return undefined;
    const identifier = this.identifier();
    this.#current--;
    return identifier;
  }

  /** Takes `a.b.c`. */
  qualifiedName(): QualifiedName {
    const parts = [this.identifier()];
    while (this.accept('.')) parts.push(this.identifier());
    return parts;
  }

  /** Takes a string and returns its text, without quotes and escapes; empty for one that is `unreadable`. */
  string(): string {
    const token = this.token();
    if (token === undefined || !this.atString()) return this.fail('a string');
    this.#current++;
    const unicode = /^[Uu]/.test(token.text);
    const text = textOfString(token, unicode && this.accept('UESCAPE') ? this.string() : undefined);
    if (text === undefined) this.#unreadable ??= token;
    return text ?? '';
  }

  /** The first `U&'…'` string with an escape that is none. */
  unreadable(): Token | undefined {
    return this.#unreadable;
  }

  /** Takes a whole number and returns it as written. */
  integer(): string {
    const token = this.token();
    if (token === undefined || !this.atInteger()) return this.fail('a whole number');
    this.#current++;
    return token.text;
  }

  /** Takes `?` and returns how many of them come before it. */
  parameter(): number {
    this.expect('?');
    return this.#parameters++;
  }

  /** Takes `item, item, …`. */
  list<Item>(item: () => Item): readonly Item[] {
    const items: Item[] = [];
    do items.push(item());
    while (this.accept(','));
    return items;
  }

  /** Takes `(inside)`. */
  parentheses<Inside>(inside: () => Inside): Inside {
    this.expect('(');
    const result = inside();
    this.expect(')');
    return result;
  }

  /** Takes everything up to the parenthesis that closes the one at hand. */
  skipParentheses(): void {
    this.expect('(');
    for (let open = 1; open > 0; this.#current++) {
      if (this.atEnd()) this.fail(')');
      if (this.at('(')) open++;
      else if (this.at(')')) open--;
    }
  }

  /** Runs a rule one level deeper; refuses what is nested too deep to be read safely. */
  nested<Result>(rule: () => Result): Result {
    if (++this.#depth > MAX_NESTING) throw refuse('The statement is nested too deeply to check', this.token());
    const result = rule();
    this.#depth--;
    return result;
  }

  /** Refuses the statement at the current token: `expected` says what would have been right. */
  fail(expected: string): never {
    const foreign = foreignConstruct(this.#tokens, this.#keys, this.#current);
    if (foreign !== undefined) throw refuse(foreign.sentence, foreign.token);
    const token = this.token();
    if (token === undefined) throw refuse(`Invalid SQL: it ends where ${expected} is expected`);
    const key = this.key();
    if (WRITING_WORDS.has(key)) throw refuse(`Only read-only statements may run, and this one has ${key}`, token);
    throw refuse(`Invalid SQL: found ${describeToken(token)} where ${expected} is expected`, token);
  }
}

function keyOf({ kind, text }: Token): string {
  if (kind === 'word') return text.toUpperCase();
  return kind === 'symbol' || kind === 'parameter' ? text : '';
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
