import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { AggregateCall, Typed } from '../analysis/typed-tree.ts';
import { compile, constantOf } from '../closures/compile.ts';
import { AGGREGATE_IMPLEMENTATIONS } from '../functions/aggregates.ts';
import { asArray, asText } from '../functions/value-kinds.ts';
import { keyText } from '../storage/key-text.ts';
import { listCodec, ROW } from '../storage/text-codec.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { someBelow } from '../analysis/children.ts';
import { computed, type Emission } from './emission.ts';
import type { ExpressionEmitter } from './expression.ts';
import { nativeAggregate } from './native-aggregates.ts';
import type { Prepared } from './prepared.ts';

/** The SQL of an aggregate over the prepared columns; `over` is its window, with OVER, or empty. */
export function aggregateSql(
  call: AggregateCall,
  over: string,
  emission: Emission,
  expressions: ExpressionEmitter,
  prepared: Prepared,
): string {
  const filter = call.filter && ` FILTER (WHERE ${prepared.column(expressions.value(call.filter))})`;
  const rest = (filter ?? '') + over;
  const native = nativeAggregate(call);
  const [first] = call.arguments;
  if (native !== undefined) {
    if (first === undefined) return native(emission, '', '', rest);
    const column = prepared.column(expressions.value(first));
    return native(emission, column, call.distinct ? prepared.column(expressions.key(first)) : column, rest);
  }
  return gathered(call, rest, emission, expressions, prepared);
}

/** All rows of the group as one text, and an aggregate of ours over them. */
function gathered(
  call: AggregateCall,
  rest: string,
  emission: Emission,
  expressions: ExpressionEmitter,
  prepared: Prepared,
): string {
  const fixed = call.arguments.map((argument) => fixedArgument(argument, call, emission));
  const varying = call.arguments.filter((_argument, at) => fixed[at] === undefined);
  const codec = listCodec(varying.map((argument) => argument.type));
  const rows = prepared.column(expressions.row(varying, codec.encode));
  const order = call.orderBy.length === 0 ? '' : ` ORDER BY ${prepared.order(call.orderBy)}`;
  const aggregate = boundAggregate(call, fixed, emission);
  const complete = (values: readonly Value[]) => {
    let next = 0;
    return fixed.map((argument) => (argument === undefined ? (values[next++] ?? null) : argument.value));
  };
  const compute = ([text = null]: readonly Value[]) => {
    const texts = text === null ? [] : asText(text).split(ROW);
    return aggregate(texts.map((each) => complete(asArray(codec.decode(each)))));
  };
  const text = `string_agg(${rows}, chr(30)${order})${rest}`;
  return computed(emission, [{ sql: text, type: { kind: 'varchar' } }], compute, call.type);
}

/** An argument that is the same for all rows: a constant or a lambda. */
function fixedArgument(
  argument: Typed,
  call: AggregateCall,
  emission: Emission,
): { readonly value: Value } | undefined {
  if (argument.kind !== 'lambda') return constantOf(argument, emission.session);
  if (someBelow(argument, (part) => part.kind === 'column')) {
    throw new AnalysisFailure(`The lambda of ${call.name} cannot name columns on the embedded engine.`, call.at);
  }
  const argumentOf = () => ({ position: 0, list: false });
  const { session, interrupted } = emission;
  return { value: compile(argument, { argument: argumentOf, arguments: 0, session, interrupted })([]) };
}

/** The aggregate over rows of whole arguments; DISTINCT and NULLs are seen to. */
function boundAggregate(
  call: AggregateCall,
  fixed: readonly ({ readonly value: Value } | undefined)[],
  { session }: Emission,
): (rows: readonly (readonly Value[])[]) => Value {
  const implementation = AGGREGATE_IMPLEMENTATIONS[call.name];
  if (implementation === undefined) {
    throw new AnalysisFailure(`The embedded engine does not have the aggregate function ${call.name}.`, call.at);
  }
  const argumentTypes = call.arguments.map((argument) => argument.type);
  const aggregate = implementation.bind({
    name: call.name,
    argumentTypes,
    type: call.type,
    constants: fixed.map((argument) => argument?.value),
    session,
  });
  const { nullable } = implementation;
  return (all) => {
    const rows = nullable === true ? all : all.filter(([first]) => first !== null);
    return aggregate(call.distinct ? distinctRows(rows, argumentTypes) : rows);
  };
}

function distinctRows(rows: readonly (readonly Value[])[], types: readonly SqlType[]): readonly (readonly Value[])[] {
  const data = types.map((type, at) => ({ at, type })).filter(({ type }) => type.kind !== 'function');
  const key = keyText({ kind: 'row', fields: data.map(({ type }) => ({ type })) });
  const known = new Map<string, readonly Value[]>();
  for (const row of rows) {
    const text = key(data.map(({ at }) => row[at] ?? null));
    if (!known.has(text)) known.set(text, row);
  }
  return [...known.values()];
}
