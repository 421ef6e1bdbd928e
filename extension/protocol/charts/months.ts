/** True for `YYYY-MM` with a month that exists. */
export function isMonth(value: string | null): value is string {
  return value !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
}

/** All months from the earliest given to the latest, in order; at most 12,000, so that a wrong year costs nothing. */
export function monthsBetween(months: readonly string[]): readonly string[] {
  const sorted = [...months].sort();
  const last = sorted.at(-1) ?? '';
  const all: string[] = [];
  for (let month = sorted[0] ?? '~'; month <= last && all.length < 12_000; month = monthAfter(month)) all.push(month);
  return all;
}

/** The first and the last day of a month, or of several. */
export function daysOf(first: string, last = first): { readonly start: string; readonly end: string } {
  const end = new Date(`${monthAfter(last)}-01T00:00:00Z`);
  end.setUTCDate(0);
  return { start: `${first}-01`, end: end.toISOString().slice(0, 10) };
}

function monthAfter(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
}
