import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  instantsAt,
  localMicros,
  offsetSeconds,
  zonedAt,
  zoneOf,
} from '../../../../server-lambda/local/engine/functions/zones.ts';

const utc = (text: string) => BigInt(Date.parse(`${text}Z`)) * 1000n;
const ZONES = [
  ...['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia'],
  ...['Asia/Kolkata', 'America/Sao_Paulo', 'Europe/Amsterdam', 'America/St_Johns', 'Asia/Gaza'],
];

/** What Intl shows, read another way than the product reads it. */
function offsetByIntl(zone: string, second: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(second * 1000);
  return Date.parse(`${parts.replace(' ', 'T')}Z`) / 1000 - second;
}

describe('the name of a zone', () => {
  test.each([
    ['UTC', 'UTC'],
    ['Z', 'UTC'],
    ['GMT', 'UTC'],
    ['+00:00', 'UTC'],
    ['+9', '+09:00'],
    ['-0530', '-05:30'],
    ['+05:45', '+05:45'],
    ['GMT-7', '-07:00'],
    ['UTC+07:30', '+07:30'],
    ['Etc/GMT+5', '-05:00'],
    ['+14:00', '+14:00'],
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['US/Pacific', 'US/Pacific'],
    ['GB-Eire', 'GB-Eire'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('%s is %s', (text, zone) => {
    expect(zoneOf(text)).toBe(zone);
  });

  test.each(['asia/tokyo', 'ASIA/Tokyo', 'Asia/Nowhere', 'EST', 'PST', 'JST', '+14:01', '+9:00', '+25', '', 'garbage'])(
    '%s is none',
    (text) => {
      expect(() => zoneOf(text)).toThrow(`'${text}' is not a valid time zone`);
    },
  );
});

describe('the clocks of a zone', () => {
  test('show what Intl shows, at any moment and around every change of a year', () => {
    const seconds = fc.integer({ min: Date.UTC(1970, 0) / 1000, max: Date.UTC(2037, 0) / 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), seconds, (zone, second) => {
        expect(offsetSeconds(zone, BigInt(second) * 1_000_000n)).toBe(offsetByIntl(zone, second));
      }),
    );
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
      for (let hour = Date.UTC(2025, 0) / 3_600_000; hour < Date.UTC(2026, 0) / 3_600_000; hour += 6) {
        expect(offsetSeconds(zone, BigInt(hour) * 3_600_000_000n)).toBe(offsetByIntl(zone, hour * 3600));
      }
    }
  });

  test('change within a second', () => {
    const change = utc('2025-03-09T07:00:00');
    expect(offsetSeconds('America/New_York', change - 1n)).toBe(-18_000);
    expect(offsetSeconds('America/New_York', change)).toBe(-14_400);
  });

  test('a moment that clocks show once is found again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 2_100_000_000 }), (zone, second) => {
        const instant = BigInt(second) * 1_000_000n + 123n;
        const local = localMicros({ instant, zone });
        expect(instantsAt(local, zone)).toContain(instant);
        if (instantsAt(local, zone).length === 1) expect(zonedAt(local, zone).instant).toBe(instant);
      }),
    );
  });

  test.each([
    ['America/New_York', '2025-11-02T01:30:00', '2025-11-02T05:30:00', 'the first of two moments in the west'],
    ['Europe/Berlin', '2025-10-26T02:30:00', '2025-10-26T01:30:00', 'the second of two moments in the east'],
    ['America/New_York', '2025-03-09T02:30:00', '2025-03-09T07:30:00', 'a skipped time is later, in the west'],
    ['Europe/Berlin', '2025-03-30T02:30:00', '2025-03-30T01:30:00', 'a skipped time is later, in the east'],
  ])('%s %s is %s UTC: %s', (zone, local, instant) => {
    expect(zonedAt(utc(local), zone).instant).toBe(utc(instant));
  });

  test('a whole day may be skipped', () => {
    expect(instantsAt(utc('2011-12-30T12:00:00'), 'Pacific/Apia')).toEqual([]);
    expect(localMicros({ instant: utc('2011-12-30T10:00:00'), zone: 'Pacific/Apia' })).toBe(utc('2011-12-31T00:00:00'));
  });
});
