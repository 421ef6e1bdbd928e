import { joinSql, sql, type SqlFragment } from './sql.ts';
import type { Period } from '../days.ts';
import { serviceCodesFor } from './service-codes.ts';

/** What a caller may narrow cases by. Absent means any. Text is compared without regard to case. */
export interface CaseFilters {
  readonly period?: Period | undefined;
  readonly account_number?: string | undefined;
  readonly severity_code?: string | undefined;
  readonly service_code?: string | undefined;
  readonly case_id?: string | undefined;
  readonly rca_category?: string | undefined;
  readonly lifecycle_category?: string | undefined;
}

/** One filter as SQL, with the name that the caller knows it by. */
export interface Condition {
  readonly name: string;
  readonly value: string;
  readonly sql: SqlFragment;
  /** The column whose values the caller could have asked for. */
  readonly column: SqlFragment;
}

/** The UTC day of a case as text. The producer writes `timeCreated` in UTC with a Z, so its first ten letters are it. */
export const CASE_DAY = sql`substr(timecreated, 1, 10)`;

/** The filters that are set, each by itself. */
export function conditions(filters: CaseFilters): readonly Condition[] {
  const found: Condition[] = [];
  if (filters.period !== undefined) {
    const { start, end } = filters.period;
    found.push({
      name: 'the period',
      value: `${start} to ${end}`,
      sql: sql`(${CASE_DAY} BETWEEN ${start} AND ${end})`,
      column: CASE_DAY,
    });
  }
  const add = (name: keyof CaseFilters, column: SqlFragment, matches: (value: string) => SqlFragment) => {
    const value = filters[name];
    if (typeof value === 'string') found.push({ name, value, sql: matches(value), column });
  };
  add('account_number', sql`account_number`, (value) => sql`account_number = ${value}`);
  add('severity_code', sql`severitycode`, (value) => sql`lower(severitycode) = lower(${value})`);
  add('service_code', sql`servicecode`, serviceMatches);
  add(
    'case_id',
    sql`case_number`,
    (value) => sql`(case_number = ${value} OR displayid = ${value} OR caseid = ${value})`,
  );
  add('rca_category', sql`rca_category`, rcaMatches);
  add('lifecycle_category', sql`lifecycle_category`, (value) => sql`lower(lifecycle_category) = lower(${value})`);
  return found;
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

function serviceMatches(value: string): SqlFragment {
  const { codes, prefixes } = serviceCodesFor(value);
  const exact = sql`lower(servicecode) IN (${joinSql(
    codes.map((code) => sql`lower(${code})`),
    ', ',
  )})`;
  const families = prefixes.map((prefix) => sql`starts_with(lower(servicecode), ${prefix})`);
  return sql`(${joinSql([exact, ...families], ' OR ')})`;
}

/** The producer writes one category in two ways. */
const SAME_CATEGORY: readonly (readonly string[])[] = [['limit reached', 'quota reached']];

function rcaMatches(value: string): SqlFragment {
  const same = SAME_CATEGORY.find((names) => names.includes(value.toLowerCase())) ?? [value];
  return sql`lower(rca_category) IN (${joinSql(
    same.map((name) => sql`lower(${name})`),
    ', ',
  )})`;
}
