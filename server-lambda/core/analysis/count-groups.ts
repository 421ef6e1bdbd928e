import type { CaseFilters } from '../contract/filters.ts';
import type { Count } from '../contract/figures.ts';
import { isTimeGroup, type Group, type ValueGroup } from '../contract/groups.ts';
import { mergeCounts, type MergedValue } from '../contract/value-key.ts';
import type { Period } from '../days.ts';
import { textOrNull, type QueryOptions, type QueryResult } from '../ports/query-engine.ts';
import { CASE_DAY, matching, timeOfSql } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { bucketSql, valueKeySql } from '../sql/group-keys.ts';
import { joinSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';

/** What is counted. */
export interface GroupQuestion {
  readonly filters: Omit<CaseFilters, 'period'>;
  readonly period: Period;
  /** The period to compare with; null for none. */
  readonly before: Period | null;
  /** None, one or two. */
  readonly groups: readonly Group[];
  /** How many groups are read, or of values by time how many values: those with the most cases. */
  readonly top: number;
  /** The least key that is read of each group; all where absent. */
  readonly from?: readonly string[];
  /** Whether groups that only the period before has are counted. */
  readonly keepsGone: boolean;
  readonly timeToClose: boolean;
  readonly today: string;
}

/** How long cases took, in days: from creation to retrieval, so a little too long. */
export interface TimeToClose {
  /** Cases that it was measured of. */
  readonly cases: number;
  readonly medianDays: number;
  /** Nine of ten cases took at most so long. */
  readonly p90Days: number;
}

export interface GroupCount {
  /** One for each group: the value that is shown (null: none), or the key of the bucket. */
  readonly keys: readonly (string | null)[];
  readonly now: number;
  readonly before: number;
  /** Cases of the period with the first of its values. */
  readonly ofFirst: number;
  /** Absent where no case could be measured. */
  readonly timeToClose?: TimeToClose | undefined;
}

export interface GroupCounts {
  readonly now: number;
  readonly before: number;
  readonly timeToClose?: TimeToClose | undefined;
  /** The day of the first backfill, whose cases are not measured, and how many of the period those are. */
  readonly backfill?: { readonly day: string; readonly cases: number } | undefined;
  /** The groups that were asked for, those with the most cases first. */
  readonly groups: readonly GroupCount[];
  /** How many there are, with those that were not read: of values by time, how many values. */
  readonly groupsInAll: number;
  /** How many combinations of values have cases in either period. */
  readonly combinations: number;
  /** Spellings that count as one value, for each group. */
  readonly merged: readonly (readonly MergedValue[])[];
  /** Cases that match, but belong to no period, and those after today in none of both. */
  readonly undated: number;
  readonly future: number;
  /** The last UTC day on which any case was fetched. */
  readonly lastRetrieved: string | null;
  readonly queryExecutionId: string;
}

/** Spellings come last: where there are ever more rows than these, values are shown in another of their spellings. */
const MAX_ROWS = 100_000;

/** How the levels of the statement are told apart: `grouping()` sets a bit for each column that is not grouped by. */
const LEVEL = sql`CASE grouping(k1, v1, k2, v2) WHEN 15 THEN 'total' WHEN 5 THEN 'group' WHEN 3 THEN 'first' ELSE 'second' END`;

/**
 * Counts the cases of a period by up to two groups, in one statement that reads the cases once. Of the groups it
 * answers those with the most cases, however many there are: values that count as one are one in the statement
 * already. The spellings of values that are stored in several come with them.
 */
export async function countGroups(
  source: CaseSource,
  question: GroupQuestion,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<GroupCounts> {
  const result = await source.engine.query(groupStatement(source, question), { ...options, maxRows: MAX_ROWS });
  return countsOf(result, question);
}

function groupStatement(source: CaseSource, question: GroupQuestion): SqlFragment {
  const { filters, groups, timeToClose, top } = question;
  const columns = [...new Set(groups.flatMap((group) => (isTimeGroup(group) ? [] : [group.column])))];
  const [first, second] = [placeOf(groups[0]), placeOf(groups[1])];
  // The first backfill is one of all cases. Else no file of another account is opened: accounts are partitions.
  const within = timeToClose ? sql`TRUE` : matching({ account_number: filters.account_number });
  return sql`WITH stored AS (
  SELECT ${CASE_DAY} AS day, ${timeOfSql(sql`timecreated`)} AS opened, ${timeOfSql(sql`case_retrieval_date`)} AS fetched,
    coalesce(${matching(filters)}, FALSE) AS matches${joinSql(
      columns.map((column) => sql`, ${nameSql(column)}`),
      ' ',
    )}
  FROM ${source.cases}
  WHERE ${within}
), keyed AS (
  SELECT ${partOf(question)} AS part, CAST(CAST(fetched AS date) AS varchar) AS retrieved, date_diff('second', opened, fetched) AS seconds,
    ${first.key} AS k1, ${first.value} AS v1, ${first.value} AS s1, ${second.key} AS k2, ${second.value} AS v2, ${second.value} AS s2
  FROM stored
), ${timeToClose ? sql`${BACKFILL} ` : sql``}counted AS (
  SELECT ${LEVEL} AS level, k1, v1, k2, v2, count_if(part = 'now') AS cases, count_if(part = 'before') AS cases_before,
    count_if(part = 'undated') AS undated, count_if(part = 'future') AS future, max(retrieved) AS last_retrieved,
    min(IF(part IN ('now', 'before'), s1)) AS sample1, min(IF(part IN ('now', 'before'), s2)) AS sample2${timeToClose ? MEASURED : sql``}
  FROM ${timeToClose ? sql`measured` : sql`keyed`}
  GROUP BY GROUPING SETS ((), (k1, k2), (k1, v1), (k2, v2))
), summed AS (
  SELECT *, ${rankOf(question)}, count(*) OVER (PARTITION BY level) AS combinations,
    count(*) OVER (PARTITION BY level, k1, k2) AS spellings, sum(cases) OVER (PARTITION BY level, k1) AS cases_of_first
  FROM counted
  WHERE level = 'total' OR cases > 0 OR (cases_before > 0 AND ${question.keepsGone ? sql`TRUE` : sql`level <> 'group'`})
), placed AS (
  SELECT *, dense_rank() OVER (PARTITION BY level ORDER BY rank_cases DESC, rank_before DESC, rank1, rank2) AS place FROM summed
)
SELECT level, k1, v1, sample1, k2, v2, sample2, cases, cases_before, undated, future, last_retrieved, combinations, cases_of_first, places${timeToClose ? TIMES : sql``}
FROM (SELECT *, max(place) OVER (PARTITION BY level) AS places FROM placed)
WHERE level = 'total' OR (level = 'group' AND place <= ${top}${fromOf(question)}) OR (level IN ('first', 'second') AND spellings > 1)
ORDER BY IF(level IN ('total', 'group'), 0, 1), level, place, k1, k2, v1, v2`;
}

/** Which cases a row of the data is among; `other` is read for what it says about the data alone. */
function partOf({ period, before, today }: GroupQuestion): SqlFragment {
  const within = ({ start, end }: Period) => sql`day BETWEEN ${start} AND ${end}`;
  return sql`CASE WHEN NOT matches THEN 'other' WHEN ${within(period)} THEN 'now'${
    before === null ? sql`` : sql` WHEN ${within(before)} THEN 'before'`
  } WHEN day IS NULL THEN 'undated' WHEN day > ${today} THEN 'future' ELSE 'other' END`;
}

/** What stands for one of the two groups of the statement, which has two even where fewer are asked for. */
function placeOf(group: Group | undefined): { readonly key: SqlFragment; readonly value: SqlFragment } {
  if (group === undefined) return { key: sql`''`, value: sql`''` };
  if (!isTimeGroup(group)) {
    const value = nameSql(group.column);
    return { key: valueKeySql(group, value), value };
  }
  const key = bucketSql(group.name, { day: sql`day`, time: sql`opened` });
  return { key, value: key };
}

/** What `place` goes by: values by time are placed by their value, so that one has all its buckets or none. */
function rankOf({ groups }: GroupQuestion): SqlFragment {
  const isTime = (index: number) => {
    const group = groups[index];
    return group !== undefined && isTimeGroup(group);
  };
  if (!isTime(0) && !isTime(1)) return sql`cases AS rank_cases, cases_before AS rank_before, k1 AS rank1, k2 AS rank2`;
  const key = isTime(0) ? (isTime(1) || groups.length === 1 ? sql`''` : sql`k2`) : sql`k1`;
  const over = (count: SqlFragment) => sql`sum(${count}) OVER (PARTITION BY level, ${key})`;
  return sql`${over(sql`cases`)} AS rank_cases, ${over(sql`cases_before`)} AS rank_before, ${key} AS rank1, '' AS rank2`;
}

function fromOf({ from = [] }: GroupQuestion): SqlFragment {
  const keys = [sql`k1`, sql`k2`];
  const conditions = keys.flatMap((key, index) => {
    const first = from[index];
    return first === undefined ? [] : [sql` AND ${key} >= ${first}`];
  });
  return joinSql(conditions, ' ');
}

/**
 * The day on which most cases were fetched is that of the first backfill, if they are more than a fifth of all: what
 * was fetched then says nothing about when a case was closed.
 */
const BACKFILL = sql`days AS (
  SELECT *, IF(retrieved IS NULL, 0, count(*) OVER (PARTITION BY retrieved)) AS same_day, count(*) OVER () AS everything FROM keyed
), peaks AS (
  SELECT *, max(same_day) OVER () AS most FROM days
), backfills AS (
  SELECT *, min(IF(same_day = most AND 5 * most > everything, retrieved)) OVER () AS backfill FROM peaks
), measured AS (
  SELECT *, part = 'now' AND retrieved = backfill AS is_backfill,
    IF(part = 'now' AND seconds >= 0 AND coalesce(retrieved <> backfill, TRUE), seconds) AS took
  FROM backfills
), `;

const MEASURED = sql`, max(backfill) AS backfill, count_if(is_backfill) AS backfilled,
    array_sort(array_agg(took) FILTER (WHERE took IS NOT NULL)) AS times`;

/** The exact median is half of the sum of the two middle ones, which may be the same. */
const TIMES = sql`, backfill, backfilled, cardinality(times) AS measured, element_at(times, (9 * cardinality(times) + 9) / 10) AS ninetieth,
  element_at(times, (cardinality(times) + 1) / 2) + element_at(times, cardinality(times) / 2 + 1) AS middle`;

type Row = QueryResult['rows'][number];

function countsOf(result: QueryResult, { groups }: GroupQuestion): GroupCounts {
  const levelOf = (level: string) => result.rows.filter((row) => row['level'] === level);
  const total = levelOf('total')[0] ?? {};
  const found = levelOf('group');
  const values = groups.map((group, index) =>
    isTimeGroup(group)
      ? undefined
      : shownValues(group, `${index + 1}`, found, levelOf(index === 0 ? 'first' : 'second')),
  );
  const backfill = textOrNull(total['backfill']);
  return {
    now: numberIn(total, 'cases'),
    before: numberIn(total, 'cases_before'),
    timeToClose: timeToCloseIn(total),
    ...(backfill !== null && { backfill: { day: backfill, cases: numberIn(total, 'backfilled') } }),
    groups: found.map((row) => ({
      keys: groups.map((_, index) => {
        const key = textOrNull(row[`k${index + 1}`]);
        return key === null ? null : (values[index]?.shown.get(key) ?? key);
      }),
      now: numberIn(row, 'cases'),
      before: numberIn(row, 'cases_before'),
      ofFirst: numberIn(row, 'cases_of_first'),
      timeToClose: timeToCloseIn(row),
    })),
    groupsInAll: numberIn(found[0] ?? {}, 'places'),
    combinations: numberIn(found[0] ?? {}, 'combinations'),
    merged: values.map((value) => value?.merged ?? []),
    undated: numberIn(total, 'undated'),
    future: numberIn(total, 'future'),
    lastRetrieved: textOrNull(total['last_retrieved']),
    queryExecutionId: result.executionId,
  };
}

/** The value that is shown for each key of these rows, and the spellings of which it was made. */
function shownValues(group: ValueGroup, place: string, found: readonly Row[], spelled: readonly Row[]) {
  const spellings = new Map<string, Count[]>();
  const add = (row: Row, value: string, count: number) => {
    const key = textOrNull(row[`k${place}`]);
    if (key === null) return;
    const counts = spellings.get(key) ?? [];
    counts.push({ value: textOrNull(row[value]), count });
    spellings.set(key, counts);
  };
  for (const row of spelled) add(row, `v${place}`, casesIn(row));
  const keysOfSeveral = new Set(spellings.keys());
  for (const row of found) {
    if (!keysOfSeveral.has(textOrNull(row[`k${place}`]) ?? '')) add(row, `sample${place}`, casesIn(row));
  }
  const merges = [...spellings].map(([key, counts]) => ({ key, ...mergeCounts(group, counts) }));
  return {
    shown: new Map(merges.map(({ key, counts }) => [key, counts[0]?.value ?? key])),
    merged: merges.flatMap(({ merged }) => merged),
  };
}

function casesIn(row: Row): number {
  return numberIn(row, 'cases') + numberIn(row, 'cases_before');
}

function numberIn(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

function timeToCloseIn(row: Row): TimeToClose | undefined {
  const cases = numberIn(row, 'measured');
  if (cases === 0) return undefined;
  return { cases, medianDays: daysOf(numberIn(row, 'middle') / 2), p90Days: daysOf(numberIn(row, 'ninetieth')) };
}

/** Seconds as days, to one decimal. */
function daysOf(seconds: number): number {
  return Math.round(seconds / 8_640) / 10;
}
