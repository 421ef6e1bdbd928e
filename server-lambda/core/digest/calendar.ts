import { addDays, daysIn, isDay, type Period } from '../days.ts';

/** Lengths of time that people name. */
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['day', 'day'],
  ['days', 'day'],
  ['week', 'week'],
  ['weeks', 'week'],
  ['month', 'month'],
  ['months', 'month'],
  ['quarter', 'quarter'],
  ['quarters', 'quarter'],
  ['year', 'year'],
  ['years', 'year'],
]);

/** The unit that a word names. */
export function unitOf(word: string | undefined): Unit | undefined {
  return UNITS.get(word ?? '');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 to 12 for the name of a month. */
export function monthNumber(word: string): number | undefined {
  return MONTH_NAME.test(word) ? MONTHS.indexOf(word.slice(0, 3)) + 1 : undefined;
}

/** A day by its numbers; undefined where there is none. */
export function dayFrom(year: number, month: number, day: number): string | undefined {
  const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return isDay(text) ? text : undefined;
}

/** The month, the quarter or the year that begins on the first of a month. */
export function spanFrom(year: number, month: number, months: number): Period | undefined {
  const start = dayFrom(year, month, 1);
  const next = month - 1 + months;
  const after = dayFrom(year + Math.floor(next / 12), (next % 12) + 1, 1);
  return start === undefined || after === undefined ? undefined : { start, end: addDays(after, -1) };
}

/** The day, the ISO week (from Monday), the month, the quarter or the year that a day is in. */
export function unitAround(day: string, unit: Unit): Period {
  const { year, month } = partsOf(day);
  if (unit === 'day') return { start: day, end: day };
  if (unit === 'week') {
    const monday = addDays(day, -weekdayOf(day));
    return { start: monday, end: addDays(monday, 6) };
  }
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  const first = month - ((month - 1) % length);
  return spanFrom(year, first, length) ?? { start: day, end: day };
}

/** The last `count` units up to a day, which is the last of them: 2 weeks are 14 days. */
export function lastUnits(today: string, count: number, unit: Unit): Period {
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  const start =
    unit === 'day' || unit === 'week'
      ? addDays(today, 1 - count * (unit === 'week' ? 7 : 1))
      : addDays(addMonths(today, -count * months), 1);
  return { start, end: today };
}

/** The day that was so long ago. */
export function unitsAgo(today: string, count: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week') return addDays(today, -count * (unit === 'week' ? 7 : 1));
  return addMonths(today, -count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12));
}

/** The last such weekday before a day; undefined for a word that is no weekday. */
export function weekdayBefore(today: string, word: string): string | undefined {
  const wanted = WEEKDAYS.indexOf(word);
  return wanted === -1 ? undefined : addDays(today, -(((weekdayOf(today) - wanted + 6) % 7) + 1));
}

/** The year and the month of a day. */
export function partsOf(day: string): { readonly year: number; readonly month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

/** 0 for Monday. */
function weekdayOf(day: string): number {
  return (daysIn({ start: '0001-01-01', end: day }) - 1) % 7;
}

/** The same day of another month, or its last day. */
function addMonths(day: string, months: number): string {
  const { year, month } = partsOf(day);
  const at = year * 12 + month - 1 + months;
  const target = spanFrom(Math.floor(at / 12), (at % 12) + 1, 1);
  if (target === undefined) return '0001-01-01';
  const same = `${target.start.slice(0, 8)}${day.slice(8)}`;
  return same <= target.end ? same : target.end;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
