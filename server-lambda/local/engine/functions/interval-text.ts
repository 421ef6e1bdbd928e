import type { IntervalField } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { SqlFailure } from './implementation.ts';
import { twoDigits } from './time-text.ts';

const FIELDS: readonly IntervalField[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
/** What stands before a field in a literal of several. */
const SEPARATORS = { year: '', month: '-', day: '', hour: ' ', minute: ':', second: ':' } as const;
const MILLIS_OF_FIELD = { day: 86_400_000n, hour: 3_600_000n, minute: 60_000n, second: 1000n } as const;
const MOST_INT = 2 ** 31 - 1;

/**
 * The literal INTERVAL '…' from TO to, of either interval type. Fields may be missing at its end, as in Trino.
 * SqlFailure in Trino's words.
 */
export function intervalLiteral(
  text: string,
  from: IntervalField,
  to: IntervalField = from,
): { readonly type: SqlType; readonly value: Value } {
  const fields = FIELDS.slice(FIELDS.indexOf(from), FIELDS.indexOf(to) + 1);
  const isMonths = from === 'year' || from === 'month';
  if (fields.length === 0 || isMonths !== (to === 'year' || to === 'month')) {
    throw notLiteral(text);
  }
  const numbers = readFields(text.replace(/^-/, ''), fields);
  if (!numbers) throw notLiteral(text);
  const sign = text.startsWith('-') ? -1 : 1;
  return isMonths
    ? { type: { kind: 'interval year to month' }, value: sign * months(numbers) }
    : { type: { kind: 'interval day to second' }, value: BigInt(sign) * millis(numbers) };
}

/** `1 02:03:04.005`, the cast of an interval day to second to varchar. */
export function dayTimeText(value: bigint): string {
  const size = value < 0n ? -value : value;
  const time = Number(size % MILLIS_OF_FIELD.day);
  const clock = [Math.floor(time / 3_600_000), Math.floor(time / 60_000) % 60, Math.floor(time / 1000) % 60];
  const sign = value < 0n ? '-' : '';
  return `${sign}${size / MILLIS_OF_FIELD.day} ${clock.map(twoDigits).join(':')}.${String(time % 1000).padStart(3, '0')}`;
}

/** `1-2`, the cast of an interval year to month to varchar. */
export function yearMonthText(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${Math.floor(size / 12)}-${size % 12}`;
}

function notLiteral(text: string): SqlFailure {
  return new SqlFailure(`'${text}' is not a valid interval literal`);
}

type FieldNumbers = ReadonlyMap<IntervalField | 'millisecond', number>;

function readFields(text: string, fields: readonly IntervalField[]): FieldNumbers | undefined {
  const numbers = new Map<IntervalField | 'millisecond', number>();
  let rest = text;
  for (const [index, field] of fields.entries()) {
    if (index > 0) {
      if (rest === '') break;
      if (!rest.startsWith(SEPARATORS[field])) return undefined;
      rest = rest.slice(1);
    }
    const [whole = '', digits, fraction] =
      (field === 'second' ? /^\+?(\d*)(?:\.(\d*))?/ : /^\+?(\d*)/).exec(rest) ?? [];
    if (Number(digits) > MOST_INT) return undefined;
    numbers.set(field, Number(digits));
    if (fraction !== undefined) numbers.set('millisecond', Number(fraction.slice(0, 3).padEnd(3, '0')));
    rest = rest.slice(whole.length);
  }
  return rest === '' ? numbers : undefined;
}

function months(numbers: FieldNumbers): number {
  return (numbers.get('year') ?? 0) * 12 + (numbers.get('month') ?? 0);
}

function millis(numbers: FieldNumbers): bigint {
  const fields = ['day', 'hour', 'minute', 'second'] as const;
  const whole = fields.map((field) => BigInt(numbers.get(field) ?? 0) * MILLIS_OF_FIELD[field]);
  return whole.reduce((sum, part) => sum + part, BigInt(numbers.get('millisecond') ?? 0));
}
