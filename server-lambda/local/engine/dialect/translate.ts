import type { SqlValue, Statement } from '#core/ports/query-engine.ts';

export interface Translation {
  /** DuckDB's SQL, and the values for its `?`. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** The names that Athena gives the columns that came back. */
  nameColumns(columns: readonly string[]): readonly string[];
}

export interface TranslationContext {
  readonly database: string;
  readonly now: Date;
}

/** Athena's SQL as DuckDB's. Rejects with QUERY_FAILED what the embedded engine would not answer as Athena does. */
export function translate(statement: Statement, _context: TranslationContext): Translation {
  return {
    sql: statement.text,
    values: statement.values,
    nameColumns: (columns) => columns.map((column) => column.toLowerCase()),
  };
}
