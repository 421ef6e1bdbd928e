import { CASE_FILTER, DIMENSIONS, TEXT_FILTER, type MatchRule } from '../contract/dimensions.ts';
import type { CaseFilters, FilterName } from '../contract/filters.ts';
import type { Period } from '../days.ts';
import { NO_VALUE, SAME_ROOT_CAUSE, valueKey } from '../contract/value-key.ts';
import { searchTerms } from '../text/words.ts';
import { serviceCodesFor } from './service-codes.ts';
import { joinSql, nameSql, sql, type SqlFragment } from './sql.ts';
import { CASE_TEXT, occursInSql, trimmedSql } from './text-match.ts';

/** One filter as SQL that is true or false (NULL counts as false), with the name that the caller knows it by. */
export interface Condition {
  readonly name: string;
  readonly values: readonly string[];
  /** Whether the values are left out. */
  readonly excludes: boolean;
  readonly sql: SqlFragment;
  /** The column whose values the caller could have asked for. */
  readonly column: SqlFragment;
}

/**
 * The UTC day of a case as text, `2026-03-01`, whatever offset `timeCreated` is written with; NULL where that is empty,
 * or no date of ISO 8601 with a year of four digits.
 */
export const CASE_DAY = dayOfSql(sql`timecreated`);

/** The UTC day of a time that is stored as text, as for `CASE_DAY`. */
export function dayOfSql(time: SqlFragment): SqlFragment {
  return sql`CAST(CAST(${timeOfSql(time)} AS date) AS varchar)`;
}

/** A time that is stored as text, in UTC; NULL as for its day. */
export function timeOfSql(time: SqlFragment): SqlFragment {
  return sql`IF(${time} LIKE '____-%', TRY(from_iso8601_timestamp(replace(${time}, ' ', 'T'))) AT TIME ZONE 'UTC')`;
}

/** The UTC month of a case, `2026-03`; NULL as for its day. */
export const CASE_MONTH = sql`substr(${CASE_DAY}, 1, 7)`;

/** The account first: it is a partition key, so that the engine opens the files of few cases. */
const FILTERS = [...DIMENSIONS, CASE_FILTER, TEXT_FILTER].sort(
  (one, other) => Number(other.match === 'exact') - Number(one.match === 'exact'),
);

/** The filters that are set, each by itself. */
export function conditions(filters: CaseFilters): readonly Condition[] {
  const { period } = filters;
  const within = period === undefined ? [] : [periodCondition(period)];
  const narrowed = FILTERS.flatMap(({ argument, column, match }) => {
    const condition = (name: FilterName, excludes: boolean): readonly Condition[] => {
      const given = filters[name];
      if (given === undefined) return [];
      const values = typeof given === 'string' ? [given] : given;
      const any = anyOf(values.map((value) => MATCHES[match](nameSql(column), value)));
      // A comparison with a value that is absent is NULL.
      return [
        { name, values, excludes, sql: excludes ? sql`NOT coalesce(${any}, FALSE)` : any, column: nameSql(column) },
      ];
    };
    return [...condition(argument, false), ...condition(`exclude_${argument}`, true)];
  });
  return [...within, ...narrowed];
}

/** All filters together, as what follows WHERE. */
export function matching(filters: CaseFilters): SqlFragment {
  const set = conditions(filters);
  return set.length === 0
    ? sql`TRUE`
    : joinSql(
        set.map((condition) => condition.sql),
        ' AND ',
      );
}

function periodCondition({ start, end }: Period): Condition {
  return {
    name: 'the period',
    values: [`${start} to ${end}`],
    excludes: false,
    sql: sql`(${CASE_DAY} BETWEEN ${start} AND ${end})`,
    column: CASE_DAY,
  };
}

function anyOf(matches: readonly SqlFragment[]): SqlFragment {
  const [only] = matches;
  if (only === undefined) throw new RangeError('a filter without a value would match nothing or everything');
  return matches.length === 1 ? only : sql`(${joinSql(matches, ' OR ')})`;
}

/** How the cases of one value are found. Values that differ in case, or in blanks around them, are one. */
const MATCHES: Readonly<Record<MatchRule, (column: SqlFragment, value: string) => SqlFragment>> = {
  exact: (column, value) => sql`${column} = ${value.trim()}`,
  folded: (column, value) => foldedIn(column, [value]),
  service: serviceMatches,
  'root cause': rcaMatches,
  case: (column, value) => {
    const number = value.trim();
    return sql`(${column} = ${number} OR displayid = ${number} OR caseid = ${number})`;
  },
  words: textMatches,
};

function serviceMatches(column: SqlFragment, value: string): SqlFragment {
  if (isNoValue(value)) return foldedIn(column, [value]);
  const { codes, prefixes } = serviceCodesFor(value);
  const families = prefixes.map((prefix) => sql`starts_with(${folded(column)}, ${prefix})`);
  return sql`(${joinSql([foldedIn(column, codes), ...families], ' OR ')})`;
}

function rcaMatches(column: SqlFragment, value: string): SqlFragment {
  const key = valueKey({ match: 'root cause' }, value);
  const others = [...SAME_ROOT_CAUSE].flatMap(([other, shown]) => (shown === key ? [other] : []));
  return foldedIn(column, key === null || others.length === 0 ? [value] : [key, ...others]);
}

function textMatches(_column: SqlFragment, value: string): SqlFragment {
  const [term] = searchTerms(value, 'phrase');
  // Text without a letter or digit is found nowhere.
  return term === undefined ? sql`FALSE` : occursInSql(CASE_TEXT, term);
}

function isNoValue(value: string): boolean {
  return NO_VALUE.has(value.trim().toLowerCase());
}

function folded(column: SqlFragment): SqlFragment {
  return sql`lower(${trimmedSql(column)})`;
}

/** A value that stands for none finds the cases that have none. */
function foldedIn(column: SqlFragment, values: readonly string[]): SqlFragment {
  const wanted = values.some(isNoValue) ? [...NO_VALUE] : values.map((value) => value.trim());
  const list = joinSql(
    wanted.map((value) => sql`lower(${value})`),
    ', ',
  );
  const listed = sql`${folded(column)} IN (${list})`;
  return values.some(isNoValue) ? sql`(${column} IS NULL OR ${listed})` : listed;
}
