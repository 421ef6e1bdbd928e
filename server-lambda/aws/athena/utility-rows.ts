import type { RowTexts } from './cells.ts';

/**
 * Parses Hive's results for SHOW, DESCRIBE and the like: one text per row, columns separated by tabs and padded with
 * spaces. A plain DESCRIBE gives one row per column; a partition key without a comment gets one that says what it is.
 */
export function utilityRows(rows: readonly RowTexts[], columnCount: number): readonly RowTexts[] {
  const parted = rows.map((row) => {
    const [only, ...others] = row;
    const cells = typeof only === 'string' && others.length === 0 ? splitTabs(only, columnCount) : row;
    return cells.map((cell) => cell?.trimEnd() ?? null);
  });
  return describedColumns(parted) ?? parted;
}

function splitTabs(text: string, count: number): readonly string[] {
  const parts = text.split('\t');
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join('\t')];
}

/** Hive lists every column, then the partition keys once more under a heading. */
function describedColumns(rows: readonly RowTexts[]): readonly RowTexts[] | undefined {
  const heading = rows.findIndex(([name]) => name === '# Partition Information');
  const more = rows.some(([name]) => name?.includes('Detailed Table Information'));
  if (heading === -1 || more) return undefined;
  const keys = new Set(rows.slice(heading).map(([name]) => name));
  return rows
    .slice(0, heading)
    .filter(([name]) => name !== '')
    .map(([name, type, comment]) => [
      name ?? null,
      type ?? null,
      (comment ?? '') === '' && keys.has(name) ? 'partition key' : (comment ?? ''),
    ]);
}
