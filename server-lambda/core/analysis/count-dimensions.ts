import { textOrNull, type QueryOptions, type QueryResult } from '../ports/query-engine.ts';
import { CASE_MONTH, dayOfSql } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { joinSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';
import { byDimension, byFigure, DIMENSIONS, type Dimension, type DimensionId } from '../contract/dimensions.ts';
import {
  compareText,
  largestFirst,
  type Count,
  type CrossCount,
  type CrossCounts,
  type Figures,
} from '../contract/figures.ts';
import { spellingsOf, type Spellings } from './spellings.ts';

/** A case whose summary says something: not NULL, and more than blanks, invisible characters or a word for nothing. */
export const HAS_SUMMARY: SqlFragment = sql`NOT regexp_like(lower(case_summary), '^[\\s\\p{Z}\\p{Cf}]*(none|null|n/a|na|)[\\s\\p{Z}\\p{Cf}.]*$')`;

/** Exact figures over some cases. */
export interface DimensionCounts {
  readonly figures: Figures;
  /** How many of the cases have a summary that is not blank. */
  readonly withSummary: number;
  readonly crossCounts: CrossCounts;
  /** The last UTC day on which one of the cases was fetched; null if that is not known. */
  readonly lastRetrieved: string | null;
}

const columnOf = ({ column }: Dimension) => nameSql(column);

/** The column of every dimension, in their order. */
export const DIMENSION_COLUMNS = joinSql(DIMENSIONS.map(columnOf), ', ');

const RETRIEVED = dayOfSql(sql`case_retrieval_date`);

/** What cases are grouped by, each alone. */
const GROUPS = [...DIMENSIONS, 'month'] as const;
type Grouped = (typeof GROUPS)[number];
const GROUPED = joinSql([DIMENSION_COLUMNS, sql`month`], ', ');

const idOf = (group: Grouped) => (group === 'month' ? group : group.id);
const groupColumn = (group: Grouped) => (group === 'month' ? sql`month` : columnOf(group));

/** What cases are grouped by together: of the first, by the second. */
export const CROSSED = {
  severityByMonth: ['severity', 'month'],
  severityByService: ['severity', 'service'],
  rootCauseByService: ['rca_category', 'service'],
} as const satisfies Record<keyof CrossCounts, readonly [DimensionId, DimensionId | 'month']>;

const CROSSED_COLUMNS = new Set<string>(Object.values(CROSSED).flat());

/**
 * Counts the cases that match by every dimension in one pass over the data: Athena charges by the bytes that a
 * statement reads, so one with grouping sets costs a seventh of seven. `part` is an SQL expression that splits the
 * cases, such as into two periods; the answer has the counts of each part that has cases, of parts beside `only` just
 * the totals.
 */
export async function countDimensions(
  source: CaseSource,
  where: SqlFragment,
  part: SqlFragment,
  { only, ...options }: Omit<QueryOptions, 'maxRows'> & { readonly only?: readonly string[] },
): Promise<{
  readonly parts: ReadonlyMap<string, DimensionCounts>;
  /** One for all parts. */
  readonly spellings: Spellings;
  readonly result: QueryResult;
}> {
  const sets = [
    ...GROUPS.map((group) => sql`(part, ${groupColumn(group)})`),
    ...Object.values(CROSSED).map(
      (pair) => sql`(part, ${joinSql(GROUPS.filter((group) => isIn(pair, group)).map(groupColumn), ', ')})`,
    ),
  ];
  const value = (column: SqlFragment) =>
    only === undefined ? column : sql`IF(part IN (${textsSql(only)}), ${column})`;
  const values = GROUPS.map((group) => sql`${value(groupColumn(group))} AS ${groupColumn(group)}`);
  const statement = sql`WITH parted AS (
  SELECT ${part} AS part, ${DIMENSION_COLUMNS}, ${CASE_MONTH} AS month, ${HAS_SUMMARY} AS has_summary, ${RETRIEVED} AS retrieved
  FROM ${source.cases}
  WHERE ${where}
), matching AS (
  SELECT part, ${joinSql(values, ', ')}, has_summary, retrieved FROM parted
)
SELECT part, grouping(${GROUPED}) AS dimension, coalesce(${GROUPED}) AS value, ${joinSql(
    GROUPS.filter((group) => CROSSED_COLUMNS.has(idOf(group))).map(
      (group) => sql`${groupColumn(group)} AS ${nameSql(crossedName(idOf(group)))}`,
    ),
    ', ',
  )},
  count(*) AS cases, count_if(has_summary) AS with_summary, max(retrieved) AS last_retrieved
FROM matching
GROUP BY GROUPING SETS ((part), ${joinSql(sets, ', ')})`;
  const result = await source.engine.query(statement, { ...options, maxRows: 100_000 });
  const spellings = spellingsOf(storedCounts(result));
  const names = [...new Set(result.rows.map((row) => String(row['part'])))];
  return { parts: new Map(names.map((name) => [name, countsOf(result, name, spellings)])), spellings, result };
}

function textsSql(texts: readonly string[]): SqlFragment {
  return joinSql(
    texts.map((text) => sql`${text}`),
    ', ',
  );
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
  lastRetrieved: null,
  crossCounts: { severityByMonth: [], severityByService: [], rootCauseByService: [] },
};

/** `grouping()` sets the bit of each column that a row is not grouped by; the leftmost column is the highest bit. */
function groupedBy(mask: number): readonly Grouped[] {
  return GROUPS.filter((_, index) => (mask & (2 ** (GROUPS.length - 1 - index))) === 0);
}

/** The counts of all parts together, by value as stored. */
function storedCounts(result: QueryResult): Readonly<Record<DimensionId, readonly Count[]>> {
  const stored = byDimension(() => new Map<string | null, number>());
  for (const row of result.rows) {
    const [group, ...others] = groupedBy(Number(row['dimension']));
    if (group === undefined || group === 'month' || others.length > 0) continue;
    add(stored[group.id], textOrNull(row['value']), Number(row['cases']));
  }
  return byDimension(({ id }) => countsIn(stored[id]));
}

function add(counts: Map<string | null, number> | undefined, value: string | null, count: number): void {
  counts?.set(value, (counts.get(value) ?? 0) + count);
}

function countsIn(counts: ReadonlyMap<string | null, number>): Count[] {
  return [...counts].map(([value, count]) => ({ value, count }));
}

function countsOf(result: QueryResult, part: string, spellings: Spellings): DimensionCounts {
  const lists = new Map(GROUPS.map((group) => [group, new Map<string | null, number>()]));
  const pairs: { readonly row: QueryResult['rows'][number]; readonly groups: readonly Grouped[] }[] = [];
  let total = 0;
  let withSummary = 0;
  let lastRetrieved: string | null = null;
  for (const row of result.rows) {
    if (row['part'] !== part) continue;
    const groups = groupedBy(Number(row['dimension']));
    const [group] = groups;
    if (group === undefined) {
      total = Number(row['cases']);
      withSummary = Number(row['with_summary']);
      lastRetrieved = textOrNull(row['last_retrieved']);
    } else if (groups.length > 1) pairs.push({ row, groups });
    else add(lists.get(group), shownIn(spellings, idOf(group), row['value']), Number(row['cases']));
  }
  const listOf = (group: Grouped) => countsIn(lists.get(group) ?? new Map());
  const crossed = (name: keyof CrossCounts) => {
    const [of, by] = CROSSED[name];
    const counts = new Map<string, CrossCount>();
    for (const { row, groups } of pairs) {
      if (!groups.every((group) => isIn([of, by], group))) continue;
      const values = {
        of: shownIn(spellings, of, row[crossedName(of)]),
        by: shownIn(spellings, by, row[crossedName(by)]),
      };
      const key = JSON.stringify(values);
      counts.set(key, { ...values, count: (counts.get(key)?.count ?? 0) + Number(row['cases']) });
    }
    return inCrossOrder(name, [...counts.values()]);
  };
  return {
    figures: {
      total,
      ...byFigure((dimension) => listOf(dimension).sort(largestFirst)),
      by_month: listOf('month').sort(byValue),
    },
    withSummary,
    lastRetrieved,
    crossCounts: {
      severityByMonth: crossed('severityByMonth'),
      severityByService: crossed('severityByService'),
      rootCauseByService: crossed('rootCauseByService'),
    },
  };
}

/** The largest first; months in order. */
export function inCrossOrder(name: keyof CrossCounts, counts: readonly CrossCount[]): readonly CrossCount[] {
  const isByMonth = CROSSED[name][1] === 'month';
  return [...counts].sort(
    (a, b) =>
      (isByMonth ? compareText(a.by, b.by) : 0) ||
      b.count - a.count ||
      compareText(a.by, b.by) ||
      compareText(a.of, b.of),
  );
}

/** Months have one spelling. */
function shownIn(
  spellings: Spellings,
  id: DimensionId | 'month',
  value: QueryResult['rows'][number][string] | undefined,
): string | null {
  const stored = textOrNull(value);
  return id === 'month' ? stored : spellings.shown(id, stored);
}

function byValue(a: Count, b: Count): number {
  return compareText(a.value, b.value);
}
