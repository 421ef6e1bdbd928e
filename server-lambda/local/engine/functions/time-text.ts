import type { SqlType } from '../types.ts';
import type { Value, ZonedTime } from '../values.ts';
import { checkedDays, checkedMicros, civilOf, daysOf, isCivilDate, roundMicros, splitMicros } from './calendar.ts';
import { EngineLimit, SqlFailure } from './implementation.ts';
import { firstInstantAt, instantsAt, localMicros, knownZone } from './zones.ts';

const DATE = /^([+-]?\d{1,9})-(\d{1,2})-(\d{1,2})$/;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d+))?)?`;
const TIME = new RegExp(`^${CLOCK}$`);
const TIMESTAMP = new RegExp(
  String.raw`^(?<year>[+-]?\d{4,})-(?<month>\d{1,2})-(?<day>\d{1,2})(?: (?:${CLOCK})?[ \t-\r]*(?<zone>.+)?)?$`,
);
/** What Java takes for white space, which casts leave out at both ends. */
const WHITE_SPACE = '[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]+';
const OUTER_SPACE = new RegExp(`^${WHITE_SPACE}|${WHITE_SPACE}$`, 'g');
const MICROS_PER_DAY = 86_400_000_000n;
/** Trino keeps the milliseconds of zoned timestamps in 52 bits. */
const ZONED_BITS = 52;

/** The cast of text to date, in days. */
export function parseDate(text: string): number {
  const [, year, month, day] = DATE.exec(trimmed(text)) ?? [];
  if (year === undefined || !isCivilDate(Number(year), Number(month), Number(day))) throw notCast(text, 'date');
  const days = daysOf(Number(year), Number(month), Number(day));
  if (days !== (days | 0)) throw notCast(text, 'date');
  return days;
}

export function dateText(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${yearText(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The cast of text to time(precision), in microseconds since midnight. */
export function parseTime(text: string, precision: number): bigint {
  const fields = TIME.exec(text)?.groups;
  const micros = fields && clockMicros(fields, precision);
  if (micros === undefined) throw notCast(text, 'time');
  return micros % MICROS_PER_DAY;
}

export function timeText(micros: bigint, precision: number): string {
  const seconds = Number(micros / 1_000_000n);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return clock + fractionText(Number(micros % 1_000_000n), precision);
}

/** The cast of text to timestamp(precision). A zone may stand there and counts for nothing, as in Trino. */
export function parseTimestamp(text: string, precision: number): bigint {
  const fields = TIMESTAMP.exec(trimmed(text))?.groups;
  const micros = fields && fieldsMicros(fields, precision);
  if (micros === undefined || knownZone(fields?.['zone'] ?? 'UTC') === undefined) throw notCast(text, 'timestamp');
  return checkedMicros(micros);
}

/** The cast of text to timestamp(precision) with time zone; without a zone it is UTC. */
export function parseZoned(text: string, precision: number): ZonedTime {
  const fields = TIMESTAMP.exec(trimmed(text))?.groups;
  const local = fields && fieldsMicros(fields, precision);
  const zone = fields && knownZone(fields['zone'] ?? 'UTC');
  if (local === undefined || zone === undefined) throw notCast(text, 'timestamp');
  return checkedZoned({ instant: firstInstantAt(local, zone), zone });
}

export function timestampText(micros: bigint, precision: number, separator = ' '): string {
  const { days, time } = splitMicros(micros);
  const { year, month, day } = civilOf(days);
  const sign = year > 9999 ? '+' : '';
  return `${sign}${yearText(year)}-${twoDigits(month)}-${twoDigits(day)}${separator}${timeText(BigInt(time), precision)}`;
}

export function zonedText(time: ZonedTime, precision: number): string {
  return `${timestampText(localMicros(time), precision)} ${time.zone}`;
}

/** The literal DATE '…', in days. */
export function dateLiteral(text: string): number {
  try {
    return parseDate(text);
  } catch (error) {
    if (error instanceof SqlFailure) throw notLiteral(text, 'date');
    throw error;
  }
}

/**
 * The literal TIMESTAMP '…', whose text decides about zone and precision. SqlFailure in Trino's words; also for more
 * than 6 digits after the second, which Trino takes.
 */
export function timestampLiteral(text: string): { readonly type: SqlType; readonly value: Value } {
  const fields = TIMESTAMP.exec(text)?.groups;
  const precision = fields?.['fraction']?.length ?? 0;
  if (precision > 6) throw tooPrecise('timestamp', text);
  const local = fields && fieldsMicros(fields, precision);
  if (local === undefined) throw notLiteral(text, 'timestamp');
  const zone = fields?.['zone'];
  if (zone === undefined) return { type: { kind: 'timestamp', precision }, value: checkedMicros(local) };
  return { type: { kind: 'timestamp with time zone', precision }, value: literalZoned(text, local, zone) };
}

/** The literal TIME '…', as `timestampLiteral`. Types with an offset are not here. */
export function timeLiteral(text: string): { readonly type: SqlType; readonly value: Value } {
  const fields = TIME.exec(text)?.groups;
  const precision = fields?.['fraction']?.length ?? 0;
  if (precision > 6) throw tooPrecise('time', text);
  const micros = fields && clockMicros(fields, precision);
  if (micros === undefined) throw notLiteral(text, 'time');
  return { type: { kind: 'time', precision }, value: micros };
}

/** The value itself where Trino can hold it. */
export function checkedZoned(time: ZonedTime): ZonedTime {
  const millis = time.instant / 1000n;
  if (BigInt.asIntN(ZONED_BITS, millis) !== millis) throw new SqlFailure(`Millis overflow: ${millis}`);
  return time;
}

/** The cast of a date to timestamp. */
export function dateMicros(days: number): bigint {
  return checkedMicros(BigInt(checkedDays(days)) * MICROS_PER_DAY);
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Four digits or more. */
export function yearText(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, '0');
  return year < 0 ? `-${digits}` : digits;
}

/** `.123`: the digits of a second's microseconds, without rounding; empty for precision 0. */
export function fractionText(micros: number, precision: number): string {
  return precision === 0 ? '' : `.${String(micros).padStart(6, '0').slice(0, precision)}`;
}

export function trimmed(text: string): string {
  return text.replace(OUTER_SPACE, '');
}

type Fields = Readonly<Record<string, string | undefined>>;

/** Rounded to the precision; undefined for a day or time that does not exist. */
function fieldsMicros(fields: Fields, precision: number): bigint | undefined {
  const [year, month, day] = [fields['year'], fields['month'], fields['day']].map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (Math.abs(year) > 999_999_999 || !isCivilDate(year, month, day)) return undefined;
  const clock = clockMicros(fields, precision);
  return clock === undefined ? undefined : BigInt(daysOf(year, month, day)) * MICROS_PER_DAY + clock;
}

function clockMicros(fields: Fields, precision: number): bigint | undefined {
  const { hour = '0', minute = '0', second = '0', fraction = '' } = fields;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  // Trino reads the digits into 64 bits, and scales by 12 digits at most.
  if (fraction.length > Math.min(18, precision + 12)) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000n + roundedFraction(fraction, precision);
}

function roundedFraction(digits: string, precision: number): bigint {
  const micros = BigInt(digits.slice(0, 6).padEnd(6, '0'));
  if (digits.length <= precision || precision < 6) return roundMicros(micros, precision);
  return micros + (digits.charAt(6) >= '5' ? 1n : 0n);
}

function literalZoned(text: string, local: bigint, zoneName: string): ZonedTime {
  const zone = knownZone(zoneName);
  const [instant] = zone === undefined ? [] : instantsAt(local, zone);
  if (zone === undefined || instant === undefined) throw notLiteral(text, 'timestamp');
  return checkedZoned({ instant, zone });
}

function notCast(text: string, type: string): SqlFailure {
  return new SqlFailure(`Value cannot be cast to ${type}: ${text}`);
}

function notLiteral(text: string, type: string): SqlFailure {
  return new SqlFailure(`'${text}' is not a valid ${type} literal`);
}

function tooPrecise(type: string, text: string): SqlFailure {
  return new EngineLimit(`The embedded engine knows ${type} up to precision 6, not '${text}'`);
}
