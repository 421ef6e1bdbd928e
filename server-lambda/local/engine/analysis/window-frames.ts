import type { Frame, Place, Window } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType } from './coercion.ts';

/** Throws AnalysisFailure for a frame that ends before it starts, or that wants an ORDER BY of another kind. */
export function checkFrame(frame: Frame, { orderBy, at }: Window): void {
  if (frame.pattern !== undefined)
    throw new AnalysisFailure('The embedded engine has no row pattern recognition in windows', frame.pattern.at);
  const problem = boundsProblem(frame.start.kind, frame.end?.kind ?? 'current row');
  if (problem !== undefined) throw new AnalysisFailure(`Window frame ${problem}`, at);
  const counted = [frame.start, frame.end].some((bound) => bound?.kind === 'preceding' || bound?.kind === 'following');
  if (!counted || frame.unit === 'rows') return;
  const kind = `Window frame of type ${frame.unit.toUpperCase()} PRECEDING or FOLLOWING`;
  if (orderBy.length === 0) throw new AnalysisFailure(`${kind} requires ORDER BY`, at);
  if (frame.unit === 'range' && orderBy.length > 1)
    throw new AnalysisFailure(`${kind} requires single sort item in ORDER BY (actual: ${orderBy.length})`, at);
}

type BoundKind = Frame['start']['kind'];

function boundsProblem(start: BoundKind, end: BoundKind): string | undefined {
  if (start === 'unbounded following') return 'start cannot be UNBOUNDED FOLLOWING';
  if (end === 'unbounded preceding') return 'end cannot be UNBOUNDED PRECEDING';
  if (start === 'current row' && end === 'preceding') return 'starting from CURRENT ROW cannot end with PRECEDING';
  if (start === 'following' && end === 'preceding') return 'starting from FOLLOWING cannot end with PRECEDING';
  if (start === 'following' && end === 'current row') return 'starting from FOLLOWING cannot end with CURRENT ROW';
  return undefined;
}

const NUMBERS: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'real', 'double'];
const INTERVALS: readonly string[] = ['interval day to second', 'interval year to month'];
const MOMENTS: readonly string[] = ['date', 'time', 'timestamp', 'timestamp with time zone'];

/** RANGE adds the value to what the rows are sorted by. */
export function checkRangeValue(value: SqlType, sorted: SqlType, at: Place): void {
  if (![NUMBERS, INTERVALS, MOMENTS].some((kinds) => kinds.includes(sorted.kind)))
    throw new AnalysisFailure(
      `Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric, datetime or interval (actual: ${typeText(sorted)})`,
      at,
    );
  if (canAdd(value, sorted)) return;
  throw new AnalysisFailure(
    `Window frame RANGE value type (${typeText(value)}) not compatible with sort item type (${typeText(sorted)})`,
    at,
  );
}

function canAdd(value: SqlType, sorted: SqlType): boolean {
  if (NUMBERS.includes(sorted.kind))
    return NUMBERS.includes(value.kind) && commonSuperType(value, sorted) !== undefined;
  if (INTERVALS.includes(sorted.kind)) return value.kind === sorted.kind;
  return INTERVALS.includes(value.kind) && !(sorted.kind === 'time' && value.kind === 'interval year to month');
}
