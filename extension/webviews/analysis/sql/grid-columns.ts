import type { Cell, SqlColumn } from '../../../protocol/analysis-sql.ts';
import { visibleText } from '#core/visible-text.ts';

const LETTER = 7.5;
const PADDING = 26;
const NARROWEST = 64;
const WIDEST = 400;
/** The width of a column is measured on this many rows. */
const LOOKED_AT = 100;
const LONGEST_SHOWN = 300;

/** How wide each column is in pixels: as what stands in the first rows asks for. */
export function columnWidths(columns: readonly SqlColumn[], rows: readonly (readonly Cell[])[]): readonly number[] {
  const sample = rows.slice(0, LOOKED_AT);
  return columns.map(({ name }, index) => {
    const longest = sample.reduce((most, row) => Math.max(most, cellText(row[index] ?? null).length), name.length + 2);
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * LETTER + PADDING)));
  });
}

/** The columns that are in view, and how far from the left the first of them begins. */
export function columnsInView(
  widths: readonly number[],
  left: number,
  width: number,
): { readonly first: number; readonly end: number; readonly offset: number } {
  let first = 0;
  let offset = 0;
  while (first < widths.length - 1 && offset + (widths[first] ?? 0) < left) offset += widths[first++] ?? 0;
  let end = first;
  for (let x = offset; end < widths.length && x < left + width; end++) x += widths[end] ?? 0;
  return { first, end, offset };
}

/** A cell in one line, cut to what can be seen of it. */
export function cellText(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell !== 'string') return String(cell);
  const text = visibleText(cell.slice(0, LONGEST_SHOWN)).replaceAll('\n', ' ⏎ ');
  return cell.length > LONGEST_SHOWN ? `${text}…` : text;
}
