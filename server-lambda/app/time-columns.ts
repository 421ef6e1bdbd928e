import type { Words } from './words.ts';

export interface TimeColumn {
  readonly label: string;
  readonly count: number;
}

export interface TimeColumns {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly columns: readonly TimeColumn[];
}

const DAY_MS = 86_400_000;
/** More columns than this are too thin to tell apart where a chart is narrow. */
const MOST_COLUMNS = 36;

/** Cases by month (`YYYY-MM`), in order, months without cases among them; by year where they are too many. */
export function byMonth(counts: ReadonlyMap<string, number>, words: Words): TimeColumns {
  const months = filled(counts, nextMonth);
  if (months.length <= MOST_COLUMNS) {
    return { unit: 'month', columns: months.map(([key, count]) => ({ label: words.month(key), count })) };
  }
  const years = summed(months, (month) => month.slice(0, 4));
  return { unit: 'year', columns: [...years].map(([label, count]) => ({ label, count })) };
}

/** Cases by day (`YYYY-MM-DD`), in the finest unit of time of which there are few enough. */
export function byTime(counts: ReadonlyMap<string, number>, words: Words): TimeColumns {
  const days = filled(counts, nextDay);
  if (days.length <= MOST_COLUMNS) {
    return { unit: 'day', columns: days.map(([key, count]) => ({ label: words.shortDay(key), count })) };
  }
  const weeks = [...summed(days, mondayOf)];
  if (weeks.length <= MOST_COLUMNS) {
    return { unit: 'week', columns: weeks.map(([key, count]) => ({ label: words.shortDay(key), count })) };
  }
  return byMonth(
    summed(days, (day) => day.slice(0, 7)),
    words,
  );
}

/** The counts from the first key to the last in order, with 0 for those in between that have none. */
function filled(
  counts: ReadonlyMap<string, number>,
  next: (key: string) => string,
): readonly (readonly [string, number])[] {
  const keys = [...counts.keys()].sort();
  const last = keys.at(-1) ?? '';
  const all: [string, number][] = [];
  for (let key = keys[0] ?? '~'; key <= last; key = next(key)) all.push([key, counts.get(key) ?? 0]);
  return all;
}

function summed(
  counts: Iterable<readonly [string, number]>,
  keyOf: (key: string) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of counts) sums.set(keyOf(key), (sums.get(keyOf(key)) ?? 0) + count);
  return sums;
}

function nextDay(day: string): string {
  return dayAt(Date.parse(day) + DAY_MS);
}

function nextMonth(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 7);
}

function mondayOf(day: string): string {
  const time = Date.parse(day);
  return dayAt(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY_MS);
}

function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
