import type { CaseFilters } from '../contract/filters.ts';
import type { Period } from '../days.ts';
import type { QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { countDimensions, NO_COUNTS, type DimensionCounts } from './count-dimensions.ts';
import { countOfNone, type DataFacts } from './data-notes.ts';
import type { Spellings } from './spellings.ts';

export interface PeriodFigures {
  readonly now: DimensionCounts;
  /** Of the period to compare with; all zero without such a period. */
  readonly before: DimensionCounts;
  /** The same in both periods. */
  readonly spellings: Spellings;
  /** What is odd about the cases of the period; whether one is stored twice, only the rows tell. */
  readonly facts: Omit<DataFacts, 'repeated'>;
  readonly queryExecutionId: string;
  readonly bytesScanned: number;
}

/** The parts that are counted by value. */
const PERIODS = ['now', 'before'];

/**
 * Exact figures over all cases that match in a period, and over those of another one, in one pass over the data. Cases
 * beside them are read as well, for what they say about the data: the bytes are the same.
 */
export async function readFigures(
  source: CaseSource,
  filters: Omit<CaseFilters, 'period'>,
  period: Period,
  before: Period | null,
  today: string,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<PeriodFigures> {
  const within = ({ start, end }: Period) => sql`${CASE_DAY} BETWEEN ${start} AND ${end}`;
  const part = sql`CASE WHEN NOT coalesce(${matching(filters)}, FALSE) THEN 'other'
    WHEN ${within(period)} THEN 'now'${before === null ? sql`` : sql` WHEN ${within(before)} THEN 'before'`}
    WHEN ${CASE_DAY} IS NULL THEN 'undated' WHEN ${CASE_DAY} > ${today} THEN 'future' ELSE 'other' END`;
  // Accounts are partitions: no file of another one is opened.
  const inAccounts = matching({ account_number: filters.account_number });
  const { parts, spellings, result } = await countDimensions(source, inAccounts, part, { ...options, only: PERIODS });
  const now = parts.get('now') ?? NO_COUNTS;
  const { by_rca_category, by_lifecycle_category } = now.figures;
  return {
    now,
    before: parts.get('before') ?? NO_COUNTS,
    spellings,
    facts: {
      lastRetrieved: latest([...parts.values()].map(({ lastRetrieved }) => lastRetrieved)),
      withoutDate: parts.get('undated')?.figures.total ?? 0,
      future: parts.get('future')?.figures.total ?? 0,
      uncategorised: { rootCause: countOfNone(by_rca_category), lifecycle: countOfNone(by_lifecycle_category) },
      merged: spellings.merged,
    },
    queryExecutionId: result.executionId,
    bytesScanned: result.statistics?.bytesScanned ?? 0,
  };
}

function latest(days: readonly (string | null)[]): string | null {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}
