import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';
import { checkedDays, checkedMicros, civilOf, daysInMonth, floorDivide, roundMicros } from './calendar.ts';
import type { Moment } from './clock-fields.ts';
import { floorTo, momentMicros, momentOf, plusMillis, plusMonths, UNIT_MILLIS } from './clock-fields.ts';
import { SqlFailure } from './implementation.ts';
import { checkedZoned } from './time-text.ts';
import { asBigInt, asNumber, asZoned } from './value-kinds.ts';
import { localMicros, offsetMicros, zonedNear } from './zones.ts';

const DATE_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const TIME_UNITS = ['millisecond', 'second', 'minute', 'hour'] as const;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const MICROS_PER_DAY = 86_400_000_000n;

export type DateUnit = (typeof DATE_UNITS)[number] | (typeof TIME_UNITS)[number];
/** The types that date_add and its kin take. */
export type ClockType =
  { readonly kind: 'date' } | Extract<SqlType, { kind: 'time' | 'timestamp' | 'timestamp with time zone' }>;

/** What date_add, date_diff and date_trunc do in one unit to values of one type. */
export interface UnitArithmetic {
  readonly add: (value: Value, count: bigint) => Value;
  /** Whole units, towards zero. */
  readonly difference: (from: Value, to: Value) => bigint;
  readonly truncate: (value: Value) => Value;
}

/** SqlFailure for a unit that the type does not have. */
export function unitArithmetic(unitText: string, type: ClockType): UnitArithmetic {
  switch (type.kind) {
    case 'date':
      return ofDates(unitNamed(unitText, DATE_UNITS, 'DATE'));
    case 'time':
      return ofTimes(unitNamed(unitText, TIME_UNITS, 'TIME'), type.precision);
    case 'timestamp':
      return ofTimestamps(unitNamed(unitText, [...DATE_UNITS, ...TIME_UNITS], 'TIMESTAMP'), type.precision);
    case 'timestamp with time zone':
      return ofZoned(unitNamed(unitText, [...DATE_UNITS, ...TIME_UNITS], 'TIMESTAMP'), type.precision);
  }
}

/** Months later; the last day of a month where it is shorter. */
export function microsPlusMonths(micros: bigint, months: number): bigint {
  return checkedMicros(momentMicros(plusMonths(momentOf(micros), months)) + belowMillis(micros));
}

function unitNamed<U extends DateUnit>(text: string, units: readonly U[], type: string): U {
  const lower = text.toLowerCase();
  const unit = units.find((one) => one === lower);
  if (unit === undefined) throw new SqlFailure(`'${lower}' is not a valid ${type} field`);
  return unit;
}

function ofDates(unit: (typeof DATE_UNITS)[number]): UnitArithmetic {
  const moment = (value: Value): Moment => ({ days: asNumber(value), millis: 0 });
  return {
    add: (value, count) => checkedDays(plusUnits(unit, moment(value), count).days),
    difference: (from, to) => unitsBetween(unit, moment(from), moment(to)),
    truncate: (value) => floorTo(unit, moment(value)).days,
  };
}

function ofTimes(unit: (typeof TIME_UNITS)[number], precision: number): UnitArithmetic {
  const step = BigInt(UNIT_MILLIS[unit]) * 1000n;
  return {
    add: (value, count) => {
      const sum = (asBigInt(value) + ((count * step) % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
      return roundMicros(sum, precision) % MICROS_PER_DAY;
    },
    difference: (from, to) => (asBigInt(to) - asBigInt(from)) / step,
    truncate: (value) => asBigInt(value) - (asBigInt(value) % step),
  };
}

function ofTimestamps(unit: DateUnit, precision: number): UnitArithmetic {
  return {
    add: (value, count) => {
      const micros = asBigInt(value);
      const sum = momentMicros(plusUnits(unit, momentOf(micros), count)) + belowMillis(micros);
      return checkedMicros(roundAdded(sum, precision));
    },
    difference: (from, to) => unitsBetween(unit, momentOf(asBigInt(from)), momentOf(asBigInt(to))),
    truncate: (value) => momentMicros(floorTo(unit, momentOf(asBigInt(value)))),
  };
}

/** Hours and less are counted in the time that passes, days and more on the clocks of the value's zone. */
function ofZoned(unit: DateUnit, precision: number): UnitArithmetic {
  const isTimeUnit = TIME_UNITS.some((one) => one === unit);
  return {
    add: (value, count) => {
      const time = asZoned(value);
      const start = isTimeUnit ? time.instant : localMicros(time);
      const sum = momentMicros(plusUnits(unit, momentOf(start), count)) + belowMillis(start);
      const moved = isTimeUnit ? { instant: sum, zone: time.zone } : zonedNear(sum, time);
      return checkedZoned({ instant: roundAdded(moved.instant, precision), zone: time.zone });
    },
    difference: (fromValue, toValue) => {
      const [from, to] = [asZoned(fromValue), asZoned(toValue)];
      // Trino counts more precise values in UTC.
      const zone = precision > 3 ? 'UTC' : from.zone;
      const shown = (time: ZonedTime) =>
        momentOf(time.instant + offsetMicros(zone, (isTimeUnit ? from : time).instant));
      return unitsBetween(unit, shown(from), shown(to));
    },
    truncate: (value) => {
      const time = asZoned(value);
      const offset = offsetMicros(time.zone, time.instant);
      const local = momentMicros(floorTo(unit, momentOf(time.instant + offset)));
      return isTimeUnit ? { instant: local - offset, zone: time.zone } : zonedNear(local, time);
    },
  };
}

function plusUnits(unit: DateUnit, moment: Moment, count: bigint): Moment {
  if (BigInt.asIntN(32, count) !== count) throw new SqlFailure('integer overflow');
  const units = Number(count);
  if (unit === 'month' || unit === 'quarter' || unit === 'year') return plusMonths(moment, units * MONTHS[unit]);
  return plusMillis(moment, units * UNIT_MILLIS[unit]);
}

function unitsBetween(unit: DateUnit, from: Moment, to: Moment): bigint {
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return BigInt(Math.trunc(monthsBetween(from, to) / MONTHS[unit]));
  }
  const millis = (BigInt(to.days - from.days) * MICROS_PER_DAY) / 1000n + BigInt(to.millis - from.millis);
  return millis / BigInt(UNIT_MILLIS[unit]);
}

/** Whole months; from a month's end to the end of a shorter one is a whole number, too. */
function monthsBetween(from: Moment, to: Moment): number {
  if (to.days < from.days || (to.days === from.days && to.millis < from.millis)) return -monthsBetween(to, from);
  const [start, end] = [civilOf(from.days), civilOf(to.days)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  const isMonthEnd = end.day === daysInMonth(end.year, end.month);
  const startDay = isMonthEnd ? Math.min(start.day, end.day) : start.day;
  const isLess = end.day < startDay || (end.day === startDay && to.millis < from.millis);
  return isLess ? months - 1 : months;
}

/** Milliseconds added to a value of fewer digits are rounded away. */
function roundAdded(micros: bigint, precision: number): bigint {
  return precision < 3 ? roundMicros(micros, precision) : micros;
}

function belowMillis(micros: bigint): bigint {
  return micros - floorDivide(micros, 1000n) * 1000n;
}
