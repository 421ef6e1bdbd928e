import type { FunctionEntry } from './function-entry.ts';

const TIMESTAMP = 'timestamp(p)';
const ZONED = 'timestamp(p) with time zone';
const DAY_INTERVAL = 'interval day to second';
const MONTH_INTERVAL = 'interval year to month';

export const DATES_AND_TIMES: readonly FunctionEntry[] = [
  scalar('now', ['() -> timestamp(3) with time zone'], 'The moment at which the statement began.'),
  scalar('current_timezone', ['() -> varchar'], 'The time zone of the session, which is UTC.'),
  scalar(
    'date',
    ['(varchar(x)) -> date', '(date) -> date', `(${TIMESTAMP}) -> date`, `(${ZONED}) -> date`],
    'The value as a date, like CAST(x AS date).',
  ),
  scalar(
    'date_add',
    ['date', TIMESTAMP, ZONED, 'time(p)'].map((type) => `(varchar(x), bigint, ${type}) -> ${type}`),
    'A value that many units later; units are millisecond, second, minute, hour, day, week, month, quarter and year.',
  ),
  scalar(
    'date_diff',
    ['date', TIMESTAMP, ZONED, 'time(p)'].map((type) => `(varchar(x), ${type}, ${type}) -> bigint`),
    'How many whole units lie between two values.',
  ),
  scalar(
    'date_trunc',
    ['date', TIMESTAMP, ZONED, 'time(p)'].map((type) => `(varchar(x), ${type}) -> ${type}`),
    'The beginning of the unit in which a value is.',
  ),
  scalar(
    'date_format',
    [TIMESTAMP, ZONED].map((type) => `(${type}, varchar(x)) -> varchar`),
    "A timestamp in a pattern of MySQL's, such as %Y-%m-%d.",
  ),
  scalar(
    'date_parse',
    ['(varchar(x), varchar(y)) -> timestamp(3)'],
    "Reads a timestamp in a pattern of MySQL's, such as %Y-%m-%d.",
  ),
  scalar(
    'format_datetime',
    [TIMESTAMP, ZONED].map((type) => `(${type}, varchar(x)) -> varchar`),
    "A timestamp in a pattern of Joda-Time's, such as yyyy-MM-dd.",
  ),
  scalar(
    'parse_datetime',
    ['(varchar(x), varchar(y)) -> timestamp(3) with time zone'],
    "Reads a timestamp in a pattern of Joda-Time's, such as yyyy-MM-dd.",
  ),
  scalar('from_iso8601_date', ['(varchar(x)) -> date'], 'Reads a date in ISO 8601, also one of a week or a year.'),
  scalar(
    'from_iso8601_timestamp',
    ['(varchar(x)) -> timestamp(3) with time zone'],
    'Reads a timestamp in ISO 8601; its offset is the zone of the value, UTC where there is none.',
  ),
  scalar(
    'to_iso8601',
    ['(date) -> rule', `(${TIMESTAMP}) -> rule`, `(${ZONED}) -> rule`],
    'A date or timestamp in ISO 8601.',
  ),
  scalar(
    'from_unixtime',
    ['(double)', '(double, bigint, bigint)', '(double, varchar(x))'].map(
      (types) => `${types} -> timestamp(3) with time zone`,
    ),
    'The moment that many seconds after 1970 began, in UTC, at an offset of hours and minutes, or in a zone.',
  ),
  scalar('to_unixtime', [`(${ZONED}) -> double`], 'How many seconds after 1970 began.'),
  scalar('to_milliseconds', [`(${DAY_INTERVAL}) -> bigint`], 'The milliseconds of an interval.'),
  scalar('parse_duration', [`(varchar(x)) -> ${DAY_INTERVAL}`], 'Reads an interval of one unit, such as 1.5h.'),
  scalar(
    'at_timezone',
    [`(${ZONED}, varchar(x)) -> ${ZONED}`, `(${ZONED}, ${DAY_INTERVAL}) -> ${ZONED}`],
    'The same moment in another zone.',
  ),
  scalar(
    'with_timezone',
    [`(${TIMESTAMP}, varchar(x)) -> ${ZONED}`],
    'The moment at which clocks of a zone show that.',
  ),
  scalar('timezone_hour', [`(${ZONED}) -> bigint`], "The hours of the zone's offset."),
  scalar('timezone_minute', [`(${ZONED}) -> bigint`], "The minutes of the zone's offset."),
  scalar(
    'last_day_of_month',
    ['(date) -> date', `(${TIMESTAMP}) -> date`, `(${ZONED}) -> date`],
    "The last day of the value's month.",
  ),
  part('year', 'The year.', [MONTH_INTERVAL]),
  part('quarter', 'The quarter of the year, from 1.'),
  part('month', 'The month of the year, from 1.', [MONTH_INTERVAL]),
  part('week', 'The ISO week of the year, from 1.', [], ['week_of_year']),
  part('year_of_week', 'The year to which the ISO week belongs.', [], ['yow']),
  part('day', 'The day of the month; of an interval its days.', [DAY_INTERVAL], ['day_of_month']),
  part('day_of_week', 'The day of the week, Monday is 1.', [], ['dow']),
  part('day_of_year', 'The day of the year, from 1.', [], ['doy']),
  timePart('hour', 'The hour of the day.'),
  timePart('minute', 'The minute of the hour.'),
  timePart('second', 'The second of the minute.'),
  timePart('millisecond', 'The millisecond of the second.'),
];

function scalar(
  name: string,
  signatures: readonly string[],
  summary: string,
  aliases?: readonly string[],
): FunctionEntry {
  return { name, kind: 'scalar', signatures, summary, ...(aliases && { aliases }) };
}

/** Of dates and timestamps, and of those intervals. */
function part(
  name: string,
  summary: string,
  intervals: readonly string[] = [],
  aliases?: readonly string[],
): FunctionEntry {
  return scalar(
    name,
    ['date', TIMESTAMP, ZONED, ...intervals].map((type) => `(${type}) -> bigint`),
    summary,
    aliases,
  );
}

function timePart(name: string, summary: string): FunctionEntry {
  return scalar(
    name,
    ['time(p)', TIMESTAMP, ZONED, DAY_INTERVAL].map((type) => `(${type}) -> bigint`),
    summary,
  );
}
