import type { ClockField } from './clock-fields.ts';
import { CLOCK_FIELDS } from './clock-fields.ts';
import { clockType, momentReader } from './clock-types.ts';
import type { Value } from '../values.ts';
import type { ScalarImplementation } from './implementation.ts';
import { asBigInt, asNumber, asZoned, scalar } from './value-kinds.ts';
import { offsetSeconds } from './zones.ts';

/** Functions that give one number of a date, time or interval. */
export const DATE_PARTS: Readonly<Record<string, ScalarImplementation>> = {
  year: part(CLOCK_FIELDS.year, (months) => BigInt(Math.trunc(asNumber(months) / 12))),
  quarter: part(CLOCK_FIELDS.quarterOfYear),
  month: part(CLOCK_FIELDS.monthOfYear, (months) => BigInt(asNumber(months) % 12)),
  week: part(CLOCK_FIELDS.weekOfWeekyear),
  year_of_week: part(CLOCK_FIELDS.weekyear),
  day: part(CLOCK_FIELDS.dayOfMonth, (millis) => asBigInt(millis) / 86_400_000n),
  day_of_week: part(CLOCK_FIELDS.dayOfWeek),
  day_of_year: part(CLOCK_FIELDS.dayOfYear),
  hour: part(CLOCK_FIELDS.hourOfDay, (millis) => (asBigInt(millis) / 3_600_000n) % 24n),
  minute: part(CLOCK_FIELDS.minuteOfHour, (millis) => (asBigInt(millis) / 60_000n) % 60n),
  second: part(CLOCK_FIELDS.secondOfMinute, (millis) => (asBigInt(millis) / 1000n) % 60n),
  millisecond: part(CLOCK_FIELDS.millisOfSecond, (millis) => asBigInt(millis) % 1000n),
  timezone_hour: scalar((time) => BigInt(Math.trunc(offsetMinutes(time) / 60))),
  timezone_minute: scalar((time) => BigInt(offsetMinutes(time) % 60)),
};

/** A field of what clocks show; of an interval, where the function takes one, what `ofInterval` gives. */
function part(field: ClockField, ofInterval?: (interval: Value) => Value): ScalarImplementation {
  return {
    bind: ({ argumentTypes: [type] }) => {
      if (ofInterval && type?.kind.startsWith('interval')) return ofInterval;
      const momentOf = momentReader(clockType(type));
      return (value) => BigInt(field.of(momentOf(value)));
    },
  };
}

function offsetMinutes(value: Value | undefined): number {
  const { instant, zone } = asZoned(value);
  return Math.trunc(offsetSeconds(zone, instant) / 60);
}
