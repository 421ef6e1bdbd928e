/** A place in the grid; row -1 is the heads of the columns. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at once. */
  readonly page: number;
}

/** Where a key leads to from a place, as in any grid; undefined for a key that leads nowhere. */
export function placeAfter(
  key: string,
  withControl: boolean,
  { row, column }: Place,
  { rows, columns, page }: GridSize,
): Place | undefined {
  const within = (place: Place): Place => ({
    row: Math.max(-1, Math.min(rows - 1, place.row)),
    column: Math.max(0, Math.min(columns - 1, place.column)),
  });
  switch (key) {
    case 'ArrowDown':
      return within({ row: row + 1, column });
    case 'ArrowUp':
      return within({ row: row - 1, column });
    case 'ArrowRight':
      return within({ row, column: column + 1 });
    case 'ArrowLeft':
      return within({ row, column: column - 1 });
    case 'PageDown':
      return within({ row: row + page, column });
    case 'PageUp':
      return within({ row: Math.max(0, row - page), column });
    case 'Home':
      return within({ row: withControl ? 0 : row, column: 0 });
    case 'End':
      return within({ row: withControl ? rows - 1 : row, column: columns - 1 });
    default:
      return undefined;
  }
}
