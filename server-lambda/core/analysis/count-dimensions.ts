import { textOrNull, type QueryOptions, type QueryResult } from '../ports/query-engine.ts';
import { CASE_MONTH } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { joinSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';
import { byFigure, DIMENSIONS, type Dimension } from '../contract/dimensions.ts';
import { compareText, largestFirst, type Count, type Figures } from '../contract/figures.ts';

/** A case whose summary says something: not NULL, and more than blanks, invisible characters or a word for nothing. */
export const HAS_SUMMARY: SqlFragment = sql`NOT regexp_like(lower(case_summary), '^[\\s\\p{Z}\\p{Cf}]*(none|null|n/a|na|)[\\s\\p{Z}\\p{Cf}.]*$')`;

/** Exact figures over some cases. */
export interface DimensionCounts {
  readonly figures: Figures;
  /** How many of the cases have a summary that is not blank. */
  readonly withSummary: number;
  /** By month, in order, then by severity, largest first. */
  readonly severityByMonth: readonly SeverityInMonth[];
}

/** How many cases of a severity were opened in a month, `YYYY-MM`. */
export interface SeverityInMonth {
  readonly month: string | null;
  readonly severity: string | null;
  readonly count: number;
}

const columnOf = ({ column }: Dimension) => nameSql(column);

/** The column of every dimension, in their order. */
export const DIMENSION_COLUMNS = joinSql(DIMENSIONS.map(columnOf), ', ');

/** What cases are grouped by, each alone. */
const GROUPS = [...DIMENSIONS, 'month'] as const;
const GROUPED = joinSql([DIMENSION_COLUMNS, sql`month`], ', ');
const SEVERITY = sql`severitycode`;

/**
 * Counts the cases that match by every dimension in one pass over the data: Athena charges by the bytes that a
 * statement reads, so one with grouping sets costs a seventh of seven. `part` is an SQL expression that splits the
 * cases, such as into two periods; the answer has the counts of each part that has cases.
 */
export async function countDimensions(
  source: CaseSource,
  where: SqlFragment,
  part: SqlFragment,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<{ readonly parts: ReadonlyMap<string, DimensionCounts>; readonly result: QueryResult }> {
  const each = joinSql(
    DIMENSIONS.map((dimension) => sql`(part, ${columnOf(dimension)})`),
    ', ',
  );
  const statement = sql`WITH matching AS (
  SELECT ${part} AS part, ${DIMENSION_COLUMNS}, ${CASE_MONTH} AS month, ${HAS_SUMMARY} AS has_summary
  FROM ${source.cases}
  WHERE ${where}
)
SELECT part, grouping(${GROUPED}) AS dimension, coalesce(${GROUPED}) AS value, ${SEVERITY} AS severity, month,
  count(*) AS cases, count_if(has_summary) AS with_summary
FROM matching
GROUP BY GROUPING SETS ((part), ${each}, (part, month), (part, ${SEVERITY}, month))`;
  const result = await source.engine.query(statement, { ...options, maxRows: 100_000 });
  const names = [...new Set(result.rows.map((row) => String(row['part'])))];
  return { parts: new Map(names.map((name) => [name, countsOf(result, name)])), result };
}

/** The counts of no cases at all. */
export const NO_COUNTS: DimensionCounts = {
  figures: { total: 0, ...byFigure(() => []), by_month: [] },
  withSummary: 0,
  severityByMonth: [],
};

type Group = (typeof GROUPS)[number] | 'total' | 'severity in month';

/** `grouping()` sets the bit of each column that a row is not grouped by; the leftmost column is the highest bit. */
function groupOf(mask: number): Group {
  const grouped = GROUPS.filter((_, index) => (mask & (2 ** (GROUPS.length - 1 - index))) === 0);
  return grouped.length > 1 ? 'severity in month' : (grouped[0] ?? 'total');
}

function countsOf(result: QueryResult, part: string): DimensionCounts {
  const lists = new Map<Group, Count[]>(GROUPS.map((group) => [group, []]));
  const severityByMonth: SeverityInMonth[] = [];
  let total = 0;
  let withSummary = 0;
  for (const row of result.rows) {
    if (row['part'] !== part) continue;
    const group = groupOf(Number(row['dimension']));
    const count = Number(row['cases']);
    if (group === 'total') {
      total = count;
      withSummary = Number(row['with_summary']);
    } else if (group === 'severity in month') {
      severityByMonth.push({ month: textOrNull(row['month']), severity: textOrNull(row['severity']), count });
    } else {
      lists.get(group)?.push({ value: textOrNull(row['value']), count });
    }
  }
  return {
    figures: {
      total,
      ...byFigure((dimension) => (lists.get(dimension) ?? []).sort(largestFirst)),
      by_month: (lists.get('month') ?? []).sort(byValue),
    },
    withSummary,
    severityByMonth: severityByMonth.sort(
      (a, b) => compareText(a.month, b.month) || b.count - a.count || compareText(a.severity, b.severity),
    ),
  };
}

function byValue(a: Count, b: Count): number {
  return compareText(a.value, b.value);
}
