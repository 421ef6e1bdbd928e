import { visibleText } from '#core/visible-text.ts';
import type { Cell } from '../../../protocol/analysis-sql.ts';

/** Rows as CSV (RFC 4180), with a byte order mark, which spreadsheets need to read it as UTF-8. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Text that a spreadsheet would take for a formula begins with an apostrophe, which tells it not to. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = visibleText(cell);
  const harmless = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
