import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { addMonths, checkedDays, checkedMicros, roundMicros } from './calendar.ts';
import { microsPlusMonths } from './date-arithmetic.ts';
import type { Evaluate, ScalarImplementation } from './implementation.ts';
import { SqlFailure } from './implementation.ts';
import { checkedZoned } from './time-text.ts';
import { asBigInt, asNumber, asZoned, scalar } from './value-kinds.ts';
import { localMicros, zonedNear } from './zones.ts';

const DAY = 'interval day to second';
const MONTH = 'interval year to month';
const ZONED = 'timestamp with time zone';
const MILLIS_PER_DAY = 86_400_000n;
const PICOS_PER_DAY = 86_400_000_000_000_000n;

/**
 * What computes an operator on dates, times and intervals, by its name (`+ - * /`) and the types of its operands;
 * `negate` has its operand's type twice. Undefined where Trino has no such operator on these types.
 */
export const TIME_OPERATORS: Readonly<
  Record<string, (left: SqlType, right: SqlType) => ScalarImplementation | undefined>
> = {
  '+': (left, right) => found(PLUS[`${left.kind} ${right.kind}`] ?? swapped(PLUS[`${right.kind} ${left.kind}`])),
  '-': (left, right) => found(MINUS[`${left.kind} ${right.kind}`]),
  '*': (left, right) => found(times(left, right) ?? swapped(times(right, left))),
  '/': (left, right) => found(divided(left, right)),
  negate: (left) => found(NEGATE[left.kind]),
};

/** By the kinds of both operands, an interval last. */
const PLUS: Readonly<Record<string, Evaluate>> = {
  [`date ${DAY}`]: (date, interval) => plusWholeDays(date, asBigInt(interval), 'add', 'to'),
  [`date ${MONTH}`]: (date, interval) => checkedDays(addMonths(asNumber(date), asNumber(interval))),
  [`time ${DAY}`]: (time, interval) => timePlusMillis(asBigInt(time), asBigInt(interval)),
  [`timestamp ${DAY}`]: (timestamp, interval) => checkedMicros(asBigInt(timestamp) + asBigInt(interval) * 1000n),
  [`timestamp ${MONTH}`]: (timestamp, interval) => microsPlusMonths(asBigInt(timestamp), asNumber(interval)),
  [`${ZONED} ${DAY}`]: (time, interval) => zonedPlusMillis(time, asBigInt(interval)),
  [`${ZONED} ${MONTH}`]: (time, interval) => zonedPlusMonths(time, asNumber(interval)),
  [`${DAY} ${DAY}`]: (left, right) => wrapped64(asBigInt(left) + asBigInt(right)),
  [`${MONTH} ${MONTH}`]: (left, right) => checkedMonths(asNumber(left) + asNumber(right)),
};

const MINUS: Readonly<Record<string, Evaluate>> = {
  'date date': (left, right) => BigInt(asNumber(left) - asNumber(right)) * MILLIS_PER_DAY,
  'time time': (left, right) => millisOf(asBigInt(left) - asBigInt(right)),
  'timestamp timestamp': (left, right) => millisOf(asBigInt(left) - asBigInt(right)),
  [`${ZONED} ${ZONED}`]: (left, right) => millisOf(asZoned(left).instant - asZoned(right).instant),
  [`date ${DAY}`]: (date, interval) => plusWholeDays(date, -asBigInt(interval), 'subtract', 'from'),
  [`date ${MONTH}`]: (date, interval) => checkedDays(addMonths(asNumber(date), -asNumber(interval))),
  [`time ${DAY}`]: (time, interval) => timePlusMillis(asBigInt(time), -asBigInt(interval)),
  [`timestamp ${DAY}`]: (timestamp, interval) => checkedMicros(asBigInt(timestamp) - asBigInt(interval) * 1000n),
  [`timestamp ${MONTH}`]: (timestamp, interval) => microsPlusMonths(asBigInt(timestamp), -asNumber(interval)),
  [`${ZONED} ${DAY}`]: (time, interval) => zonedPlusMillis(time, -asBigInt(interval)),
  [`${ZONED} ${MONTH}`]: (time, interval) => zonedPlusMonths(time, -asNumber(interval)),
  [`${DAY} ${DAY}`]: (left, right) => wrapped64(asBigInt(left) - asBigInt(right)),
  [`${MONTH} ${MONTH}`]: (left, right) => checkedMonths(asNumber(left) - asNumber(right)),
};

const NEGATE: Readonly<Record<string, Evaluate>> = {
  [DAY]: (interval) => wrapped64(-asBigInt(interval)),
  [MONTH]: (interval) => 0 - asNumber(interval),
};

function found(evaluate: Evaluate | undefined): ScalarImplementation | undefined {
  return evaluate && scalar(evaluate);
}

function swapped(evaluate: Evaluate | undefined): Evaluate | undefined {
  return evaluate && ((left = null, right = null) => evaluate(right, left));
}

/** The analyser has made the number a bigint or integer, else a double. */
function times(interval: SqlType, factor: SqlType): Evaluate | undefined {
  if (interval.kind === DAY) {
    if (factor.kind === 'double') return (value, by) => truncated64(Number(value) * notNaN(by, 'multiply'));
    if (isWhole(factor)) return (value, by) => wrapped64(asBigInt(value) * wholeOf(by));
  }
  if (interval.kind === MONTH) {
    if (factor.kind === 'double') return (value, by) => truncated32(asNumber(value) * notNaN(by, 'multiply'));
    if (isWhole(factor)) return (value, by) => checkedMonths(Number(BigInt(asNumber(value)) * wholeOf(by)));
  }
  return undefined;
}

function divided(interval: SqlType, divisor: SqlType): Evaluate | undefined {
  if (divisor.kind !== 'double' && !isWhole(divisor)) return undefined;
  if (interval.kind === DAY) return (value, by) => truncated64(Number(value) / divisorOf(by));
  if (interval.kind === MONTH) return (value, by) => truncated32(asNumber(value) / divisorOf(by));
  return undefined;
}

function isWhole(type: SqlType): boolean {
  return ['tinyint', 'smallint', 'integer', 'bigint'].includes(type.kind);
}

function wholeOf(value: Value | undefined): bigint {
  return typeof value === 'number' ? BigInt(value) : asBigInt(value);
}

function divisorOf(value: Value | undefined): number {
  const divisor = notNaN(value, 'divide');
  if (divisor === 0) throw new SqlFailure(`Cannot divide by double ${Object.is(divisor, -0) ? '-0.0' : '0.0'}`);
  return divisor;
}

function notNaN(value: Value | undefined, operation: string): number {
  const number = typeof value === 'bigint' ? Number(value) : asNumber(value);
  if (Number.isNaN(number)) throw new SqlFailure(`Cannot ${operation} by double NaN`);
  return number;
}

function plusWholeDays(date: Value | undefined, interval: bigint, verb: string, preposition: string): number {
  if (interval % MILLIS_PER_DAY !== 0n) {
    throw new SqlFailure(`Cannot ${verb} hour, minutes or seconds ${preposition} a date`);
  }
  return checkedDays(asNumber(date) + Number(interval / MILLIS_PER_DAY));
}

/** The time that passes, not what clocks show. */
function zonedPlusMillis(value: Value | undefined, millis: bigint): Value {
  const { instant, zone } = asZoned(value);
  return checkedZoned({ instant: instant + millis * 1000n, zone });
}

/** On the clocks of the value's zone. */
function zonedPlusMonths(value: Value | undefined, months: number): Value {
  const time = asZoned(value);
  return checkedZoned(zonedNear(microsPlusMonths(localMicros(time), months), time));
}

/** A time of day goes on after midnight. Trino counts in picoseconds, which overflow after 106 days. */
function timePlusMillis(micros: bigint, millis: bigint): bigint {
  const picos = micros * 1_000_000n + (BigInt.asIntN(64, millis * 1_000_000_000n) % PICOS_PER_DAY);
  return ((picos + PICOS_PER_DAY) % PICOS_PER_DAY) / 1_000_000n;
}

function millisOf(micros: bigint): bigint {
  return roundMicros(micros, 3) / 1000n;
}

/** As Java computes with long: without an overflow. */
function wrapped64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** As Java converts a double to long: to the nearest that fits. */
function truncated64(value: number): bigint {
  if (!Number.isFinite(value)) return value > 0 ? 2n ** 63n - 1n : -(2n ** 63n);
  const whole = BigInt(Math.trunc(value));
  return BigInt.asIntN(64, whole) === whole ? whole : truncated64(Math.sign(value) * Infinity);
}

function truncated32(value: number): number {
  return Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)) + 0;
}

function checkedMonths(months: number): number {
  if (months !== (months | 0)) throw new SqlFailure(`Value ${months} exceeds MAX_INT`);
  return months + 0;
}
