import type { ClockField } from './clock-fields.ts';
import { CLOCK_FIELDS } from './clock-fields.ts';
import type { DateTimeFormat } from './date-time-format.ts';
import { formatOf } from './date-time-format.ts';
import type { FormatElement } from './format-elements.ts';
import { fractionElement, literalElement, numberElement, twoDigitYearElement } from './format-elements.ts';
import { SqlFailure } from './implementation.ts';
import { dayNameElement, ERA_ELEMENT, HALFDAY_ELEMENT, monthNameElement } from './pattern-names.ts';
import { offsetElement, ZONE_ID_ELEMENT, ZONE_LONG_NAME_ELEMENT, ZONE_SHORT_NAME_ELEMENT } from './zone-elements.ts';

/** Letters of plain numbers, each with its most digits. */
const NUMBERS: Readonly<Record<string, readonly [field: ClockField, digits: number]>> = {
  D: [CLOCK_FIELDS.dayOfYear, 3],
  d: [CLOCK_FIELDS.dayOfMonth, 2],
  e: [CLOCK_FIELDS.dayOfWeek, 1],
  H: [CLOCK_FIELDS.hourOfDay, 2],
  h: [CLOCK_FIELDS.clockhourOfHalfday, 2],
  K: [CLOCK_FIELDS.hourOfHalfday, 2],
  k: [CLOCK_FIELDS.clockhourOfDay, 2],
  m: [CLOCK_FIELDS.minuteOfHour, 2],
  s: [CLOCK_FIELDS.secondOfMinute, 2],
  w: [CLOCK_FIELDS.weekOfWeekyear, 2],
};
const YEARS: Readonly<Record<string, ClockField>> = {
  x: CLOCK_FIELDS.weekyear,
  Y: CLOCK_FIELDS.yearOfEra,
  y: CLOCK_FIELDS.year,
};
const MOST_YEAR_DIGITS = 9;

/**
 * The pattern of format_datetime and parse_datetime. Two digits are a year of the 100 years that `currentYear` is in,
 * 80 before it and 19 after. SqlFailure for letters that Joda-Time does not know.
 */
export function jodaFormat(pattern: string, currentYear: number): DateTimeFormat {
  if (pattern === '') throw new SqlFailure('Invalid pattern specification');
  const tokens = tokensOf(pattern);
  return formatOf(
    tokens.map((token, index) => {
      if (token.kind === 'text') return literalElement(token.text);
      const next = tokens[index + 1];
      return elementOf(token.letter, token.count, next !== undefined && isNumeric(next), currentYear);
    }),
  );
}

type Token =
  | { readonly kind: 'letters'; readonly letter: string; readonly count: number }
  | { readonly kind: 'text'; readonly text: string };

/** Letters stand for fields; text in quotes and all other characters for themselves. Two quotes are one. */
function tokensOf(pattern: string): Token[] {
  const parts = pattern.match(/([A-Za-z])\1*|(?:''|'(?:[^']|'')*(?:'|$)|[^A-Za-z'])+/g) ?? [];
  return parts.map((part): Token => {
    if (/^[A-Za-z]/.test(part)) return { kind: 'letters', letter: part.charAt(0), count: part.length };
    return { kind: 'text', text: part.replace(/'('?)/g, '$1') };
  });
}

function elementOf(letter: string, count: number, beforeNumber: boolean, currentYear: number): FormatElement {
  const number = NUMBERS[letter];
  if (number) return numberElement(number[0], count, number[1]);
  const year = YEARS[letter];
  if (year) return yearElement(letter, year, count, beforeNumber, currentYear);
  const long = count >= 4;
  switch (letter) {
    case 'M':
      return count < 3 ? numberElement(CLOCK_FIELDS.monthOfYear, count, 2) : monthNameElement(long ? 'long' : 'short');
    case 'E':
      return dayNameElement(long ? 'long' : 'short');
    case 'S':
      return fractionElement(count, count);
    case 'a':
      return HALFDAY_ELEMENT;
    case 'G':
      return ERA_ELEMENT;
    case 'C':
      return numberElement(CLOCK_FIELDS.centuryOfEra, count, count, true);
    case 'Z':
      return count >= 3 ? ZONE_ID_ELEMENT : offsetElement(count === 2 ? ':' : '');
    case 'z':
      return long ? ZONE_LONG_NAME_ELEMENT : ZONE_SHORT_NAME_ELEMENT;
    default:
      throw new SqlFailure(`Illegal pattern component: ${letter.repeat(count)}`);
  }
}

function yearElement(
  letter: string,
  field: ClockField,
  count: number,
  beforeNumber: boolean,
  currentYear: number,
): FormatElement {
  // Two letters are the last two digits, of the year of an era, too.
  if (count === 2)
    return twoDigitYearElement(letter === 'x' ? field : CLOCK_FIELDS.year, currentYear - 30, !beforeNumber);
  return numberElement(field, count, beforeNumber ? count : MOST_YEAR_DIGITS, letter !== 'Y');
}

function isNumeric(token: Token): boolean {
  return (
    token.kind === 'letters' &&
    ('CDFHKSWYcdehkmswxy'.includes(token.letter) || (token.letter === 'M' && token.count < 3))
  );
}
