import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateText,
  parseDate,
  parseTimestamp,
  parseZoned,
  timestampText,
  zonedText,
} from '../../../../server-lambda/local/engine/functions/time-text.ts';
import type { Value, ZonedTime } from '../../../../server-lambda/local/engine/values.ts';
import { evaluate } from '../../../support/evaluate-function.ts';

const timestamp = (text: string) => parseTimestamp(text, 6);
const zoned = (text: string) => parseZoned(text, 6);
const shownTimestamp = (value: Value) => timestampText(value as bigint, 3);
const shownZoned = (value: Value) => zonedText(value as ZonedTime, 3);
const shownDate = (value: Value) => dateText(value as number);

describe('parts of dates and times', () => {
  test.each([
    ['year_of_week', '2024-12-30', 2025n],
    ['week', '2024-12-30', 1n],
    ['week', '2021-01-03', 53n],
    ['day_of_week', '2025-01-05', 7n],
    ['day_of_year', '2024-12-31', 366n],
    ['quarter', '2025-06-30', 2n],
  ])('%s of %s is %i', (name, date, expected) => {
    expect(evaluate(name, ['date'], parseDate(date))).toBe(expected);
    expect(evaluate(name, ['timestamp'], timestamp(`${date} 23:59:59.999`))).toBe(expected);
    expect(evaluate(name, ['timestamp with time zone'], zoned(`${date} 23:59:59 Asia/Tokyo`))).toBe(expected);
  });

  test('an interval has whole parts, with its sign', () => {
    expect(evaluate('year', ['interval year to month'], 14)).toBe(1n);
    expect(evaluate('month', ['interval year to month'], -14)).toBe(-2n);
    expect(evaluate('day', ['interval day to second'], 99n * 86_400_000n + 1n)).toBe(99n);
    expect(evaluate('hour', ['interval day to second'], -25n * 3_600_000n)).toBe(-1n);
  });

  test('an offset has hours and minutes, with its sign', () => {
    const time = zoned('2025-01-01 00:00:00 -05:30');
    expect(evaluate('timezone_hour', ['timestamp with time zone'], time)).toBe(-5n);
    expect(evaluate('timezone_minute', ['timestamp with time zone'], time)).toBe(-30n);
  });
});

describe("patterns of MySQL's", () => {
  const parse = (text: string, pattern: string) =>
    shownTimestamp(evaluate('date_parse', ['varchar', 'varchar'], text, pattern));
  const format = (text: string, pattern: string) =>
    evaluate('date_format', ['timestamp(6)', 'varchar'], timestamp(text), pattern);

  test.each([
    ['2025-01-31 12:05:00', '%Y-%m-%d %h:%i:%s', '2025-01-31 00:05:00.000'],
    ['10:20', '%H:%i', '1970-01-01 10:20:00.000'],
    ['05-10', '%m-%d', '2000-05-10 00:00:00.000'],
    ['2025-01-05T10:00:00.123456789Z', '%Y-%m-%dT%H:%i:%s.%fZ', '2025-01-05 10:00:00.123'],
    ['69', '%y', '2069-01-01 00:00:00.000'],
    ['70', '%y', '1970-01-01 00:00:00.000'],
    ['12025-01-05', '%Y-%m-%d', '12025-01-05 00:00:00.000'],
    ['JAN 5', '%M %d', '2000-01-05 00:00:00.000'],
    ['2025-01-05 Mon', '%Y-%m-%d %a', '2024-12-30 00:00:00.000'],
    ['2024 60', '%Y %j', '2024-02-29 00:00:00.000'],
    ['2025 05', '%x %v', '2025-01-27 00:00:00.000'],
    ['01:02:03 PM', '%r', '1970-01-01 13:02:03.000'],
  ])('%s in %s is %s', (text, pattern, expected) => {
    expect(parse(text, pattern)).toBe(expected.startsWith('12025') ? `+${expected}` : expected);
  });

  test.each([
    [' 2025-01-05', '%Y-%m-%d', 'Invalid format: " 2025-01-05"'],
    ['2025-01-05x', '%Y-%m-%d', 'Invalid format: "2025-01-05x" is malformed at "x"'],
    ['2025-01', '%Y-%m-%d', 'Invalid format: "2025-01" is too short'],
    ['2025-02-30 00', '%Y-%m-%d %H', 'Value 30 for dayOfMonth must be in the range [1,28]'],
    ['2025', '%w', '%w not supported in date format string'],
  ])('%s in %s fails', (text, pattern, message) => {
    expect(() => parse(text, pattern)).toThrow(message);
  });

  test('every code prints', () => {
    expect(format('2025-01-05 15:04:09.123', '%a %b %c %d %e %f %H %h %I %i %j %k %l %M %m %p %S %s %T %v %W')).toBe(
      'Sun Jan 1 05 5 123000 15 03 03 04 005 15 3 January 01 PM 09 09 15:04:09 01 Sunday',
    );
    expect(format('2025-01-05 00:04:09', '%x %Y %y %r %% %q')).toBe('2025 2025 25 12:04:09 AM % q');
  });

  test('a timestamp is rounded to milliseconds', () => {
    expect(format('2025-01-05 10:00:00.999999', '%s %f')).toBe('01 000000');
  });

  test('NULL gives NULL', () => {
    expect(evaluate('date_format', ['timestamp', 'varchar'], null, '%Y')).toBeNull();
  });

  test('what is printed is read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 7_000_000_000_000n }), (millis) => {
        for (const pattern of ['%Y-%m-%d %H:%i:%s.%f', '%x-%v %a %r.%f', '%Y %j %T.%f', '%W, %e %M %Y %k:%i:%s,%f']) {
          const text = evaluate('date_format', ['timestamp', 'varchar'], millis * 1000n, pattern);
          expect(evaluate('date_parse', ['varchar', 'varchar'], text, pattern)).toBe(millis * 1000n);
        }
      }),
    );
  });
});

describe("patterns of Joda-Time's", () => {
  const format = (text: string, pattern: string) =>
    evaluate('format_datetime', ['timestamp with time zone', 'varchar'], zoned(text), pattern);
  const parse = (text: string, pattern: string) =>
    shownZoned(evaluate('parse_datetime', ['varchar', 'varchar'], text, pattern));

  test.each([
    ['2025-01-05 15:04:09.123', 'S SS SSS SSSS', '1 12 123 1230'],
    ['2025-01-05 15:04:09', 'hh:mm a K k', '03:04 PM 3 15'],
    ['2025-01-05 00:00:00', 'w e E EEEE D G C Y x', '1 7 Sun Sunday 5 AD 20 2025 2025'],
    ['2025-01-05 00:00:00 Asia/Tokyo', 'Z ZZ ZZZ', '+0900 +09:00 Asia/Tokyo'],
    ['2025-01-05 00:00:00', 'Z ZZ ZZZ z zzzz', '+0000 +00:00 UTC UTC Coordinated Universal Time'],
    ['2025-01-05 00:00:00', "yyyy'x''''y''yy''", "2025x''y'yy'"],
    ['2025-01-05 00:00:00', "yy MMM MMMM 'of' d", '25 Jan January of 5'],
  ])('%s in %s is %s', (text, pattern, expected) => {
    expect(format(text, pattern)).toBe(expected);
  });

  test.each([
    ['2025-01-31T10:00:00.123Z', "yyyy-MM-dd'T'HH:mm:ss.SSSZ", '2025-01-31 10:00:00.123 UTC'],
    ['2025-01-31 +0102', 'yyyy-MM-dd Z', '2025-01-31 00:00:00.000 +01:02'],
    ['2025-07-01 10:00 Asia/Tokyo', 'yyyy-MM-dd HH:mm ZZZ', '2025-07-01 10:00:00.000 Asia/Tokyo'],
    ['10:00 PST', 'HH:mm z', '1970-01-01 10:00:00.000 America/Los_Angeles'],
    ['20250105', 'yyyyMMdd', '2025-01-05 00:00:00.000 UTC'],
    ['1/2/03 4:05 PM', 'M/d/yy h:mm a', '2003-01-02 16:05:00.000 UTC'],
    ['44', 'yy', '2044-01-01 00:00:00.000 UTC'],
    ['45', 'yy', '1945-01-01 00:00:00.000 UTC'],
    ['100 BC', 'YYYY G', '-0099-01-01 00:00:00.000 UTC'],
  ])('%s in %s is read as %s', (text, pattern, expected) => {
    expect(parse(text, pattern)).toBe(expected);
  });

  test('what Joda-Time refuses is refused', () => {
    expect(() => format('2025-01-05', 'q')).toThrow('Illegal pattern component: q');
    expect(() => evaluate('format_datetime', ['timestamp', 'varchar'], 0n, "'Z' Z")).toThrow(
      "format_datetime for TIMESTAMP type, cannot use 'Z' nor 'z' in format",
    );
    expect(evaluate('format_datetime', ['timestamp', 'varchar'], 0n, "'Z' H")).toBe('Z 0');
    expect(() => format('2025-01-05', '')).toThrow('Invalid pattern specification');
    expect(() => format('2025-01-05 00:00:00 Asia/Tokyo', 'z')).toThrow('does not know the names of zones');
    expect(() => parse('2025-03-09 02:30 America/New_York', 'yyyy-MM-dd HH:mm ZZZ')).toThrow(
      'Illegal instant due to time zone offset transition (America/New_York)',
    );
  });
});

describe('ISO 8601', () => {
  test.each([
    ['2025-01-31', '2025-01-31'],
    ['2025-031', '2025-01-31'],
    ['2025-W05-1', '2025-01-27'],
    ['2025-W05', '2025-01-27'],
    ['2025-02', '2025-02-01'],
    ['2025', '2025-01-01'],
  ])('the date %s is %s', (text, expected) => {
    expect(shownDate(evaluate('from_iso8601_date', ['varchar'], text))).toBe(expected);
  });

  test.each([
    ['2025-01-01T10:00:00.1239+09:00', '2025-01-01 10:00:00.123 +09:00'],
    ['2025-01-01T10:00:00Z', '2025-01-01 10:00:00.000 UTC'],
    ['2025-01-01', '2025-01-01 00:00:00.000 UTC'],
    ['T10', '1970-01-01 10:00:00.000 UTC'],
    ['2025-W05-1T10:00', '2025-01-27 10:00:00.000 UTC'],
    ['2025-01-01T10,5Z', '2025-01-01 10:30:00.000 UTC'],
    ['2025-01-01T10:00-0530', '2025-01-01 10:00:00.000 -05:30'],
  ])('the timestamp %s is %s', (text, expected) => {
    expect(shownZoned(evaluate('from_iso8601_timestamp', ['varchar'], text))).toBe(expected);
  });

  test.each([
    ['from_iso8601_timestamp', '2025-01-01 10:00:00', 'is malformed at " 10:00:00"'],
    ['from_iso8601_timestamp', '2025-01-01T25:00:00', 'Value 25 for hourOfDay must be in the range [0,23]'],
    ['from_iso8601_timestamp', '', 'Invalid format: ""'],
    ['from_iso8601_date', '2025-01-31T00:00', 'is malformed at "T00:00"'],
    ['from_iso8601_date', '2025-02-29', 'Value 29 for dayOfMonth must be in the range [1,28]'],
  ])('%s refuses "%s"', (name, text, message) => {
    expect(() => evaluate(name, ['varchar'], text)).toThrow(message);
  });

  test('what is printed is read back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 7_000_000_000_000n }),
        fc.constantFrom('UTC', '+09:00', '-05:30'),
        (millis, zone) => {
          const time = { instant: millis * 1000n, zone };
          const text = evaluate('to_iso8601', ['timestamp with time zone'], time);
          expect(evaluate('from_iso8601_timestamp', ['varchar'], text)).toEqual(time);
        },
      ),
    );
  });
});

describe('the common form of ISO 8601', () => {
  test('is read as all others are', () => {
    const digits = fc.constantFrom('00', '01', '02', '12', '13', '23', '24', '28', '29', '30', '31', '32', '59', '60');
    const years = fc.constantFrom('2024', '2025', '1970', '0000', '1900', '9999');
    const fractions = fc.constantFrom('', '.1', '.1239', '.999999999');
    const read = (text: string): unknown => {
      try {
        return evaluate('from_iso8601_timestamp', ['varchar'], text);
      } catch (error) {
        return (error as Error).message.replaceAll(text, '');
      }
    };
    fc.assert(
      fc.property(years, digits, digits, digits, digits, fractions, (year, month, day, hour, second, fraction) => {
        const text = `${year}-${month}-${day}T${hour}:05:${second}${fraction}`;
        // A sign before the year takes the text out of the common form.
        expect(read(`${text}Z`)).toEqual(read(`+${text}Z`));
        expect(read(text)).toEqual(read(`+${text}`));
      }),
    );
  });
});

describe('moments', () => {
  test('now is when the statement began', () => {
    expect(shownZoned(evaluate('now', []))).toBe('2025-04-10 12:00:00.500 UTC');
    expect(evaluate('current_timezone', [])).toBe('UTC');
  });

  test('seconds of 1970 are a moment, in UTC or a zone', () => {
    expect(shownZoned(evaluate('from_unixtime', ['double'], 1.5))).toBe('1970-01-01 00:00:01.500 UTC');
    expect(shownZoned(evaluate('from_unixtime', ['double', 'bigint', 'bigint'], 1, 5n, 30n))).toBe(
      '1970-01-01 05:30:01.000 +05:30',
    );
    expect(shownZoned(evaluate('from_unixtime', ['double', 'varchar'], 1, 'Asia/Tokyo'))).toBe(
      '1970-01-01 09:00:01.000 Asia/Tokyo',
    );
    expect(() => evaluate('from_unixtime', ['double'], 1e300)).toThrow('Millis overflow');
    expect(evaluate('to_unixtime', ['timestamp with time zone'], zoned('1970-01-01 09:00:01.5 Asia/Tokyo'))).toBe(1.5);
  });

  test('a moment may be shown in another zone', () => {
    const moved = evaluate(
      'at_timezone',
      ['timestamp with time zone', 'varchar'],
      zoned('2025-01-01 12:00:00 UTC'),
      'America/New_York',
    );
    expect(shownZoned(moved)).toBe('2025-01-01 07:00:00.000 America/New_York');
    expect(() => evaluate('at_timezone', ['timestamp with time zone', 'varchar'], zoned('2025-01-01'), 'x')).toThrow(
      "'x' is not a valid time zone",
    );
  });

  test.each([
    ['1.5h', 5_400_000n],
    ['42.8ms', 43n],
    ['3.81 d', 329_184_000n],
    ['1ns', 0n],
  ])('the duration %s is %i milliseconds', (text, expected) => {
    expect(evaluate('parse_duration', ['varchar'], text)).toBe(expected);
  });

  test('a text that is no duration is refused', () => {
    expect(() => evaluate('parse_duration', ['varchar'], 'x')).toThrow(
      'duration is not a valid data duration string: x',
    );
    expect(() => evaluate('parse_duration', ['varchar'], '1x')).toThrow('Unknown time unit: x');
  });

  test('the result of to_iso8601 has the length of its precision', () => {
    expect(evaluate('to_iso8601', ['timestamp(0)'], 0n)).toBe('1970-01-01T00:00:00');
    expect(evaluate('to_iso8601', ['date'], 0)).toBe('1970-01-01');
  });
});
