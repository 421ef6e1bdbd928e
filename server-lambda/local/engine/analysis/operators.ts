import type { ArithmeticOperator, ComparisonOperator, Place } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { chooseSignature, type Choice, type ResultRule } from './choose-signature.ts';
import { commonSuperType } from './coercion.ts';
import { convert, type Placed } from './conversion.ts';
import { parseSignature, type Signature } from './signature.ts';
import { timeRemedy } from './text-remedies.ts';
import { isComparable, isOrderable } from './type-properties.ts';
import type { Typed } from './typed-tree.ts';

const MAX_DIGITS = 38;
const BOOLEAN: SqlType = { kind: 'boolean' };

const NUMBERS = ['bigint', 'integer', 'smallint', 'tinyint', 'double', 'real'];
const DAYS = 'interval day to second';
const MONTHS = 'interval year to month';
const INTERVALS = [DAYS, MONTHS];
const TIMESTAMPS = ['timestamp(p)', 'timestamp(p) with time zone'];

/** `(left, right) -> result`, and the same with the operands changed over. */
function bothWays(left: string, right: string, result: string): string[] {
  return [`(${left}, ${right}) -> ${result}`, `(${right}, ${left}) -> ${result}`];
}

const OF_NUMBERS = [
  ...NUMBERS.map((type) => `(${type}, ${type}) -> ${type}`),
  '(decimal(p, s), decimal(q, t)) -> rule',
];
const OF_INTERVALS = INTERVALS.map((type) => `(${type}, ${type}) -> ${type}`);

const ARITHMETIC: Readonly<Record<ArithmeticOperator, readonly Signature[]>> = {
  '+': signatures(
    ...OF_NUMBERS,
    ...OF_INTERVALS,
    ...INTERVALS.flatMap((type) => bothWays('date', type, 'date')),
    ...bothWays('time(p)', DAYS, 'rule'),
    ...TIMESTAMPS.flatMap((type) => [...bothWays(type, DAYS, 'rule'), ...bothWays(type, MONTHS, type)]),
  ),
  '-': signatures(
    ...OF_NUMBERS,
    ...OF_INTERVALS,
    ...INTERVALS.map((type) => `(date, ${type}) -> date`),
    `(time(p), ${DAYS}) -> rule`,
    ...TIMESTAMPS.flatMap((type) => [`(${type}, ${DAYS}) -> rule`, `(${type}, ${MONTHS}) -> ${type}`]),
    ...['date', 'time(p)', ...TIMESTAMPS].map((type) => `(${type}, ${type}) -> ${DAYS}`),
  ),
  '*': signatures(
    ...OF_NUMBERS,
    ...INTERVALS.flatMap((type) => [...bothWays(type, 'bigint', type), ...bothWays(type, 'double', type)]),
  ),
  '/': signatures(...OF_NUMBERS, ...INTERVALS.map((type) => `(${type}, double) -> ${type}`)),
  '%': signatures(...OF_NUMBERS),
};

const NEGATE = signatures(
  ...NUMBERS.map((type) => `(${type}) -> ${type}`),
  '(decimal(p, s)) -> decimal(p, s)',
  ...INTERVALS.map((type) => `(${type}) -> ${type}`),
);

const CONCATENATE = signatures(
  '(char(x), char(y)) -> rule',
  '(array(E), E) -> array(E)',
  '(E, array(E)) -> array(E)',
  '(array(E), array(E)) -> array(E)',
  '(varchar, varchar) -> varchar',
  '(varbinary, varbinary) -> varbinary',
);

const SUBSCRIPT = signatures('(array(E), bigint) -> E', '(map(K, V), K) -> V');

function signatures(...texts: readonly string[]): readonly Signature[] {
  return texts.map(parseSignature);
}

/** `left + right`. Throws AnalysisFailure, placed at the operator. */
export function arithmetic(operator: ArithmeticOperator, left: Placed, right: Placed, at: Place): Typed {
  const rule: ResultRule = (types) => resultOf(operator, types, at);
  const refused = () => cannotApply(operator, left.value.type, right.value.type, at);
  return operatorCall(operator, ARITHMETIC[operator], [left, right], { at, rule, refused });
}

/** Trino's rules for decimals; times with an interval have milliseconds at least. */
function resultOf(operator: ArithmeticOperator, types: readonly SqlType[], at: Place): SqlType {
  const [left, right] = types;
  if (left?.kind === 'decimal' && right?.kind === 'decimal') {
    const { precision, scale } = decimalResult(operator, left, right);
    if (scale > MAX_DIGITS)
      throw new AnalysisFailure(`DECIMAL scale must be in range [0, precision (${MAX_DIGITS})]: ${scale}`, at);
    return { kind: 'decimal', precision: Math.min(precision, MAX_DIGITS), scale };
  }
  const time = types.find((type) => type.kind !== DAYS);
  if (time === undefined || !('precision' in time) || time.kind === 'decimal') throw new TypeError('no time');
  return { kind: time.kind, precision: Math.max(time.precision, 3) };
}

interface Digits {
  readonly precision: number;
  readonly scale: number;
}

function decimalResult(operator: ArithmeticOperator, left: Digits, right: Digits): Digits {
  const scale = Math.max(left.scale, right.scale);
  const [leftWhole, rightWhole] = [left.precision - left.scale, right.precision - right.scale];
  switch (operator) {
    case '+':
    case '-':
      return { precision: Math.max(leftWhole, rightWhole) + scale + 1, scale };
    case '*':
      return { precision: left.precision + right.precision, scale: left.scale + right.scale };
    case '/':
      return { precision: left.precision + right.scale + Math.max(right.scale - left.scale, 0), scale };
    case '%':
      return { precision: Math.min(leftWhole, rightWhole) + scale, scale };
  }
}

/** `-operand` */
export function negate(operand: Placed, at: Place): Typed {
  const refused = () => new AnalysisFailure(`Cannot negate ${typeText(operand.value.type)}`, at);
  return operatorCall('negate', NEGATE, [operand], { at, refused });
}

/** `a || b || c`; all parts stand in one call, where they do not change its type. */
export function concatenate(parts: readonly Placed[], at: Place): Typed {
  const [first, ...rest] = parts;
  if (first === undefined) throw new TypeError('no parts');
  let joined = first.value;
  // The parts of the call that is being built.
  let operands: Typed[] = [];
  for (const part of rest) {
    const call = concatenation({ value: joined, at: first.at }, part, at);
    const [left, right] = call.arguments;
    if (operands.length > 0 && left === joined && right !== undefined && isFlat(call.type)) operands.push(right);
    else operands = [...call.arguments];
    joined = { ...call, arguments: operands };
  }
  return joined;
}

/** Types of which it does not matter where the parentheses stand. */
function isFlat({ kind }: SqlType): boolean {
  return kind === 'varchar' || kind === 'varbinary' || kind === 'array';
}

function concatenation(left: Placed, right: Placed, at: Place) {
  const refused = () => notConcatenated(left.value.type, right.value.type, at);
  return operatorCall('||', CONCATENATE, [left, right], { at, rule: charsTogether, refused });
}

/** For Trino `||` is a call of concat. */
function notConcatenated(left: SqlType, right: SqlType, at: Place): AnalysisFailure {
  const expected = CONCATENATE.map(({ text }) => `concat${text}`).join(', ');
  return new AnalysisFailure(
    `Unexpected parameters (${parameterText(left)}, ${parameterText(right)}) for function concat. Expected: ${expected}`,
    at,
    'Write CAST(x AS varchar) for a value that is no text.',
  );
}

/** A type in Trino's sentence about parameters, which has no spaces inside. */
export function parameterText(type: SqlType): string {
  return typeText(type).replaceAll(', ', ',');
}

function charsTogether(types: readonly SqlType[]): SqlType {
  const length = types.reduce((sum, type) => sum + (type.kind === 'char' ? type.length : 0), 0);
  return { kind: 'char', length: Math.min(length, 65_536) };
}

/** `array[index]` and `map[key]` */
export function subscript(base: Placed, index: Placed, at: Place): Typed {
  const types = [index.value.type, base.value.type].map(typeText);
  const refused = () => new AnalysisFailure(`Cannot use ${types[0] ?? ''} for subscript of ${types[1] ?? ''}`, base.at);
  return operatorCall('subscript', SUBSCRIPT, [base, index], { at, refused });
}

interface OperatorUse {
  readonly at: Place;
  readonly rule?: ResultRule;
  /** What to say where no signature takes the operands. */
  readonly refused: () => AnalysisFailure;
}

function operatorCall(name: string, among: readonly Signature[], operands: readonly Placed[], use: OperatorUse) {
  const types = operands.map(({ value }) => value.type);
  const known = obvious(name, types);
  if (known !== undefined) return call(name, known, operands, use.at);
  const choice = chooseSignature(among, types, use.rule ?? noRule);
  if (choice.kind === 'none') throw use.refused();
  if (choice.kind === 'ambiguous') throw ambiguous(use.at);
  return call(name, choice, operands, use.at);
}

function call(name: string, { argumentTypes, type }: Choice, operands: readonly Placed[], at: Place) {
  return {
    kind: 'call' as const,
    name,
    type,
    arguments: operands.map((operand, index) => convert(operand.value, argumentTypes[index] ?? type, operand.at)),
    at,
  };
}

/** What is most frequent, known without a search: two numbers of one type, or two texts. */
function obvious(name: string, types: readonly SqlType[]): Choice | undefined {
  const [left, right] = types;
  if (left === undefined || left.kind !== right?.kind) return undefined;
  if (name === '||' && left.kind === 'varchar')
    return { kind: 'choice', argumentTypes: types, type: { kind: 'varchar' } };
  return name in ARITHMETIC && NUMBERS.includes(left.kind)
    ? { kind: 'choice', argumentTypes: types, type: left }
    : undefined;
}

function noRule(): never {
  throw new TypeError('a signature without a result');
}

export function ambiguous(at: Place): AnalysisFailure {
  return new AnalysisFailure(
    'Could not choose a best candidate operator. Explicit type casts must be added.',
    at,
    'Give NULL a type, CAST(NULL AS varchar) for example.',
  );
}

function cannotApply(operator: string, left: SqlType, right: SqlType, at: Place): AnalysisFailure {
  const message = `Cannot apply operator: ${typeText(left)} ${operator} ${typeText(right)}`;
  return new AnalysisFailure(message, at, remedyOf(left, right) ?? remedyOf(right, left));
}

const DATES = new Set<SqlType['kind']>(['date', 'timestamp', 'timestamp with time zone']);

function remedyOf(left: SqlType, right: SqlType): string | undefined {
  if (DATES.has(left.kind) && NUMBERS.includes(right.kind)) return "Write INTERVAL '1' DAY for a day.";
  if (left.kind !== 'varchar' || right.kind === 'varchar') return undefined;
  if (DATES.has(right.kind)) return timeRemedy(left, right.kind);
  return SCALARS.has(right.kind) ? `Write CAST(text AS ${typeText(right)}).` : undefined;
}

const SCALARS = new Set<string>([...NUMBERS, 'decimal', 'boolean', 'time', 'uuid']);

/** `left = right`, after conversion to the type that both have in common. */
export function compare(operator: ComparisonOperator, left: Placed, right: Placed, at: Place): Typed {
  const common = commonSuperType(left.value.type, right.value.type);
  const isEquality = operator === '=' || operator === '<>';
  if (common === undefined || !(isEquality ? isComparable(common) : isOrderable(common)))
    throw cannotApply(operator, left.value.type, right.value.type, at);
  return comparison(operator, common, left, right, at);
}

/** `left IS DISTINCT FROM right` */
export function isDistinctFrom(left: Placed, right: Placed, at: Place): Typed {
  const common = commonSuperType(left.value.type, right.value.type);
  if (common === undefined || !isComparable(common)) {
    const [first, second] = [typeText(left.value.type), typeText(right.value.type)];
    throw new AnalysisFailure(`Cannot check if ${first} is distinct from ${second}`, at);
  }
  return comparison('is distinct from', common, left, right, at);
}

/** A comparison of two values whose common type is known to take it. */
export function comparison(name: string, common: SqlType, left: Placed, right: Placed, at: Place): Typed {
  // Two NULLs without a type have the smallest one.
  const type = common.kind === 'unknown' ? BOOLEAN : common;
  const operands = [convert(left.value, type, left.at), convert(right.value, type, right.at)];
  return { kind: 'call', name, type: BOOLEAN, arguments: operands, at };
}
