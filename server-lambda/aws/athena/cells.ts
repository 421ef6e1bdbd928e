import type { ColumnInfo } from '@aws-sdk/client-athena';
import type { Cell } from '#core/ports/query-engine.ts';

/** One row: each value as Athena prints it, NULL as null. */
export type RowTexts = readonly (string | null)[];

export type RowReader = (texts: RowTexts) => Readonly<Record<string, Cell>>;

/** How the rows of these columns are read; `keys` are the columns' names, each of them once. */
export function rowReader(columns: readonly ColumnInfo[], keys: readonly string[]): RowReader {
  const readers = columns.map(({ Type, Scale }) =>
    cellReader(Type === 'decimal' && Scale === 0 ? 'bigint' : (Type ?? '')),
  );
  return (texts) =>
    Object.fromEntries(
      keys.map((key, index) => {
        const text = texts[index] ?? null;
        return [key, text === null ? null : (readers[index]?.(text) ?? text)];
      }),
    );
}

/** Athena's type names: https://docs.aws.amazon.com/athena/latest/ug/data-types.html */
function cellReader(type: string): (text: string) => Cell {
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'integer':
    case 'bigint':
      return (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
    case 'double':
    case 'float':
    case 'real':
      return (text) => (Number.isFinite(Number(text)) ? Number(text) : text);
    case 'boolean':
      return (text) => text === 'true';
    default:
      return (text) => text;
  }
}
