import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { Moment } from './clock-fields.ts';
import { momentOf } from './clock-fields.ts';
import type { ClockType } from './date-arithmetic.ts';
import { asBigInt, asNumber, asZoned } from './value-kinds.ts';
import { localMicros } from './zones.ts';

/** The type of an argument that the signature has made a date, time or timestamp. */
export function clockType(type: SqlType | undefined): ClockType {
  switch (type?.kind) {
    case 'date':
      return { kind: 'date' };
    case 'time':
    case 'timestamp':
    case 'timestamp with time zone':
      return type;
    default:
      throw new TypeError(`Expected a date or time, got ${type?.kind ?? 'nothing'}.`);
  }
}

/** Reads what a value of the type shows on its clock; a time shows it on the first day. */
export function momentReader(type: ClockType): (value: Value | undefined) => Moment {
  switch (type.kind) {
    case 'date':
      return (value) => ({ days: asNumber(value), millis: 0 });
    case 'time':
    case 'timestamp':
      return (value) => momentOf(asBigInt(value));
    case 'timestamp with time zone':
      return (value) => momentOf(localMicros(asZoned(value)));
  }
}
