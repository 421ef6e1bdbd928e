import type { Token } from '#core/sql/lexer.ts';
import type { SqlValue } from '#core/ports/query-engine.ts';
import type { Rewriter } from './call.ts';
import type { Node } from './token-tree.ts';

/** What is known while a statement is rewritten. */
export interface Rewriting extends Rewriter {
  /** Of the parameter tokens, in order. */
  readonly parameters: ReadonlyMap<Token, { readonly number: number; readonly value: SqlValue }>;
  readonly now: Date;
  /** Names that the statement gives to something; they may hide a column of the table. */
  readonly aliases: ReadonlySet<string>;
  /** The names that WITH gives. */
  readonly commonTables: ReadonlySet<string>;
  /** Anything from a whole statement to one expression. */
  sequence(nodes: readonly Node[]): Sequence;
}

export interface Sequence {
  readonly text: string;
  /** Ends with a name that was given to what stands before. */
  readonly aliased: boolean;
  readonly values: number;
  /** The value, when there is just one. */
  readonly only?: Value;
}

export interface Clause {
  readonly text: string;
  readonly next: number;
  /** Whether a name may follow. */
  readonly isValue: boolean;
}

export interface Value {
  readonly text: string;
  readonly next: number;
  /** The column's name, when it is nothing but one. */
  readonly column?: string;
  readonly isNumber?: true;
  /** A string literal. */
  readonly isText?: true;
  readonly isTemporal?: true;
}
