import type { Period } from '../days.ts';
import type { QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { countDimensions, NO_COUNTS, type DimensionCounts } from './count-dimensions.ts';

export interface PeriodFigures {
  readonly now: DimensionCounts;
  /** Of the period to compare with; all zero without such a period. */
  readonly before: DimensionCounts;
  readonly queryExecutionId: string;
  readonly bytesScanned: number;
}

/** Exact figures over all cases that match in a period, and over those of another one, in one pass over the data. */
export async function readFigures(
  source: CaseSource,
  filters: Omit<CaseFilters, 'period'>,
  period: Period,
  before: Period | null,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<PeriodFigures> {
  const within = ({ start, end }: Period) => sql`${CASE_DAY} BETWEEN ${start} AND ${end}`;
  const days = before === null ? sql`(${within(period)})` : sql`(${within(period)} OR ${within(before)})`;
  const part = sql`CASE WHEN ${within(period)} THEN 'now' ELSE 'before' END`;
  const { parts, result } = await countDimensions(source, sql`${matching(filters)} AND ${days}`, part, options);
  return {
    now: parts.get('now') ?? NO_COUNTS,
    before: parts.get('before') ?? NO_COUNTS,
    queryExecutionId: result.executionId,
    bytesScanned: result.statistics?.bytesScanned ?? 0,
  };
}
