import type { ZonedTime } from '../values.ts';
import { CLOCK_FIELDS, momentMicros } from './clock-fields.ts';
import { checkedDays, daysOf, isCivilDate } from './calendar.ts';
import { parseWhole, parseZoned } from './date-time-format.ts';
import type { Parse } from './format-elements.ts';
import { fractionElement, literalElement, longest, numberElement, sequence } from './format-elements.ts';
import { SqlFailure } from './implementation.ts';
import { momentOfFields } from './parsed-fields.ts';
import { timestampText } from './time-text.ts';
import { parseOffset } from './zone-elements.ts';
import { localMicros, offsetSeconds, offsetText } from './zones.ts';

const COMMON = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z?$/;

const literal = (text: string) => literalElement(text).parse;
const number = (field: (typeof CLOCK_FIELDS)[keyof typeof CLOCK_FIELDS], digits: number) =>
  numberElement(field, 1, digits).parse;
const optional = (...parts: Parse[]) => longest([sequence(parts)], true);

const YEAR = numberElement(CLOCK_FIELDS.year, 4, 9, true).parse;
const WEEKYEAR = numberElement(CLOCK_FIELDS.weekyear, 4, 9, true).parse;
const DAY_OF_MONTH = sequence([literal('-'), number(CLOCK_FIELDS.dayOfMonth, 2)]);
const DAY_OF_WEEK = sequence([literal('-'), number(CLOCK_FIELDS.dayOfWeek, 1)]);

/** `2025`, `2025-01`, `2025-01-31`, `2025-W05`, `2025-W05-1` or `2025-031`. */
const DATE = longest(
  [
    sequence([YEAR, optional(literal('-'), number(CLOCK_FIELDS.monthOfYear, 2), optional(DAY_OF_MONTH))]),
    sequence([WEEKYEAR, literal('-W'), number(CLOCK_FIELDS.weekOfWeekyear, 2), optional(DAY_OF_WEEK)]),
    sequence([YEAR, literal('-'), number(CLOCK_FIELDS.dayOfYear, 3)]),
  ],
  false,
);

const POINT = longest([literal('.'), literal(',')], false);
const MINUTE = sequence([literal(':'), number(CLOCK_FIELDS.minuteOfHour, 2)]);
const SECOND = sequence([literal(':'), number(CLOCK_FIELDS.secondOfMinute, 2)]);
const fraction = (field: (typeof CLOCK_FIELDS)['millisOfSecond']) =>
  sequence([POINT, fractionElement(1, 9, field).parse]);

/** An hour, with minutes and seconds; the last of them may have a fraction. */
const TIME = sequence([
  number(CLOCK_FIELDS.hourOfDay, 2),
  longest(
    [
      sequence([
        MINUTE,
        longest(
          [sequence([SECOND, optional(fraction(CLOCK_FIELDS.millisOfSecond))]), fraction(CLOCK_FIELDS.millisOfMinute)],
          true,
        ),
      ]),
      fraction(CLOCK_FIELDS.millisOfHour),
    ],
    true,
  ),
]);

const DATE_TIME = longest(
  [
    sequence([literal('T'), TIME, optional(parseOffset)]),
    sequence([DATE, optional(literal('T'), optional(TIME), optional(parseOffset))]),
  ],
  false,
);

/** Days, of from_iso8601_date. */
export function parseIsoDate(text: string): number {
  return checkedDays(momentOfFields(parseWhole(DATE, text), text).days);
}

/** Of from_iso8601_timestamp: milliseconds count, an offset is the value's zone; without one it is UTC. */
export function parseIsoTimestamp(text: string): ZonedTime {
  return commonTimestamp(text) ?? parseZoned(DATE_TIME, text);
}

/** The form that nearly all data have, read at once: `2025-01-31T10:00:00.000Z`. Undefined for all other text. */
function commonTimestamp(text: string): ZonedTime | undefined {
  const [whole, year, month, day, hour, minute, second, fraction = ''] = COMMON.exec(text) ?? [];
  if (whole === undefined || !isCivilDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const millis = seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const days = daysOf(Number(year), Number(month), Number(day));
  return { instant: momentMicros({ days, millis }), zone: 'UTC' };
}

/** `2025-01-31T10:00:00.000+09:00`, of to_iso8601. */
export function isoZonedText(time: ZonedTime, precision: number): string {
  const offset = offsetSeconds(time.zone, time.instant);
  if (offset % 60 !== 0) {
    throw new SqlFailure('Timezone with non-zero seconds offset cannot be rendered as ISO8601');
  }
  return timestampText(localMicros(time), precision, 'T') + (offset === 0 ? 'Z' : offsetText(offset / 60));
}
