import { textOrNull, type QueryOptions, type QueryResult } from '../ports/query-engine.ts';
import { CASE_MONTH } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { joinSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';
import { byFigure, DIMENSIONS, type Dimension, type DimensionId } from '../contract/dimensions.ts';
import {
  compareText,
  largestFirst,
  type Count,
  type CrossCount,
  type CrossCounts,
  type Figures,
} from '../contract/figures.ts';

/** A case whose summary says something: not NULL, and more than blanks, invisible characters or a word for nothing. */
export const HAS_SUMMARY: SqlFragment = sql`NOT regexp_like(lower(case_summary), '^[\\s\\p{Z}\\p{Cf}]*(none|null|n/a|na|)[\\s\\p{Z}\\p{Cf}.]*$')`;

/** Exact figures over some cases. */
export interface DimensionCounts {
  readonly figures: Figures;
  /** How many of the cases have a summary that is not blank. */
  readonly withSummary: number;
  readonly crossCounts: CrossCounts;
}

const columnOf = ({ column }: Dimension) => nameSql(column);

/** The column of every dimension, in their order. */
export const DIMENSION_COLUMNS = joinSql(DIMENSIONS.map(columnOf), ', ');

/** What cases are grouped by, each alone. */
const GROUPS = [...DIMENSIONS, 'month'] as const;
type Grouped = (typeof GROUPS)[number];
const GROUPED = joinSql([DIMENSION_COLUMNS, sql`month`], ', ');

const idOf = (group: Grouped) => (group === 'month' ? group : group.id);
const groupColumn = (group: Grouped) => (group === 'month' ? sql`month` : columnOf(group));

/** What cases are grouped by together. */
const CROSSED = [
  ['severity', 'month'],
  ['severity', 'service'],
  ['rca_category', 'service'],
] as const satisfies readonly (readonly [DimensionId, DimensionId | 'month'])[];

const CROSSED_COLUMNS = new Set<string>(CROSSED.flat());

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
  const sets = [
    ...GROUPS.map((group) => sql`(part, ${groupColumn(group)})`),
    ...CROSSED.map(
      (pair) => sql`(part, ${joinSql(GROUPS.filter((group) => isIn(pair, group)).map(groupColumn), ', ')})`,
    ),
  ];
  const statement = sql`WITH matching AS (
  SELECT ${part} AS part, ${DIMENSION_COLUMNS}, ${CASE_MONTH} AS month, ${HAS_SUMMARY} AS has_summary
  FROM ${source.cases}
  WHERE ${where}
)
SELECT part, grouping(${GROUPED}) AS dimension, coalesce(${GROUPED}) AS value, ${joinSql(
    GROUPS.filter((group) => CROSSED_COLUMNS.has(idOf(group))).map(
      (group) => sql`${groupColumn(group)} AS ${nameSql(crossedName(idOf(group)))}`,
    ),
    ', ',
  )},
  count(*) AS cases, count_if(has_summary) AS with_summary
FROM matching
GROUP BY GROUPING SETS ((part), ${joinSql(sets, ', ')})`;
  const result = await source.engine.query(statement, { ...options, maxRows: 100_000 });
  const names = [...new Set(result.rows.map((row) => String(row['part'])))];
  return { parts: new Map(names.map((name) => [name, countsOf(result, name)])), result };
}

function isIn(pair: readonly string[], group: Grouped): boolean {
  return pair.includes(idOf(group));
}

function crossedName(id: string): string {
  return `crossed_${id}`;
}

/** The counts of no cases at all. */
export const NO_COUNTS: DimensionCounts = {
  figures: { total: 0, ...byFigure(() => []), by_month: [] },
  withSummary: 0,
  crossCounts: { severityByMonth: [], severityByService: [], rootCauseByService: [] },
};

/** `grouping()` sets the bit of each column that a row is not grouped by; the leftmost column is the highest bit. */
function groupedBy(mask: number): readonly Grouped[] {
  return GROUPS.filter((_, index) => (mask & (2 ** (GROUPS.length - 1 - index))) === 0);
}

function countsOf(result: QueryResult, part: string): DimensionCounts {
  const lists = new Map<Grouped, Count[]>(GROUPS.map((group) => [group, []]));
  const crossed = new Map<
    (typeof CROSSED)[number],
    { readonly row: QueryResult['rows'][number]; readonly count: number }[]
  >();
  let total = 0;
  let withSummary = 0;
  for (const row of result.rows) {
    if (row['part'] !== part) continue;
    const groups = groupedBy(Number(row['dimension']));
    const count = Number(row['cases']);
    const [group, other] = groups;
    if (group === undefined) {
      total = count;
      withSummary = Number(row['with_summary']);
    } else if (other === undefined) {
      lists.get(group)?.push({ value: textOrNull(row['value']), count });
    } else {
      const pair = CROSSED.find((candidate) => isIn(candidate, group) && isIn(candidate, other));
      if (pair === undefined) continue;
      const counts = crossed.get(pair) ?? [];
      counts.push({ row, count });
      crossed.set(pair, counts);
    }
  }
  const crossCount = <First extends string, Second extends string>(pair: readonly [First, Second]) => {
    const [first, second] = pair;
    const rows = [...crossed].find(([candidate]) => candidate[0] === first && candidate[1] === second)?.[1] ?? [];
    return rows
      .map(({ row, count }): CrossCount<First, Second> => {
        const values = { [first]: textOrNull(row[crossedName(first)]), [second]: textOrNull(row[crossedName(second)]) };
        // The keys are those of the pair by construction.
        return { values: values as Record<First | Second, string | null>, count };
      })
      .sort(
        (a, b) =>
          b.count - a.count ||
          compareText(a.values[second], b.values[second]) ||
          compareText(a.values[first], b.values[first]),
      );
  };
  return {
    figures: {
      total,
      ...byFigure((dimension) => (lists.get(dimension) ?? []).sort(largestFirst)),
      by_month: (lists.get('month') ?? []).sort(byValue),
    },
    withSummary,
    crossCounts: {
      severityByMonth: crossCount(CROSSED[0]).sort((a, b) => compareText(a.values.month, b.values.month)),
      severityByService: crossCount(CROSSED[1]),
      rootCauseByService: crossCount(CROSSED[2]),
    },
  };
}

function byValue(a: Count, b: Count): number {
  return compareText(a.value, b.value);
}
