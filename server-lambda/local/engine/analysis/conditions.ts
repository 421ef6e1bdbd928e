import type { Call, Expression, Place } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer } from './analyzer.ts';
import { commonSuperType } from './coercion.ts';
import { booleanOf, convert, convertToOneType, type Placed } from './conversion.ts';
import { bindOnce } from './bind-once.ts';
import { comparison } from './operators.ts';
import { isComparable } from './type-properties.ts';
import type { Typed } from './typed-tree.ts';

type Case = Extract<Expression, { kind: 'case' }>;

/** Calls that compute only some of their arguments, by their names. */
export const CONDITIONAL_CALLS: ReadonlyMap<string, (call: Call, analyzer: Analyzer) => Typed> = new Map([
  ['if', ifCall],
  ['coalesce', coalesceCall],
  ['nullif', nullifCall],
  ['try', tryCall],
]);

function placed(expression: Expression, analyzer: Analyzer): Placed {
  return { value: analyzer.analyze(expression), at: expression.at };
}

function nothing(at: Place): Placed {
  return { value: { kind: 'constant', type: { kind: 'unknown' }, value: null }, at };
}

function ifCall({ arguments: values, at }: Call, analyzer: Analyzer): Typed {
  const [condition, yes, no] = values;
  if (condition === undefined || yes === undefined || values.length > 3)
    throw new AnalysisFailure("Invalid number of arguments for 'if' function", at);
  const when = booleanOf(analyzer.analyze(condition), 'IF condition', condition.at);
  const then = placed(yes, analyzer);
  const otherwise = no === undefined ? nothing(at) : placed(no, analyzer);
  const type = commonSuperType(then.value.type, otherwise.value.type);
  if (type === undefined) {
    const [first, second] = [typeText(then.value.type), typeText(otherwise.value.type)];
    throw new AnalysisFailure(`Result types for IF must be the same: ${first} vs ${second}`, at);
  }
  return {
    kind: 'case',
    type,
    whens: [{ when, then: convert(then.value, type, then.at) }],
    otherwise: convert(otherwise.value, type, otherwise.at),
  };
}

function coalesceCall({ arguments: values, at }: Call, analyzer: Analyzer): Typed {
  if (values.length < 2) throw new AnalysisFailure("The 'coalesce' function must have at least two arguments", at);
  const operands = values.map((value) => placed(value, analyzer));
  return { kind: 'coalesce', ...convertToOneType(operands, 'All COALESCE operands') };
}

function nullifCall({ arguments: values, at }: Call, analyzer: Analyzer): Typed {
  const [first, second] = values;
  if (first === undefined || second === undefined || values.length > 2)
    throw new AnalysisFailure("Invalid number of arguments for 'nullif' function", at);
  const [left, right] = [placed(first, analyzer), placed(second, analyzer)];
  const { type } = left.value;
  const common = commonSuperType(type, right.value.type);
  if (common === undefined || !isComparable(common)) {
    const types = `${typeText(type)} vs ${typeText(right.value.type)}`;
    throw new AnalysisFailure(`Types are not comparable with NULLIF: ${types}`, at);
  }
  const id = analyzer.context.nextId();
  const bound: Placed = { value: { kind: 'variable', type, id }, at: left.at };
  return { kind: 'nullif', type, id, value: left.value, equal: comparison('=', common, bound, right, at) };
}

function tryCall({ arguments: values, at }: Call, analyzer: Analyzer): Typed {
  const [only] = values;
  if (only === undefined || values.length > 1)
    throw new AnalysisFailure("The 'try' function must have exactly one argument", at);
  const value = analyzer.analyze(only);
  return { kind: 'try', type: value.type, value };
}

/** `CASE … END` */
export function caseExpression(expression: Case, analyzer: Analyzer): Typed {
  if (expression.operand !== undefined) return simpleCase(expression, expression.operand, analyzer);
  const whens = expression.whens.map(({ when }) => booleanOf(analyzer.analyze(when), 'CASE WHEN clause', when.at));
  return caseOf(whens, expression, analyzer);
}

/** `CASE operand WHEN value THEN …`: the operand is computed once. */
function simpleCase(expression: Case, operand: Expression, analyzer: Analyzer): Typed {
  const value = placed(operand, analyzer);
  const candidates = expression.whens.map(({ when }) => placed(when, analyzer));
  let common = value.value.type;
  for (const { value: candidate, at } of candidates) {
    const wider = commonSuperType(common, candidate.type);
    if (wider === undefined || !isComparable(wider)) {
      const types = `${typeText(value.value.type)} vs ${typeText(candidate.type)}`;
      throw new AnalysisFailure(`CASE operand type does not match WHEN clause operand type: ${types}`, at);
    }
    common = wider;
  }
  const converted = { value: convert(value.value, common, value.at), at: value.at };
  return bindOnce(converted, analyzer.context, (bound) => {
    const whens = candidates.map((candidate) => comparison('=', common, bound, candidate, candidate.at));
    return caseOf(whens, expression, analyzer);
  });
}

function caseOf(conditions: readonly Typed[], expression: Case, analyzer: Analyzer): Typed {
  const results = expression.whens.map(({ then }) => placed(then, analyzer));
  const last = expression.otherwise === undefined ? nothing(expression.at) : placed(expression.otherwise, analyzer);
  const { type, values } = convertToOneType([...results, last], 'All CASE results');
  const otherwise = values.at(-1) ?? last.value;
  const whens = conditions.map((when, index) => ({ when, then: values[index] ?? otherwise }));
  return { kind: 'case', type, whens, otherwise };
}
