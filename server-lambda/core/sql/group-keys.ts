import { NO_VALUE, SAME_ROOT_CAUSE } from '../contract/value-key.ts';
import type { TimeUnit, ValueGroup } from '../contract/groups.ts';
import { joinSql, sql, type SqlFragment } from './sql.ts';
import { trimmedSql } from './text-match.ts';

/** What is equal for values that count as one, as `valueKey` has it; NULL for no value. */
export function valueKeySql({ match }: Pick<ValueGroup, 'match'>, value: SqlFragment): SqlFragment {
  const key = sql`lower(${trimmedSql(value)})`;
  const none = joinSql(
    [...NO_VALUE].map((text) => sql`WHEN ${text} THEN NULL`),
    ' ',
  );
  const same = [...(match === 'root cause' ? SAME_ROOT_CAUSE : [])].map(([from, to]) => sql`WHEN ${from} THEN ${to}`);
  return sql`CASE ${key} ${none} ${joinSql(same, ' ')} ELSE ${key} END`;
}

/** The key of the bucket of a case, as `bucketsIn` has it, given its day as text and its time in UTC. */
export function bucketSql(unit: TimeUnit, { day, time }: Readonly<Record<'day' | 'time', SqlFragment>>): SqlFragment {
  const date = sql`CAST(${day} AS date)`;
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return sql`CAST(date_trunc('week', ${date}) AS varchar)`;
    case 'month':
      return sql`substr(${day}, 1, 7)`;
    case 'quarter':
      return sql`substr(${day}, 1, 4) || '-Q' || CAST(quarter(${date}) AS varchar)`;
    case 'weekday':
      return sql`CAST(day_of_week(${date}) AS varchar)`;
    case 'hour':
      return sql`lpad(CAST(hour(${time}) AS varchar), 2, '0')`;
  }
}
