import type { ScalarKind, SqlType } from '../types.ts';

/** Kinds of types that have lengths or digits. */
export type SizedKind = 'decimal' | 'varchar' | 'char' | 'time' | 'timestamp' | 'timestamp with time zone';

/** A type in a signature: it has variables where a type has parts. */
export type TypePattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'plain'; readonly type: SqlType }
  /** Sizes are numbers, or letters that the arguments bind. Without sizes it takes any. */
  | { readonly kind: 'sized'; readonly base: SizedKind; readonly sizes: readonly string[] }
  | { readonly kind: 'array'; readonly element: TypePattern }
  | { readonly kind: 'map'; readonly key: TypePattern; readonly value: TypePattern }
  | { readonly kind: 'row'; readonly fields: readonly { readonly name?: string; readonly type: TypePattern }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypePattern[]; readonly result: TypePattern };

export interface Signature {
  /** The parameters as written, then what binds the variables, as Trino lists them: `array(T), T) T:comparable`. */
  readonly text: string;
  readonly parameters: readonly TypePattern[];
  /** The last parameter may be given again and again. */
  readonly repeats: boolean;
  readonly result: TypePattern | 'rule';
  readonly constraints: ReadonlyMap<string, 'orderable' | 'comparable'>;
}

const SIZED = new Set<string>(['decimal', 'varchar', 'char', 'time', 'timestamp', 'timestamp with time zone']);

const parsed = new Map<string, Signature>();

/** Reads the signature language of `FunctionEntry`. Throws a plain Error for what is not in it. */
export function parseSignature(text: string): Signature {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const signature = new SignatureReader(text).signature();
  parsed.set(text, signature);
  return signature;
}

class SignatureReader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/->|\.\.\.|\w+|\S/gu) ?? [];
  }

  signature(): Signature {
    this.#expect('(');
    const parameters = this.#peek() === ')' ? [] : this.#list();
    const repeats = this.#accept('...');
    this.#expect(')');
    this.#expect('->');
    const result = this.#accept('rule') ? 'rule' : this.#type();
    const constraints = new Map<string, 'orderable' | 'comparable'>();
    if (this.#accept('where')) this.#constraints(constraints);
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return { text: this.#listed(constraints), parameters, repeats, result, constraints };
  }

  #constraints(constraints: Map<string, 'orderable' | 'comparable'>): void {
    do {
      const name = this.#next();
      this.#expect('is');
      const property = this.#next();
      if (property !== 'orderable' && property !== 'comparable') throw this.#unexpected();
      constraints.set(name, property);
    } while (this.#accept(','));
  }

  #listed(constraints: ReadonlyMap<string, string>): string {
    const parameters = this.#text.slice(1, this.#text.lastIndexOf(')', this.#text.indexOf('->'))).replace('...', '');
    const bounds = [...constraints].map(([name, property]) => `${name}:${property}`);
    return `(${parameters})${bounds.length === 0 ? '' : ` ${bounds.join(', ')}`}`;
  }

  #list(): TypePattern[] {
    const types = [this.#type()];
    while (this.#accept(',')) types.push(this.#type());
    return types;
  }

  #type(): TypePattern {
    const name = this.#next();
    if (/^[A-Z]/u.test(name)) return { kind: 'variable', name };
    switch (name) {
      case 'array':
      case 'map':
      case 'function':
        return this.#container(name);
      case 'row':
        return this.#row();
      case 'interval':
        return this.#interval();
      default:
        return this.#named(name);
    }
  }

  #container(kind: 'array' | 'map' | 'function'): TypePattern {
    this.#expect('(');
    const parts = this.#list();
    this.#expect(')');
    const [first, second, ...more] = parts;
    const last = parts.at(-1);
    if (kind === 'function' && last !== undefined) return { kind, parameters: parts.slice(0, -1), result: last };
    if (kind === 'array' && first !== undefined && second === undefined) return { kind, element: first };
    if (kind === 'map' && first !== undefined && second !== undefined && more.length === 0)
      return { kind, key: first, value: second };
    throw this.#unexpected();
  }

  #row(): TypePattern {
    this.#expect('(');
    const fields = [];
    do {
      const next = this.#tokens[this.#at + 1] ?? '';
      const named = /^\w/u.test(next) && !['day', 'year', 'with'].includes(next);
      fields.push(named ? { name: this.#next(), type: this.#type() } : { type: this.#type() });
    } while (this.#accept(','));
    this.#expect(')');
    return { kind: 'row', fields };
  }

  #interval(): TypePattern {
    const words = [this.#next(), this.#next(), this.#next()].join(' ');
    if (words !== 'day to second' && words !== 'year to month') throw this.#unexpected();
    return { kind: 'plain', type: { kind: `interval ${words}` } };
  }

  #named(name: string): TypePattern {
    const sizes: string[] = [];
    if (SIZED.has(name) && this.#accept('(')) {
      do sizes.push(this.#next());
      while (this.#accept(','));
      this.#expect(')');
    }
    const base = name === 'timestamp' && this.#accept('with') ? this.#zoned() : name;
    // The set holds the names of SizedKind; any other name is that of a type without parts.
    if (SIZED.has(base)) return { kind: 'sized', base: base as SizedKind, sizes };
    return { kind: 'plain', type: { kind: base as ScalarKind } };
  }

  #zoned(): string {
    this.#expect('time');
    this.#expect('zone');
    return 'timestamp with time zone';
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected();
    this.#at++;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw this.#unexpected();
  }

  #unexpected(): Error {
    return new Error(
      `The signature ${this.#text} is wrong near its part ${this.#at + 1}: ${this.#peek() ?? 'its end'}`,
    );
  }
}
