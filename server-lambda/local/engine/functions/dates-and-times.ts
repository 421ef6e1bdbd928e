import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';
import { civilOf, daysInMonth, floorDivide } from './calendar.ts';
import { clockType, momentReader } from './clock-types.ts';
import type { UnitArithmetic } from './date-arithmetic.ts';
import { unitArithmetic } from './date-arithmetic.ts';
import { DATE_PARTS } from './date-parts.ts';
import type { DateTimeFormat } from './date-time-format.ts';
import { compiled, shownTimestamp, shownZoned } from './date-time-format.ts';
import { parseDuration } from './duration-text.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import { SqlFailure } from './implementation.ts';
import { isoZonedText, parseIsoDate, parseIsoTimestamp } from './iso8601.ts';
import { jodaFormat } from './joda-patterns.ts';
import { mysqlFormat, mysqlParser } from './mysql-patterns.ts';
import { checkedZoned, dateText, parseDate, timestampText } from './time-text.ts';
import { asBigInt, asNumber, asText, asZoned, scalar } from './value-kinds.ts';
import { knownZone, zonedAt, zoneOf, zoneOfOffset } from './zones.ts';

export const DATES_AND_TIMES_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  ...DATE_PARTS,
  now: { bind: ({ session }) => constant({ instant: BigInt(session.now.getTime()) * 1000n, zone: 'UTC' }) },
  current_timezone: scalar(() => 'UTC'),
  date: { bind: ({ argumentTypes: [type] }) => dateOf(type) },
  last_day_of_month: { bind: ({ argumentTypes: [type] }) => lastDayOfMonth(type) },
  date_add: inUnits(
    2,
    (unit) =>
      (_unit, count, value = null) =>
        unit.add(value, asBigInt(count)),
  ),
  date_diff: inUnits(
    1,
    (unit) =>
      (_unit, from = null, to = null) =>
        unit.difference(from, to),
  ),
  date_trunc: inUnits(
    1,
    (unit) =>
      (_unit, value = null) =>
        unit.truncate(value),
  ),
  date_format: printing(() => mysqlFormat),
  date_parse: {
    bind: (call) => {
      const formatFor = compiled(call.constants[1], mysqlParser);
      return (text, pattern) => formatFor(asText(pattern)).parseLocal(asText(text));
    },
  },
  format_datetime: printing((call) => (isZoned(call) ? jodaFormatIn(call) : withoutZone(jodaFormatIn(call)))),
  parse_datetime: {
    bind: (call) => {
      const formatFor = compiled(call.constants[1], jodaFormatIn(call));
      return (text, pattern) => formatFor(asText(pattern)).parseZoned(asText(text));
    },
  },
  from_iso8601_date: scalar((text) => parseIsoDate(asText(text))),
  from_iso8601_timestamp: scalar((text) => parseIsoTimestamp(asText(text))),
  to_iso8601: { bind: ({ argumentTypes: [type] }) => isoText(type), resultType: ([type]) => isoType(type) },
  from_unixtime: scalar((seconds, hoursOrZone, minutes) =>
    fromUnixTime(asNumber(seconds), unixTimeZone(hoursOrZone, minutes)),
  ),
  to_unixtime: scalar((time) => unixTime(asZoned(time))),
  to_milliseconds: scalar((interval) => asBigInt(interval)),
  parse_duration: scalar((text) => parseDuration(asText(text))),
  at_timezone: scalar((time, zone) => ({ instant: asZoned(time).instant, zone: zoneArgument(zone) })),
  with_timezone: scalar((timestamp, zone) => checkedZoned(zonedAt(asBigInt(timestamp), zoneOf(asText(zone))))),
};

function constant(value: Value): Evaluate {
  return () => value;
}

/** A function of a unit, the first argument, and of values of the type of the argument at `valueIndex`. */
function inUnits(valueIndex: number, evaluateIn: (unit: UnitArithmetic) => Evaluate): ScalarImplementation {
  return {
    bind: ({ argumentTypes, constants: [constantUnit] }) => {
      const type = clockType(argumentTypes[valueIndex]);
      const evaluateFor = (unit: string) => evaluateIn(unitArithmetic(unit, type));
      const known =
        typeof constantUnit === 'string' && isUnit(constantUnit, type) ? evaluateFor(constantUnit) : undefined;
      return known ?? ((unit, ...values) => evaluateFor(asText(unit))(unit, ...values));
    },
  };
}

/** A wrong unit fails when it is used, for no row may use it. */
function isUnit(unit: string, type: ReturnType<typeof clockType>): boolean {
  try {
    unitArithmetic(unit, type);
    return true;
  } catch (error) {
    if (error instanceof SqlFailure) return false;
    throw error;
  }
}

/** A function of a timestamp and a pattern. */
function printing(compileIn: (call: BoundCall) => (pattern: string) => DateTimeFormat): ScalarImplementation {
  return {
    bind: (call) => {
      const formatFor = compiled(call.constants[1], compileIn(call));
      return isZoned(call)
        ? (value, pattern) => formatFor(asText(pattern)).print(shownZoned(asZoned(value)))
        : (value, pattern) => formatFor(asText(pattern)).print(shownTimestamp(asBigInt(value)));
    },
  };
}

function isZoned({ argumentTypes: [type] }: BoundCall): boolean {
  return type?.kind === 'timestamp with time zone';
}

function withoutZone(compile: (pattern: string) => DateTimeFormat): (pattern: string) => DateTimeFormat {
  return (pattern) => {
    if (/[zZ]/.test(pattern.replace(/'[^']*'?/g, ''))) {
      throw new SqlFailure(
        "format_datetime for TIMESTAMP type, cannot use 'Z' nor 'z' in format, as this type does not contain TZ " +
          'information',
      );
    }
    return compile(pattern);
  };
}

function jodaFormatIn({ session }: BoundCall): (pattern: string) => DateTimeFormat {
  return (pattern) => jodaFormat(pattern, session.now.getUTCFullYear());
}

function dateOf(type: SqlType | undefined): Evaluate {
  if (type?.kind === 'varchar') return (text) => parseDate(asText(text));
  const momentOf = momentReader(clockType(type));
  return (value) => momentOf(value).days;
}

function lastDayOfMonth(type: SqlType | undefined): Evaluate {
  const momentOf = momentReader(clockType(type));
  return (value) => {
    const { days } = momentOf(value);
    const { year, month, day } = civilOf(days);
    return days - day + daysInMonth(year, month);
  };
}

function isoText(type: SqlType | undefined): Evaluate {
  const clock = clockType(type);
  switch (clock.kind) {
    case 'date':
      return (value) => dateText(asNumber(value));
    case 'timestamp with time zone':
      return (value) => isoZonedText(asZoned(value), clock.precision);
    case 'timestamp':
    case 'time':
      return (value) => timestampText(asBigInt(value), clock.precision, 'T');
  }
}

/** Long enough for years of six digits and a sign. */
function isoType(type: SqlType | undefined): SqlType {
  const clock = clockType(type);
  if (clock.kind === 'date') return { kind: 'varchar', length: 16 };
  const fraction = clock.precision === 0 ? 0 : clock.precision + 1;
  return { kind: 'varchar', length: 22 + fraction + (clock.kind === 'timestamp with time zone' ? 6 : 0) };
}

function fromUnixTime(seconds: number, zone: string): ZonedTime {
  const millis = Math.round(seconds * 1000);
  if (!Number.isFinite(millis)) {
    if (Number.isNaN(millis)) return { instant: 0n, zone };
    throw new SqlFailure(`Millis overflow: ${millis > 0 ? 2n ** 63n - 1n : -(2n ** 63n)}`);
  }
  return checkedZoned({ instant: BigInt(millis) * 1000n, zone });
}

function unixTimeZone(hoursOrZone: Value | undefined, minutes: Value | undefined): string {
  if (hoursOrZone === undefined) return 'UTC';
  if (minutes === undefined) {
    const zone = knownZone(asText(hoursOrZone));
    if (zone === undefined) throw new SqlFailure(`Time zone not supported: ${asText(hoursOrZone)}`);
    return zone;
  }
  return zoneOfOffset(Number(asBigInt(hoursOrZone) * 60n + asBigInt(minutes)));
}

/** Seconds; the two parts are added as Trino adds them, for the last digits of the sum. */
function unixTime({ instant }: ZonedTime): number {
  const millis = floorDivide(instant, 1000n);
  return Number(millis) / 1000 + Number(instant - millis * 1000n) / 1e6;
}

/** A zone's name, or an interval that is its offset. */
function zoneArgument(zone: Value | undefined): string {
  if (typeof zone === 'string') return zoneOf(zone);
  const millis = asBigInt(zone);
  if (millis % 60_000n !== 0n) {
    throw new SqlFailure('Invalid time zone offset interval: interval contains seconds');
  }
  return zoneOfOffset(Number(millis / 60_000n));
}
