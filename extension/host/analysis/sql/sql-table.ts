import { type Cell, ROWS_AT_ONCE, type SqlColumn, type SqlRows } from '../../../protocol/analysis-sql.ts';
import { cutText } from '../../../protocol/bounds.ts';
import type { TableAnswer } from '../server/answers.ts';

/** A complete result of SQL; cells are in the order of the columns. */
export interface SqlTable {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const MOST_COLUMNS = 2_000;
const LONGEST_CELL = 10_000;
/** The most characters of one message. */
const MOST_CHARACTERS = 2_000_000;

export function sqlTable({ columns, rows }: Pick<TableAnswer, 'columns' | 'rows'>): SqlTable {
  const names = columns.slice(0, MOST_COLUMNS);
  const table = rows.map((row) => names.map((name) => row[name] ?? null));
  return { columns: names.map((name, index) => ({ name, type: typeOf(table, index) })), rows: table };
}

function typeOf(rows: SqlTable['rows'], column: number): SqlColumn['type'] {
  const types = new Set(rows.map((row) => row[column] ?? null).flatMap((cell) => (cell === null ? [] : [typeof cell])));
  const [type] = types;
  if (type === undefined) return 'empty';
  if (types.size > 1) return 'mixed';
  return type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'text';
}

/** Splits the rows into messages of bounded size, and cuts long text. */
export function* sqlPages(result: string, { rows }: SqlTable): Generator<SqlRows> {
  let page: Cell[][] = [];
  let characters = 0;
  let offset = 0;
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell) => (typeof cell === 'string' ? cutText(cell, LONGEST_CELL) : cell));
    const size = cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
    if (page.length === ROWS_AT_ONCE || (page.length > 0 && characters + size > MOST_CHARACTERS)) {
      yield { result, offset, rows: page };
      page = [];
      characters = 0;
      offset = index;
    }
    page.push(cells);
    characters += size;
  }
  if (page.length > 0) yield { result, offset, rows: page };
}
