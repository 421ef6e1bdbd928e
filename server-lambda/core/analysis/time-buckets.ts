import type { TimeUnit } from '../contract/groups.ts';
import { addDays, daysIn, type Period } from '../days.ts';

// A bucket is a stretch of time that cases are counted in. Its key is text that sorts in the order of time: a day, the
// Monday of an ISO week, `2026-07`, `2026-Q3`; of the units that recur, `1` (Monday) to `7` and `00` to `23`.

/** The most days of a period, and the most buckets, that are listed. */
const MOST = 40_000;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Whether the unit divides the calendar, so that no two of its buckets share a name. */
export function isCalendarUnit(unit: TimeUnit): boolean {
  return unit !== 'weekday' && unit !== 'hour';
}

/** How a bucket is shown: a weekday by its name, an hour as a number. */
export function shownBucket(unit: TimeUnit, key: string): string | number {
  if (unit === 'weekday') return WEEKDAYS[Number(key) - 1] ?? key;
  return unit === 'hour' ? Number(key) : key;
}

/**
 * The keys of every bucket of a period by one or two units, in order: only pairs that meet, such as a month and the
 * weeks of it. Undefined where there are more than can be listed.
 */
export function bucketsIn(period: Period, units: readonly TimeUnit[]): readonly (readonly string[])[] | undefined {
  if (daysIn(period) > MOST) return undefined;
  const buckets = new Map<string, readonly string[]>();
  for (let day = period.start; ; day = addDays(day, 1)) {
    for (const keys of bucketsOfDay(day, units)) buckets.set(keys.join(' '), keys);
    if (buckets.size > MOST) return undefined;
    if (day >= period.end) break;
  }
  return [...buckets].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, keys]) => keys);
}

function bucketsOfDay(day: string, units: readonly TimeUnit[]): readonly (readonly string[])[] {
  const hours = units.includes('hour') ? HOURS : [''];
  const keys = units.map((unit) => (unit === 'hour' ? '' : bucketOfDay(unit, day)));
  return hours.map((hour) => units.map((unit, index) => (unit === 'hour' ? hour : (keys[index] ?? ''))));
}

function bucketOfDay(unit: Exclude<TimeUnit, 'hour'>, day: string): string {
  if (unit === 'day') return day;
  if (unit === 'month') return day.slice(0, 7);
  if (unit === 'quarter') return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  const weekday = isoWeekday(day);
  return unit === 'week' ? addDays(day, 1 - weekday) : String(weekday);
}

/** 1 for Monday to 7 for Sunday. */
function isoWeekday(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** How many days of a period are each weekday, by the name that is shown. */
export function daysByWeekday(period: Period): ReadonlyMap<string, number> {
  const days = daysIn(period);
  const first = isoWeekday(period.start) - 1;
  return new Map(
    WEEKDAYS.map((name, index) => [name, Math.max(0, Math.ceil((days - ((index - first + 7) % 7)) / 7))] as const),
  );
}

/** Whether days of a bucket lie outside the period, so that it counts only a part of them. */
export function isPartial(period: Period, units: readonly TimeUnit[], keys: readonly string[]): boolean {
  const ranges = units.flatMap((unit, index) => daysOf(unit, keys[index] ?? '') ?? []);
  if (ranges.length === 0) return false;
  const start = ranges.reduce((last, range) => (range.start > last ? range.start : last), '');
  const end = ranges.reduce((first, range) => (range.end < first ? range.end : first), '9999-12-31');
  return start < period.start || end > period.end;
}

/** The days of a bucket of the calendar; undefined for what recurs. */
function daysOf(unit: TimeUnit, key: string): Period | undefined {
  if (unit === 'day') return { start: key, end: key };
  if (unit === 'week') return { start: key, end: addDays(key, 6) };
  if (unit === 'month') return { start: `${key}-01`, end: lastOfMonth(key) };
  if (unit !== 'quarter') return undefined;
  const last = 3 * Number(key.slice(-1));
  const month = (number: number) => `${key.slice(0, 5)}${String(number).padStart(2, '0')}`;
  return { start: `${month(last - 2)}-01`, end: lastOfMonth(month(last)) };
}

function lastOfMonth(month: string): string {
  const later = addDays(`${month}-28`, 4);
  // The calendar ends with a month of 31 days.
  return later.startsWith(month) ? `${month}-31` : addDays(`${later.slice(0, 7)}-01`, -1);
}
