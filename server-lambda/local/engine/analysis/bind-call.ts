import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';
import type { Expression, Place, QualifiedName } from '#core/sql/syntax/tree.ts';
import { AGGREGATE_IMPLEMENTATIONS } from '../functions/aggregates.ts';
import { SCALAR_IMPLEMENTATIONS } from '../functions/implementations.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer, Lambda } from './analyzer.ts';
import type { ActualArgument } from './bind-signature.ts';
import { chooseSignature } from './choose-signature.ts';
import { convert } from './conversion.ts';
import { ambiguous, parameterText } from './operators.ts';
import { parseSignature, type TypePattern } from './signature.ts';
import { timeRemedy } from './text-remedies.ts';
import type { Typed } from './typed-tree.ts';

export interface BoundArguments {
  /** The function's first name. */
  readonly name: string;
  readonly type: SqlType;
  /** Converted to the types of the signature that was chosen. */
  readonly arguments: readonly Typed[];
}

/** An argument before a signature is chosen. */
export type Argument =
  | { readonly kind: 'value'; readonly value: Typed; readonly at: Place }
  | { readonly kind: 'lambda'; readonly expression: Lambda; readonly at: Place };

export function argumentOf(expression: Expression, analyzer: Analyzer): Argument {
  return expression.kind === 'lambda'
    ? { kind: 'lambda', expression, at: expression.at }
    : { kind: 'value', value: analyzer.analyze(expression), at: expression.at };
}

export interface CallPlace {
  readonly at: Place;
  /** The function's name as it is written, an alias perhaps. */
  readonly name: QualifiedName;
}

/** Chooses a signature for the arguments. Throws AnalysisFailure where none takes them. */
export function bindArguments(
  entry: FunctionEntry,
  values: readonly Argument[],
  { at, name }: CallPlace,
  analyzer: Analyzer,
): BoundArguments {
  if (entry.name === 'format') return { name: entry.name, ...formatArguments(values, at) };
  const actual = values.map((value): ActualArgument => {
    if (value.kind === 'value') return value.value.type;
    return { kind: 'lambda', resultType: (types) => analyzer.lambda(value.expression, types).body.type };
  });
  const choice = chooseSignature(entry.signatures.map(parseSignature), actual, (types) => ruleOf(entry)(types));
  if (choice.kind === 'none') throw unexpectedParameters(entry, name.map((part) => part.name).join('.'), actual, at);
  if (choice.kind === 'ambiguous') throw ambiguous(at);
  const typed = values.map((value, index) => {
    const type = choice.argumentTypes[index];
    if (value.kind === 'value' && type !== undefined) return convert(value.value, type, value.at);
    if (value.kind === 'lambda' && type?.kind === 'function') return analyzer.lambda(value.expression, type.parameters);
    throw new TypeError('a signature without a type for an argument');
  });
  return { name: entry.name, type: choice.type, arguments: typed };
}

function ruleOf({ name, kind }: FunctionEntry): (types: readonly SqlType[]) => SqlType {
  const implementation = kind === 'scalar' ? SCALAR_IMPLEMENTATIONS.get(name) : AGGREGATE_IMPLEMENTATIONS[name];
  if (implementation?.resultType === undefined) throw new TypeError(`${name} has no rule for its result`);
  return implementation.resultType;
}

/** `format(pattern, …)` takes values of any types as they are. */
function formatArguments(values: readonly Argument[], at: Place) {
  if (values.length < 2) throw new AnalysisFailure("The 'format' function must have at least two arguments", at);
  const typed = values.map((value) => {
    if (value.kind === 'value') return value;
    throw new AnalysisFailure('Lambda expression should always be used inside a function', value.at);
  });
  const [pattern, ...rest] = typed;
  if (pattern?.value.type.kind !== 'varchar') {
    const type = pattern === undefined ? '' : typeText(pattern.value.type);
    throw new AnalysisFailure(
      `Type of first argument to format() must be VARCHAR (actual: ${type})`,
      pattern?.at ?? at,
    );
  }
  for (const { value, at: place } of rest)
    if (['array', 'map', 'row', 'varbinary'].includes(value.type.kind))
      throw new AnalysisFailure(`Type not supported for formatting: ${typeText(value.type)}`, place);
  const type: SqlType = { kind: 'varchar' };
  return { type, arguments: typed.map(({ value }) => value) };
}

function unexpectedParameters(entry: FunctionEntry, name: string, actual: readonly ActualArgument[], at: Place) {
  const given = actual.map((type) => (type.kind === 'lambda' ? '<function>' : parameterText(type))).join(', ');
  const expected = entry.signatures.map((text) => `${name}${parseSignature(text).text}`).join(', ');
  return new AnalysisFailure(
    `Unexpected parameters (${given}) for function ${name}. Expected: ${expected}`,
    at,
    remedyOf(entry, actual),
  );
}

/** What to write for text where the function wants a time or a number. */
function remedyOf({ signatures }: FunctionEntry, actual: readonly ActualArgument[]): string | undefined {
  for (const [at, type] of actual.entries()) {
    if (type.kind !== 'varchar') continue;
    const wanted = signatures.map((text) => kindOf(parseSignature(text).parameters[at]));
    if (wanted.includes('varchar')) continue;
    if (wanted.includes('timestamp')) return timeRemedy(type, 'timestamp');
    if (wanted.includes('double')) return 'Write CAST(text AS double) for text that is a number.';
  }
  return undefined;
}

function kindOf(parameter: TypePattern | undefined): string | undefined {
  if (parameter?.kind === 'plain') return parameter.type.kind;
  return parameter?.kind === 'sized' ? parameter.base : undefined;
}
