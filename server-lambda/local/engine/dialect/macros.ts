/** Athena's functions that DuckDB lacks or means differently, as DuckDB macros. */
export const DIALECT_MACROS: readonly string[] = [];
