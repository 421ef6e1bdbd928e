import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayTimeText,
  intervalLiteral,
  yearMonthText,
} from '../../../../server-lambda/local/engine/functions/interval-text.ts';
import {
  dateText,
  parseDate,
  parseTime,
  parseTimestamp,
  parseZoned,
  timestampLiteral,
  timestampText,
  timeText,
  zonedText,
} from '../../../../server-lambda/local/engine/functions/time-text.ts';

const anyDay = fc.integer({ min: -3_000_000, max: 90_000_000 });
const anyMicros = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n });

describe('text of dates and times', () => {
  test('what is printed is read back', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        expect(parseDate(dateText(days))).toBe(days);
      }),
    );
    fc.assert(
      fc.property(anyMicros, (micros) => {
        expect(parseTimestamp(timestampText(micros, 6), 6)).toBe(micros);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 86_399_999_999n }), (micros) => {
        expect(parseTime(timeText(micros, 6), 6)).toBe(micros);
      }),
    );
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 52n }),
        fc.constantFrom('UTC', '+05:30', 'Asia/Tokyo'),
        (instant, zone) => {
          expect(parseZoned(zonedText({ instant, zone }, 6), 6)).toEqual({ instant, zone });
        },
      ),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 47n), max: 2n ** 47n }), (millis) => {
        expect(intervalLiteral(dayTimeText(millis), 'day', 'second').value).toBe(millis);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (months) => {
        expect(intervalLiteral(yearMonthText(months), 'year', 'month').value).toBe(months === 0 ? 0 : months);
      }),
    );
  });

  test('a day agrees with the clock of the machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => {
        expect(dateText(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  test.each([
    ['2025-01-05', '2025-01-05'],
    [' 2025-1-5 ', '2025-01-05'],
    ['25-01-01', '0025-01-01'],
    ['-0001-01-01', '-0001-01-01'],
    ['12345-01-01', '12345-01-01'],
  ])('the date %s is %s', (text, printed) => {
    expect(dateText(parseDate(text))).toBe(printed);
  });

  test.each(['', '2025-02-29', '2025-13-01', '2025-01-05 10:00:00', '2025/01/05', '2025-01-05T00:00:00', '2025-1'])(
    '"%s" is no date',
    (text) => {
      expect(() => parseDate(text)).toThrow(`Value cannot be cast to date: ${text}`);
    },
  );

  test.each([
    ['2025-01-05 10:00', 3, '2025-01-05 10:00:00.000'],
    ['2025-01-05', 0, '2025-01-05 00:00:00'],
    ['2025-01-05 23:59:59.9996', 3, '2025-01-06 00:00:00.000'],
    ['2025-01-05 10:00:00.1234567', 6, '2025-01-05 10:00:00.123457'],
    ['2025-01-05 10:00:00 Asia/Tokyo', 0, '2025-01-05 10:00:00'],
    ['+12345-01-01 1:2:3', 0, '+12345-01-01 01:02:03'],
  ])('%s as timestamp(%i) is %s', (text, precision, printed) => {
    expect(timestampText(parseTimestamp(text, precision), precision)).toBe(printed);
  });

  test.each([
    '2025-01-05T10:00:00',
    '2025-01-05 24:00:00',
    '2025-02-30 00:00:00',
    '2025-01-05 10:00:00 garbage',
    'now',
  ])('"%s" is no timestamp', (text) => {
    expect(() => parseTimestamp(text, 3)).toThrow(`Value cannot be cast to timestamp: ${text}`);
  });

  test('a literal has the zone and the precision of its text', () => {
    expect(timestampLiteral('2025-01-01 10:00:00.5 Asia/Tokyo')).toEqual({
      type: { kind: 'timestamp with time zone', precision: 1 },
      value: { instant: 1_735_693_200_500_000n, zone: 'Asia/Tokyo' },
    });
    expect(timestampLiteral('2025-01-01').type).toEqual({ kind: 'timestamp', precision: 0 });
    expect(() => timestampLiteral('2025-03-30 02:30:00 Europe/Berlin')).toThrow('is not a valid timestamp literal');
  });

  test.each([
    ['1', 'day', 'day', '1 00:00:00.000'],
    ['', 'day', 'day', '0 00:00:00.000'],
    ['1 2:3:4.5678', 'day', 'second', '1 02:03:04.567'],
    ['-1 2', 'day', 'hour', '-1 02:00:00.000'],
    ['.5', 'second', 'second', '0 00:00:00.500'],
    ['90', 'minute', 'minute', '0 01:30:00.000'],
  ] as const)('interval %s %s to %s is %s', (text, from, to, printed) => {
    expect(dayTimeText(intervalLiteral(text, from, to).value as bigint)).toBe(printed);
  });

  test('an interval of letters, of mixed kinds or with a sign inside is none', () => {
    expect(() => intervalLiteral('x', 'day')).toThrow("'x' is not a valid interval literal");
    expect(() => intervalLiteral('1', 'year', 'day')).toThrow("'1' is not a valid interval literal");
    expect(() => intervalLiteral('1 -2', 'day', 'hour')).toThrow("'1 -2' is not a valid interval literal");
  });
});
