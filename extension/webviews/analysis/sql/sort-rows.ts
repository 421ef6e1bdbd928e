import type { Cell } from '../../../protocol/analysis-sql.ts';

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** The places of the rows in the order of a column: numbers as numbers, texts as words, nulls last; as given without a sort. */
export function sortRows(rows: readonly (readonly Cell[])[], sort: Sort | undefined): readonly number[] {
  const places = rows.map((_row, index) => index);
  if (sort === undefined) return places;
  const cells = rows.map((row) => row[sort.column] ?? null);
  const sign = sort.descending ? -1 : 1;
  return places.sort((one, other) => {
    const [a, b] = [cells[one] ?? null, cells[other] ?? null];
    if (a === null || b === null) return a === b ? one - other : a === null ? 1 : -1;
    return sign * compare(a, b) || one - other;
  });
}

const words = new Intl.Collator(undefined, { numeric: true });

function compare(a: NonNullable<Cell>, b: NonNullable<Cell>): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
}
