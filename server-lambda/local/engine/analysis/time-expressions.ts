import type { Expression, Identifier, Place } from '#core/sql/syntax/tree.ts';
import type { Session } from '../functions/implementation.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer } from './analyzer.ts';
import { bindArguments } from './bind-call.ts';
import { convert, type Placed } from './conversion.ts';
import { findFunction } from './find-function.ts';
import type { Typed } from './typed-tree.ts';

type Niladic = Extract<Expression, { kind: 'niladic' }>;
type Constant = Extract<Typed, { kind: 'constant' }>;

const MICROS_PER_DAY = 86_400_000_000n;

/** A call of a scalar function whose arguments have types already. */
export function callOf(name: string, operands: readonly Placed[], at: Place, analyzer: Analyzer): Typed {
  const place = { name: [{ name, at }], at };
  const entry = findFunction(place.name, at);
  const values = operands.map((operand) => ({ kind: 'value' as const, ...operand }));
  return { kind: 'call', at, ...bindArguments(entry, values, place, analyzer) };
}

/** `value AT TIME ZONE zone` */
export function atTimeZone(value: Placed, zone: Placed, at: Place, analyzer: Analyzer): Typed {
  const { type } = value.value;
  if (type.kind === 'timestamp') {
    const zoned: SqlType = { kind: 'timestamp with time zone', precision: type.precision };
    return callOf('at_timezone', [{ value: convert(value.value, zoned, value.at), at: value.at }, zone], at, analyzer);
  }
  if (type.kind === 'timestamp with time zone') return callOf('at_timezone', [value, zone], at, analyzer);
  if (type.kind === 'time')
    throw new AnalysisFailure(
      'The embedded engine does not have the type time with time zone',
      at,
      'Give AT TIME ZONE a timestamp.',
    );
  throw new AnalysisFailure(
    `Type of value must be a time or timestamp with or without time zone (actual ${typeText(type)})`,
    value.at,
  );
}

const DATES = ['date', 'timestamp', 'timestamp with time zone'];
const CLOCKS = ['time', 'timestamp', 'timestamp with time zone', 'interval day to second'];

/** What EXTRACT takes a field from, and the function that gives it. */
const FIELDS: ReadonlyMap<string, { readonly from: readonly string[]; readonly function: string }> = new Map([
  ['year', { from: [...DATES, 'interval year to month'], function: 'year' }],
  ['quarter', { from: DATES, function: 'quarter' }],
  ['month', { from: [...DATES, 'interval year to month'], function: 'month' }],
  ['week', { from: DATES, function: 'week' }],
  ['day', { from: [...DATES, 'interval day to second'], function: 'day' }],
  ['day_of_month', { from: DATES, function: 'day' }],
  ['day_of_week', { from: DATES, function: 'day_of_week' }],
  ['dow', { from: DATES, function: 'day_of_week' }],
  ['day_of_year', { from: DATES, function: 'day_of_year' }],
  ['doy', { from: DATES, function: 'day_of_year' }],
  ['year_of_week', { from: DATES, function: 'year_of_week' }],
  ['yow', { from: DATES, function: 'year_of_week' }],
  ['hour', { from: CLOCKS, function: 'hour' }],
  ['minute', { from: CLOCKS, function: 'minute' }],
  ['second', { from: CLOCKS, function: 'second' }],
  ['timezone_hour', { from: ['timestamp with time zone'], function: 'timezone_hour' }],
  ['timezone_minute', { from: ['timestamp with time zone'], function: 'timezone_minute' }],
]);

/** `EXTRACT(field FROM value)` */
export function extract(field: Identifier, value: Placed, at: Place, analyzer: Analyzer): Typed {
  const name = field.name.toUpperCase();
  const known = FIELDS.get(field.name);
  if (known === undefined) throw new AnalysisFailure(`Invalid EXTRACT field: ${name}`, at);
  const { type } = value.value;
  if (!known.from.includes(type.kind))
    throw new AnalysisFailure(`Cannot extract ${name} from ${typeText(type)}`, value.at);
  return callOf(known.function, [value], at, analyzer);
}

/** What takes no arguments and no parentheses: its value is that of the moment at which the statement began. */
export function niladic({ name, precision, at }: Niladic, session: Session): Constant {
  const digits = precision ?? 3;
  if (digits > 6)
    throw new AnalysisFailure(
      `The embedded engine does not have ${name}(${digits})`,
      at,
      'It keeps up to 6 digits of a second.',
    );
  const now = rounded(BigInt(session.now.getTime()) * 1000n, digits);
  switch (name) {
    case 'current_date':
      return constant({ kind: 'date' }, Math.floor(session.now.getTime() / 86_400_000));
    case 'current_timestamp':
      return constant({ kind: 'timestamp with time zone', precision: digits }, { instant: now, zone: 'UTC' });
    case 'localtimestamp':
      return constant({ kind: 'timestamp', precision: digits }, now);
    case 'localtime':
      return constant({ kind: 'time', precision: digits }, now % MICROS_PER_DAY);
    default:
      throw missingNiladic(name, at);
  }
}

function missingNiladic(name: string, at: Place): AnalysisFailure {
  const remedy = name === 'current_time' ? 'Write localtime.' : undefined;
  return new AnalysisFailure(`The embedded engine does not have ${name}`, at, remedy);
}

function constant(type: SqlType, value: Constant['value']): Constant {
  return { kind: 'constant', type, value };
}

function rounded(micros: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(6 - digits);
  return ((micros + unit / 2n) / unit) * unit;
}
