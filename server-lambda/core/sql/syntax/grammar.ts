import type { TokenReader } from './token-reader.ts';
import type { Expression, Identifier, Query, QueryBody, SortItem, Window } from './tree.ts';

/** The rules of Trino's grammar (SqlBase.g4) that call one another across files. Each reads from where `reader` is. */
export interface Grammar {
  readonly reader: TokenReader;
  /** Reads an expression. With `begun`, its first operand, something in parentheses, is read already. */
  readonly expression: (begun?: Expression) => Expression;
  /** Reads an expression without AND, OR, NOT and comparisons at its top. */
  readonly value: () => Expression;
  /** The operand that was read last: what `.*` at the reader's place belongs to. */
  lastOperand: Expression | undefined;
  /** Reads `a DESC NULLS LAST, …`. */
  readonly sortItems: () => readonly SortItem[];
  /** Reads a call from its parenthesis on. */
  readonly call: (start: CallStart) => Expression;
  /** Reads what begins with a reserved word, which is taken already: CASE, CAST, JSON_VALUE, … */
  readonly special: (key: string, start: number) => Expression;
  /** Reads `(PARTITION BY …)` or the name of a window, after OVER. */
  readonly over: () => Window | Identifier;
  readonly query: () => Query;
  /** Reads set operations, ORDER BY, OFFSET and LIMIT after the first part of a query, which begins at `start`. */
  readonly tail: (first: QueryBody, start: number) => Query;
}

export interface CallStart {
  readonly name: readonly Identifier[];
  /** The bare word in upper case if the name is one. */
  readonly word: string;
  readonly semantics: 'running' | 'final' | undefined;
  /** Index of the first token. */
  readonly start: number;
}
