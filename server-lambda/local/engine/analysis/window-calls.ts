import type { Call, Frame, FrameBound, Identifier, Select, Window } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { bindAggregate, callName, sortKey } from './aggregate-calls.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { convert } from './conversion.ts';
import type { ExpressionContext } from './expression-context.ts';
import { checkOver } from './expression-contexts.ts';
import { expressionText } from './expression-text.ts';
import { analyzeExpression } from './expressions.ts';
import { findCalls } from './find-calls.ts';
import { findFunction } from './find-function.ts';
import { checkFrame, checkRangeValue } from './window-frames.ts';
import { isComparable } from './type-properties.ts';
import type { PlanBound, SortKey, Typed, WindowCall } from './typed-tree.ts';

/** Windows by the names that WINDOW gives them, those that they build on included. */
export type NamedWindows = ReadonlyMap<string, Window>;

export function nameWindows(windows: Select['windows']): NamedWindows {
  const named = new Map<string, Window>();
  for (const { name, window } of windows) {
    if (named.has(name.name)) throw new AnalysisFailure(`WINDOW name '${name.name}' specified more than once`, name.at);
    named.set(name.name, completeWindow(window, named));
  }
  return named;
}

/** A window with what it takes from the one that it names. */
function completeWindow(window: Window, named: NamedWindows): Window {
  if (window.base === undefined) return window;
  const base = windowNamed(window.base, named);
  const [partition] = window.partitionBy;
  if (partition !== undefined)
    throw new AnalysisFailure(
      'WINDOW specification with named WINDOW reference cannot specify PARTITION BY',
      partition.at,
    );
  if (window.orderBy.length > 0 && base.orderBy.length > 0)
    throw new AnalysisFailure('Cannot specify ORDER BY if referenced named WINDOW specifies ORDER BY', window.at);
  if (base.frame !== undefined)
    throw new AnalysisFailure('Cannot reference named WINDOW containing frame specification', window.base.at);
  const orderBy = window.orderBy.length > 0 ? window.orderBy : base.orderBy;
  return { ...window, partitionBy: base.partitionBy, orderBy };
}

function windowNamed(name: Identifier, named: NamedWindows): Window {
  const window = named.get(name.name);
  if (window === undefined) throw new AnalysisFailure(`Cannot resolve WINDOW name ${name.name}`, name.at);
  return window;
}

/** A call with OVER; `context` knows the rows that it looks at. */
export function analyzeWindowCall(call: Call, named: NamedWindows, context: ExpressionContext): WindowCall {
  const { over } = call;
  if (over === undefined) throw new AnalysisFailure(`Function ${callName(call)} has no OVER clause`, call.at);
  const window = 'kind' in over ? completeWindow(over, named) : windowNamed(over, named);
  checkCall(call, window);
  checkNesting(call, window);
  const windowOrder = window.orderBy.map((item) => sortKey(item, context, NOT_ORDERABLE));
  const frame = window.frame === undefined ? {} : { frame: planFrame(window.frame, window, windowOrder, context) };
  return {
    ...bindAggregate(call, context),
    distinct: false,
    orderBy: [],
    at: call.at,
    partitionBy: window.partitionBy.map((value) => partitionKey(analyzeExpression(value, context), value.at)),
    windowOrder,
    ignoreNulls: call.nulls === 'ignore',
    ...frame,
  };
}

const NOT_ORDERABLE = '% is not orderable, and therefore cannot be used in window function ORDER BY';

function partitionKey(value: Typed, at: Window['at']): Typed {
  if (isComparable(value.type)) return value;
  throw new AnalysisFailure(
    `${typeText(value.type)} is not comparable, and therefore cannot be used in window function PARTITION BY`,
    at,
  );
}

/** These count rows of the partition, not of a frame. */
const LOOKS_ASIDE: readonly string[] = ['lag', 'lead'];
const TREATS_NULLS: readonly string[] = [...LOOKS_ASIDE, 'first_value', 'last_value', 'nth_value'];

function checkCall(call: Call, window: Window): void {
  checkOver(call, findFunction(call.name, call.at));
  if (call.distinct)
    throw new AnalysisFailure(
      `DISTINCT in window function parameters not yet supported: ${expressionText(call)}`,
      call.at,
    );
  if (call.filter !== undefined)
    throw new AnalysisFailure('FILTER is not yet supported for window functions', call.filter.at);
  if (call.orderBy.length > 0 || call.withinGroup !== undefined)
    throw new AnalysisFailure('ORDER BY among the arguments is not supported for window functions', call.at);
  if (call.nulls !== undefined && !TREATS_NULLS.includes(callName(call)))
    throw new AnalysisFailure(`Cannot specify null treatment clause for ${callName(call)} function`, call.at);
  if (!LOOKS_ASIDE.includes(callName(call))) return;
  if (window.orderBy.length === 0)
    throw new AnalysisFailure(`${callName(call)} function requires an ORDER BY window clause`, call.at);
  if (window.frame !== undefined)
    throw new AnalysisFailure(`Cannot specify window frame for ${callName(call)} function`, window.at);
}

function checkNesting(call: Call, window: Window): void {
  const [inArguments] = findCalls(call.arguments).windows;
  if (inArguments !== undefined)
    throw new AnalysisFailure(
      'Cannot nest window functions or row pattern measures inside window function arguments',
      inArguments.at,
    );
  const [inWindow] = findCalls([window]).windows;
  if (inWindow !== undefined)
    throw new AnalysisFailure(
      'Cannot nest window functions or row pattern measures inside window specification',
      inWindow.at,
    );
}

function planFrame(
  frame: Frame,
  window: Window,
  windowOrder: readonly SortKey[],
  context: ExpressionContext,
): NonNullable<WindowCall['frame']> {
  checkFrame(frame, window);
  const end: FrameBound = frame.end ?? { kind: 'current row' };
  const sortType = windowOrder[0]?.value.type;
  return {
    unit: frame.unit,
    start: planBound(frame.start, 'start', frame.unit, sortType, context),
    end: planBound(end, 'end', frame.unit, sortType, context),
  };
}

function planBound(
  bound: FrameBound,
  side: 'start' | 'end',
  unit: Frame['unit'],
  sortType: SqlType | undefined,
  context: ExpressionContext,
): PlanBound {
  if (bound.kind !== 'preceding' && bound.kind !== 'following') return { kind: bound.kind };
  const value = analyzeExpression(bound.value, context);
  const { at } = bound.value;
  if (unit === 'range') {
    if (sortType !== undefined) checkRangeValue(value.type, sortType, at);
    return { kind: bound.kind, value };
  }
  if (!isWhole(value.type))
    throw new AnalysisFailure(
      `Window frame ${unit.toUpperCase()} ${side} value type must be exact numeric type with scale 0 (actual ${typeText(value.type)})`,
      at,
    );
  return { kind: bound.kind, value: convert(value, { kind: 'bigint' }, at) };
}

function isWhole(type: SqlType): boolean {
  if (type.kind === 'decimal') return type.scale === 0;
  return ['tinyint', 'smallint', 'integer', 'bigint'].includes(type.kind);
}
