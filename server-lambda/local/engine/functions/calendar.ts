import { SqlFailure } from './implementation.ts';

/** A day of the proleptic Gregorian calendar; the year before 1 is 0. */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const MICROS_PER_DAY = 86_400_000_000;

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01: eras of 400 years are counted from March, so that leap days come last. */
const EPOCH_FROM_MARCH_OF_0 = 719_468;

/** Days since 1970-01-01. The date must exist. */
export function daysOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfMarchYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfMarchYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_FROM_MARCH_OF_0;
}

export function civilOf(days: number): CivilDate {
  const shifted = days + EPOCH_FROM_MARCH_OF_0;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfMarchYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether there is such a day in that month. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek(days: number): number {
  return modulo(days + 3, 7) + 1;
}

/** From 1. */
export function dayOfYear(days: number): number {
  return days - daysOf(civilOf(days).year, 1, 1) + 1;
}

/** The Monday of week 1, the week that has 4 January in it. */
export function firstMonday(weekYear: number): number {
  const fourth = daysOf(weekYear, 1, 4);
  return fourth - dayOfWeek(fourth) + 1;
}

/** The ISO week of a day, from 1, and the year to which that week belongs. */
export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const { year } = civilOf(days - dayOfWeek(days) + 4);
  return { year, week: Math.floor((days - firstMonday(year)) / 7) + 1 };
}

export function weeksInYear(weekYear: number): number {
  return (firstMonday(weekYear + 1) - firstMonday(weekYear)) / 7;
}

/** The same day of another month, or the last day of that month where it is shorter. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilOf(days);
  const index = year * 12 + month - 1 + months;
  const newYear = Math.floor(index / 12);
  const newMonth = modulo(index, 12) + 1;
  return daysOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** What is left of a division that rounds down, for a positive divisor. */
export function modulo(value: number, divisor: number): number {
  const rest = value % divisor;
  return rest < 0 ? rest + divisor : rest;
}

/** A division that rounds down, for a positive divisor. */
export function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && quotient * divisor !== value ? quotient - 1n : quotient;
}

/** The day of a timestamp on its own clock and the microseconds since that day began. */
export function splitMicros(micros: bigint): { readonly days: number; readonly time: number } {
  const days = floorDivide(micros, BigInt(MICROS_PER_DAY));
  return { days: Number(days), time: Number(micros - days * BigInt(MICROS_PER_DAY)) };
}

/** The value itself. SqlFailure where it does not fit into 64 bits. */
export function checkedMicros(micros: bigint): bigint {
  if (BigInt.asIntN(64, micros) !== micros) throw new SqlFailure('Timestamp out of range');
  return micros;
}

/** Days as the type date holds them, 32 bits. */
export function checkedDays(days: number): number {
  if (days !== (days | 0)) throw new SqlFailure('integer overflow');
  return days;
}

/** Rounds to that many digits after the second, 0 to 6; halves go up. */
export function roundMicros(micros: bigint, precision: number): bigint {
  if (precision >= 6) return micros;
  const step = 10n ** BigInt(6 - precision);
  return floorDivide(micros + step / 2n, step) * step;
}
