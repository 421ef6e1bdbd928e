import { CASE_COLUMNS } from '#core/contract/case-record.ts';
import { Refusal } from './refusal.ts';
import type { Rewriting, Value } from './rewriting.ts';
import { symbolAt, wordAt, type Node } from './token-tree.ts';

export const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** The comparison that stands here, if it is one. */
export function comparisonAt(node: Node): string | undefined {
  const word = wordAt(node);
  if (word === 'in' || word === 'between') return word;
  const symbol = symbolAt(node);
  return symbol !== undefined && COMPARISONS.has(symbol) ? symbol : undefined;
}

/** DuckDB would turn one type into the other, Athena refuses. */
export function refuseMixed(r: Rewriting, left: Value | undefined, operator: string, right: Value): void {
  if ((left?.isTemporal && right.isText) || (left?.isText && right.isTemporal)) {
    throw new Refusal(
      `Cannot apply operator: a date or timestamp can't be compared (${operator}) with varchar.`,
      undefined,
      "Write the literal with its type, such as DATE '2025-01-31' or TIMESTAMP '2025-01-31 10:00:00'.",
    );
  }
  const mixed = (column: Value | undefined, number: Value) =>
    column?.column !== undefined &&
    CASE_COLUMN_NAMES.has(column.column) &&
    !r.aliases.has(column.column) &&
    number.isNumber === true;
  if (left === undefined) return;
  const column = mixed(left, right) ? left.column : mixed(right, left) ? right.column : undefined;
  if (column === undefined) return;
  throw new Refusal(
    `Cannot apply operator: ${column} is varchar and can't be compared (${operator}) with a number.`,
    undefined,
    'Put the number in single quotes, or cast the column.',
  );
}

const CASE_COLUMN_NAMES: ReadonlySet<string> = new Set(CASE_COLUMNS);
