import { floorDivide, roundMicros, splitMicros } from './calendar.ts';
import { dayTimeText, yearMonthText } from './interval-text.ts';
import {
  checkedZoned,
  dateMicros,
  dateText,
  parseDate,
  parseTime,
  parseTimestamp,
  parseZoned,
  timestampText,
  timeText,
  zonedText,
} from './time-text.ts';
import { localMicros, zonedAt } from './zones.ts';
import type { Session } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';

type TimeType = Extract<SqlType, { kind: 'time' | 'timestamp' | 'timestamp with time zone' }> | { kind: 'date' };

const MICROS_PER_DAY = 86_400_000_000n;

export function isTimeType(type: SqlType): type is TimeType {
  return ['date', 'time', 'timestamp', 'timestamp with time zone'].includes(type.kind);
}

export function canCastTime(from: TimeType, to: TimeType): boolean {
  return (
    from.kind === to.kind || (from.kind === 'date' ? to.kind !== 'time' : to.kind !== 'date' || from.kind !== 'time')
  );
}

/** CAST between dates and times, in the zone UTC. */
export function timeCast(from: TimeType, to: TimeType, session: Session): (value: Value) => Value {
  if (from.kind === 'timestamp with time zone') {
    if (to.kind === 'timestamp with time zone') return (value) => roundZoned(value as ZonedTime, to.precision);
    const local = localCast('timestamp', to, session);
    return (value) => local(localMicros(value as ZonedTime));
  }
  return localCast(from.kind, to, session) as (value: Value) => Value;
}

function localCast(
  from: 'date' | 'time' | 'timestamp',
  to: TimeType,
  session: Session,
): (value: bigint | number) => Value {
  const micros = microsOf(from, session);
  switch (to.kind) {
    case 'date':
      return from === 'date' ? (value) => value : (value) => Number(floorDivide(micros(value), MICROS_PER_DAY));
    case 'time':
      return (value) => roundMicros(BigInt(splitMicros(micros(value)).time), to.precision) % MICROS_PER_DAY;
    case 'timestamp':
      return (value) => roundMicros(micros(value), to.precision);
    case 'timestamp with time zone':
      return (value) => checkedZoned(zonedAt(roundMicros(micros(value), to.precision), 'UTC'));
  }
}

/** Microseconds since 1970; times are those of the statement's day. */
function microsOf(from: 'date' | 'time' | 'timestamp', session: Session): (value: bigint | number) => bigint {
  if (from === 'date') return (value) => dateMicros(Number(value));
  if (from === 'timestamp') return BigInt;
  const today = BigInt(Math.floor(session.now.getTime() / 86_400_000)) * MICROS_PER_DAY;
  return (value) => today + BigInt(value);
}

function roundZoned(time: ZonedTime, precision: number): ZonedTime {
  return { instant: roundMicros(time.instant, precision), zone: time.zone };
}

/** CAST from varchar. */
export function textToTime(to: TimeType): (text: string) => Value {
  switch (to.kind) {
    case 'date':
      return parseDate;
    case 'time':
      return (text) => parseTime(text, to.precision);
    case 'timestamp':
      return (text) => parseTimestamp(text, to.precision);
    case 'timestamp with time zone':
      return (text) => parseZoned(text, to.precision);
  }
}

/** CAST to varchar, of intervals, too; undefined for other types. */
export function textOfTime(from: SqlType): ((value: Value) => string) | undefined {
  switch (from.kind) {
    case 'date':
      return (value) => dateText(value as number);
    case 'time':
      return (value) => timeText(value as bigint, from.precision);
    case 'timestamp':
      return (value) => timestampText(value as bigint, from.precision);
    case 'timestamp with time zone':
      return (value) => zonedText(value as ZonedTime, from.precision);
    case 'interval day to second':
      return (value) => dayTimeText(value as bigint);
    case 'interval year to month':
      return (value) => yearMonthText(value as number);
    default:
      return undefined;
  }
}
