import type { Cell } from '../../../protocol/analysis-sql.ts';
import type { SqlTable } from '../sql/sql-table.ts';
import { csvText } from './csv-text.ts';
import { jsonText } from './json-text.ts';

/** A result of SQL as a file; whole, also where the page shows text cut. */
export function exportTable({ columns, rows }: SqlTable, format: 'csv' | 'json'): string {
  const names = columns.map(({ name }) => name);
  if (format === 'csv') return csvText([names, ...rows]);
  return jsonText(rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))));
}

/** Rows as they are pasted into a spreadsheet, with the names of the columns; all rows unless some are named. */
export function tabSeparated({ columns, rows }: SqlTable, picked?: readonly number[]): string {
  const chosen = picked === undefined ? rows : picked.flatMap((index) => (rows[index] ? [rows[index]] : []));
  const line = (cells: readonly Cell[]) => cells.map((cell) => cellText(cell)).join('\t');
  return [line(columns.map(({ name }) => name)), ...chosen.map(line)].join('\n');
}

/** What would start another cell or line becomes a space; what a spreadsheet would take for a formula, text. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = cell.replaceAll(/[\t\r\n]+/g, ' ');
  return /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
}
