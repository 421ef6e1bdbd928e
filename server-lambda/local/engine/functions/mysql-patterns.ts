import { CLOCK_FIELDS } from './clock-fields.ts';
import type { DateTimeFormat } from './date-time-format.ts';
import { formatOf } from './date-time-format.ts';
import type { FormatElement } from './format-elements.ts';
import { fractionElement, literalElement, numberElement, twoDigitYearElement } from './format-elements.ts';
import { SqlFailure } from './implementation.ts';
import { dayNameElement, HALFDAY_ELEMENT, monthNameElement } from './pattern-names.ts';

/** `%y` 70 is 1970, 69 is 2069. */
const PIVOT_YEAR = 2020;
const { clockhourOfHalfday, dayOfMonth, dayOfYear, hourOfDay, minuteOfHour, monthOfYear, secondOfMinute } =
  CLOCK_FIELDS;

const HOUR = numberElement(hourOfDay, 2, 2);
const HOUR_12 = numberElement(clockhourOfHalfday, 2, 2);
const MINUTE = numberElement(minuteOfHour, 2, 2);
const SECOND = numberElement(secondOfMinute, 2, 2);
const COLON = literalElement(':');

const ELEMENTS: Readonly<Record<string, readonly FormatElement[]>> = {
  a: [dayNameElement('short')],
  b: [monthNameElement('short')],
  c: [numberElement(monthOfYear, 1, 2)],
  d: [numberElement(dayOfMonth, 2, 2)],
  e: [numberElement(dayOfMonth, 1, 2)],
  f: [fractionElement(6, 9)],
  H: [HOUR],
  h: [HOUR_12],
  I: [HOUR_12],
  i: [MINUTE],
  j: [numberElement(dayOfYear, 3, 3)],
  k: [numberElement(hourOfDay, 1, 2)],
  l: [numberElement(clockhourOfHalfday, 1, 2)],
  M: [monthNameElement('long')],
  m: [numberElement(monthOfYear, 2, 2)],
  p: [HALFDAY_ELEMENT],
  r: [HOUR_12, COLON, MINUTE, COLON, SECOND, literalElement(' '), HALFDAY_ELEMENT],
  S: [SECOND],
  s: [SECOND],
  T: [HOUR, COLON, MINUTE, COLON, SECOND],
  v: [numberElement(CLOCK_FIELDS.weekOfWeekyear, 2, 2)],
  W: [dayNameElement('long')],
  x: [numberElement(CLOCK_FIELDS.weekyear, 4, 4, true)],
  Y: [numberElement(CLOCK_FIELDS.year, 4, 4, true)],
  y: [twoDigitYearElement(CLOCK_FIELDS.year, PIVOT_YEAR, false)],
};
const UNSUPPORTED = 'wUuVXD';

/** The pattern of date_format and date_parse. SqlFailure for what Trino does not support in it. */
export function mysqlFormat(pattern: string): DateTimeFormat {
  const elements = [...pattern.matchAll(/%([^])|([^%]+)/gu)].flatMap(([, code, literal]) => elementsOf(code, literal));
  if (elements.length === 0) throw new SqlFailure('Both printing and parsing not supported');
  return formatOf(elements);
}

/** Trino reads this one pattern of dates as a cast does: years may have more digits. */
export function mysqlParser(pattern: string): DateTimeFormat {
  if (pattern !== '%Y-%m-%d') return mysqlFormat(pattern);
  const dash = literalElement('-');
  const [month, day] = [numberElement(monthOfYear, 2, 2), numberElement(dayOfMonth, 2, 2)];
  return formatOf([numberElement(CLOCK_FIELDS.year, 4, 9, true), dash, month, dash, day]);
}

function elementsOf(code: string | undefined, literal = ''): readonly FormatElement[] {
  if (code === undefined) return Array.from(literal, (character) => literalElement(character));
  if (UNSUPPORTED.includes(code)) throw new SqlFailure(`%${code} not supported in date format string`);
  return ELEMENTS[code] ?? [literalElement(code)];
}
