import type { Call, Expression, Identifier } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import { analyzeAggregate } from './aggregate-calls.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { ExpressionContext } from './expression-context.ts';
import { checkOver, expressionContext, foundIn, refusedCalls, type Names } from './expression-contexts.ts';
import { expressionText } from './expression-text.ts';
import type { Grouping } from './grouping-sets.ts';
import { columnOf, dotted, type FindColumn, withoutOuter } from './scope.ts';
import type { SelectContext, SourceNames } from './select-context.ts';
import { aggregateStep, windowStep } from './steps.ts';
import type { AggregateCall, Plan, Typed } from './typed-tree.ts';
import { analyzeWindowCall } from './window-calls.ts';

/** What a SELECT has computed so far: the rows of FROM, groups of them, or these with window functions. */
export interface Stage {
  readonly plan: Plan;
  /** Where a column of FROM is; undefined where groups do not keep it. */
  column(source: number): number | undefined;
  /** Where the expression with this fingerprint is, if it is a key of GROUP BY. */
  known(fingerprint: number): number | undefined;
  readonly hasKnown: boolean;
  /** Where aggregates and window functions are. */
  readonly calls: ReadonlyMap<Call, number>;
  /** GROUPING(…); `read` gives a column of the plan. */
  grouping(expression: GroupingCall, read: (column: number) => Typed): Typed;
}

type GroupingCall = Extract<Expression, { kind: 'grouping' }>;

export function rowStage(plan: Plan): Stage {
  return {
    plan,
    column: (source) => source,
    known: () => undefined,
    hasKnown: false,
    calls: new Map(),
    grouping(expression) {
      throw withoutGroupBy(expression);
    },
  };
}

export function withoutGroupBy({ at }: GroupingCall): AnalysisFailure {
  return new AnalysisFailure(
    'A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause',
    at,
  );
}

/** A stage with the columns of window functions behind its own. */
export function withWindows(calls: readonly Call[], stage: Stage, { names, windows, scope }: SelectContext): Stage {
  if (calls.length === 0) return stage;
  const planned = calls.map((call) =>
    analyzeWindowCall(call, windows, expressionContext(withoutOuter(scope), stageNames(stage, names, call))),
  );
  const plan = windowStep(scope.statement.nextId(), stage.plan, planned);
  const places = calls.map((call, index): [Call, number] => [call, stage.plan.columns.length + index]);
  return { ...stage, plan, calls: new Map([...stage.calls, ...places]) };
}

/** An aggregate of the SELECT, and what its arguments may name. */
export interface PlacedAggregate {
  readonly call: Call;
  readonly context: ExpressionContext;
}

/** Groups of rows. Equal aggregates are computed once. */
export function groupStage(
  { select, source, names, scope }: SelectContext,
  grouping: Grouping,
  aggregates: readonly PlacedAggregate[],
): Stage {
  const { keys, sets } = grouping;
  const computed: AggregateCall[] = [];
  const places = new Map<number, number>();
  const calls = new Map<Call, number>();
  for (const { call, context } of aggregates) {
    const fingerprint = names.fingerprints(call);
    const aggregate = analyzeAggregate(call, context, names.fingerprints);
    const place = places.get(fingerprint) ?? computed.push(aggregate) - 1;
    places.set(fingerprint, place);
    calls.set(call, keys.length + place);
  }
  return {
    plan: aggregateStep(scope.statement.nextId(), source.plan, keys, sets, computed),
    column: (column) => grouping.byColumn.get(column),
    known: (fingerprint) => grouping.byFingerprint.get(fingerprint),
    hasKnown: grouping.byFingerprint.size > 0,
    calls,
    grouping(expression, read) {
      if (select.groupBy === undefined) throw withoutGroupBy(expression);
      const asked = expression.names.map((parts) => keyNamed(parts, expression, grouping, names.find));
      return groupingValue(asked, sets, () => read(keys.length + computed.length));
    },
  };
}

function keyNamed(
  parts: readonly Identifier[],
  { at }: GroupingCall,
  { byColumn }: Grouping,
  find: FindColumn,
): number {
  const found = find(parts);
  const key = found === undefined || found.rest.length > 0 ? undefined : byColumn.get(found.column);
  if (key !== undefined) return key;
  throw new AnalysisFailure(
    `The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query level. Mismatch due to ${dotted(parts)}.`,
    at,
  );
}

/** A bit for each key, the last one lowest: 1 where the row's set leaves the key out. */
function groupingValue(asked: readonly number[], sets: Grouping['sets'], set: () => Typed): Typed {
  const type: SqlType = { kind: asked.length > 31 ? 'bigint' : 'integer' };
  const values = sets.map((keys): Typed => {
    const bits = asked.reduce((mask, key) => mask * 2n + (keys.includes(key) ? 0n : 1n), 0n);
    return { kind: 'constant', type, value: type.kind === 'bigint' ? bits : Number(bits) };
  });
  const [first, ...others] = values;
  if (first === undefined || others.length === 0) return first ?? { kind: 'constant', type, value: null };
  const whens = others.map((then, index) => ({ when: isSet(set(), index + 1), then }));
  return { kind: 'case', type, whens, otherwise: first };
}

function isSet(set: Typed, index: number): Typed {
  const number: Typed = { kind: 'constant', type: set.type, value: BigInt(index) };
  return { kind: 'call', name: '=', type: { kind: 'boolean' }, arguments: [set, number], at: NOWHERE };
}

/** For what no text stands for. */
const NOWHERE = { start: 0, end: 0, line: 1, column: 1 };

/** The names of a SELECT at a stage. `whole` is the expression that messages name. */
export function stageNames(
  stage: Stage,
  { find, fingerprints }: SourceNames,
  whole: Expression,
  read: (column: number) => Typed = (column) => columnOf(stage.plan, column),
): Names {
  // Numbers the whole first: what lambdas bind is known from there.
  if (stage.hasKnown) fingerprints(whole);
  const names: Names = {
    column(parts, within) {
      const found = find(parts);
      if (found === undefined) return undefined;
      const column = stage.column(found.column);
      if (column === undefined) throw notGrouped(whole, within ? parts : undefined);
      return foundIn(read(column), found.rest);
    },
    call(call, entry) {
      const column = stage.calls.get(call);
      if (column !== undefined) return read(column);
      checkOver(call, entry);
      return refusedCalls('This clause').call(call, entry);
    },
    grouping: (expression) => stage.grouping(expression, read),
  };
  if (!stage.hasKnown) return names;
  return {
    ...names,
    known(expression) {
      const column = stage.known(fingerprints(expression));
      return column === undefined ? undefined : read(column);
    },
  };
}

function notGrouped(whole: Expression, inSubquery: readonly Identifier[] | undefined): AnalysisFailure {
  if (inSubquery !== undefined)
    return new AnalysisFailure(
      `Subquery uses '${dotted(inSubquery)}' which must appear in GROUP BY clause`,
      inSubquery[0]?.at,
    );
  const text = expressionText(whole);
  return new AnalysisFailure(
    `'${text}' must be an aggregate expression or appear in GROUP BY clause`,
    whole.at,
    `Add ${text} to GROUP BY, or aggregate it, for example with max.`,
  );
}
