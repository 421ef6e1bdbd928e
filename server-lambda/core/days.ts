// Days are UTC and written YYYY-MM-DD, which sorts as text in time order.

const MS_PER_DAY = 86_400_000;

/** True for a day that exists in the Gregorian calendar, `YYYY-MM-DD`, years 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && dayOf(parsed) === text;
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The day `days` after (or, negative, before) another; never before 0001-01-01 nor after 9999-12-31. */
export function addDays(day: string, days: number): string {
  const first = Date.parse('0001-01-01T00:00:00Z');
  const last = Date.parse('9999-12-31T00:00:00Z');
  const shifted = Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY;
  return dayOf(new Date(Math.min(Math.max(shifted, first), last)));
}

/** How many days an inclusive period has. */
export function daysIn(period: Period): number {
  return (Date.parse(`${period.end}T00:00:00Z`) - Date.parse(`${period.start}T00:00:00Z`)) / MS_PER_DAY + 1;
}

/** Days since 1970 began; undefined for text that is no day. */
export function dayNumber(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time / MS_PER_DAY;
}

/** The day of such a number. */
export function dayOfNumber(number: number): string {
  return dayOf(new Date(number * MS_PER_DAY));
}

/** Inclusive UTC days. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** The period of equal length that ends the day before this one starts; null where the calendar has no room for it. */
export function periodBefore(period: Period): Period | null {
  const end = addDays(period.start, -1);
  if (end === period.start) return null;
  return { start: addDays(end, 1 - daysIn(period)), end };
}
