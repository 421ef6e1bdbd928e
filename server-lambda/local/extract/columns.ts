import type { Table, TableCell } from './table.ts';
import { stem } from './terms.ts';

/** What a column holds, judged by nine tenths of its cells. */
export type ColumnKind = 'number' | 'date' | 'category' | 'text';

export interface Column {
  readonly name: string;
  readonly index: number;
  readonly kind: ColumnKind;
  /** How many rows have a value. */
  readonly filled: number;
  /** How many different values it has. */
  readonly different: number;
  /** How strongly the prompt asks for it; 0 when it doesn't. */
  readonly asked: number;
}

/** The columns of a table, those that the prompt speaks of first. */
export function readColumns(table: Table, prompt: string): readonly Column[] {
  const wanted = new Set((prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem));
  return table.columns
    .map((name, index) => {
      const cells = table.rows.flatMap((row) => row[index] ?? []);
      const kind = kindOf(name, cells);
      const asked = askedFor(name, kind, cells, wanted, prompt);
      return { name, index, kind, filled: cells.length, different: new Set(cells).size, asked };
    })
    .sort((a, b) => b.asked - a.asked || Number(saysLittle(a)) - Number(saysLittle(b)) || a.index - b.index);
}

/** A column of names that hardly repeat, or of one value alone. */
export function saysLittle({ kind, filled, different }: Omit<Column, 'name' | 'index' | 'asked'>): boolean {
  return kind === 'category' && filled > 10 && (different > filled * 0.8 || different === 1);
}

const IDENTIFIER = /(?:^|[_.\s-]|[a-z](?=[A-Z]))(?:id|number|no|account|case|key|code|zip|port|arn)$|(?:id|number)$/i;

function kindOf(name: string, cells: readonly TableCell[]): ColumnKind {
  if (cells.length === 0) return 'category';
  const most = (test: (cell: TableCell) => boolean) => cells.filter(test).length >= cells.length * 0.9;
  if (most((cell) => dateOf(cell) !== null)) return 'date';
  if (!IDENTIFIER.test(name) && most((cell) => numberOf(cell) !== null)) return 'number';
  const length = cells.reduce((sum: number, cell) => sum + String(cell).length, 0) / cells.length;
  return length > 60 ? 'text' : 'category';
}

/** A number, also as text with separators (`1,234.5`) or a percent sign; null for others and for long digit strings. */
export function numberOf(cell: TableCell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  if (!/^[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,11})?(?:\.\d+)?(?:e[-+]?\d+)?\s?%?$/i.test(text) || !/\d/.test(text))
    return null;
  if (/^0\d/.test(text)) return null;
  return Number(text.replaceAll(/[,%\s]/g, ''));
}

/** The UTC day of a date or the first day of a month, `YYYY-MM-DD`; null for others. */
export function dateOf(cell: TableCell): string | null {
  if (typeof cell !== 'string') return null;
  const found = /^(\d{4})[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01])(?:[T ].*)?)?$/.exec(cell.trim());
  return found === null ? null : `${found[1] ?? ''}-${found[2] ?? ''}-${found[3] ?? '01'}`;
}

/** `asked` of a column whose name stands in the prompt, at least. */
export const NAMED = 4;

const KIND_WORDS: Readonly<Record<ColumnKind, RegExp>> = {
  number:
    /\b(?:total|sum|average|mean|median|max\w*|min\w*|highest|lowest|largest|smallest|cost|expensive|outliers?)\b/i,
  date: /\b(?:trends?|when|over time|chang\w+|increas\w+|decreas\w+|month\w*|week\w*|da(?:y|ys|ily)|timeline|spik\w+|peak\w*)\b/i,
  category: /\b(?:top|most|common|which|breakdown|distribution|group\w*|by|per|categor\w+|share)\b/i,
  text: /\b(?:themes?|issues?|problems?|words?|say|said|summar\w+|about|complain\w*)\b/i,
};

function askedFor(
  name: string,
  kind: ColumnKind,
  cells: readonly TableCell[],
  wanted: ReadonlySet<string>,
  prompt: string,
): number {
  const parts = (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? []).map((part) => stem(part.toLowerCase()));
  const named = parts.some(
    (part) => wanted.has(part) || [...wanted].some((word) => word.length > 3 && part.startsWith(word)),
  );
  const valued =
    kind === 'category' &&
    cells.some((cell) => typeof cell === 'string' && cell.length > 2 && wanted.has(stem(cell.toLowerCase())));
  return (named ? NAMED : 0) + (valued ? 2 : 0) + (KIND_WORDS[kind].test(prompt) ? 1 : 0);
}
