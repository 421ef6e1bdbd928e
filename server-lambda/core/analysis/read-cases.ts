import { byDimension } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { textOrNull, type QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { GRAVEST_FIRST } from '../sql/case-order.ts';
import { limitSql, sql } from '../sql/sql.ts';
import { DIMENSION_COLUMNS, HAS_SUMMARY } from './count-dimensions.ts';
import { cutSummary } from './cut-summary.ts';

export interface ReadCases {
  /** Critical first, then newest. */
  readonly cases: readonly CaseBrief[];
  /** How many cases match, whether or not they are among these. */
  readonly total: number;
  readonly queryExecutionId: string;
  readonly bytesScanned: number;
}

/** Three times what summaries are written to be, so that memory has a bound. */
const LONGEST_SUMMARY = 2_000;

/** The most important matching cases, at most `most`; only those with a summary unless `everyCase` is set. */
export async function readCases(
  source: CaseSource,
  filters: CaseFilters,
  most: number,
  { everyCase = false, ...options }: Omit<QueryOptions, 'maxRows'> & { readonly everyCase?: boolean },
): Promise<ReadCases> {
  const result = await source.engine.query(
    sql`SELECT case_number, ${DIMENSION_COLUMNS}, ${CASE_DAY} AS day, subject, substr(rca_reason, 1, 1000) AS rca_reason, IF(${HAS_SUMMARY}, substr(trim(case_summary), 1, ${LONGEST_SUMMARY + 1})) AS summary,
  count(*) OVER () AS total
FROM ${source.cases}
WHERE ${matching(filters)}${everyCase ? sql`` : sql` AND ${HAS_SUMMARY}`}
ORDER BY ${GRAVEST_FIRST}, timecreated DESC, case_number, account_number
${limitSql(most)}`,
    { ...options, maxRows: most },
  );
  const cases = result.rows.map((row) => ({
    caseNumber: String(row['case_number']),
    ...byDimension(({ column }) => textOrNull(row[column])),
    date: String(row['day']),
    subject: textOrNull(row['subject']),
    rcaReason: textOrNull(row['rca_reason']),
    summary: cutSummary(textOrNull(row['summary']) ?? '', LONGEST_SUMMARY),
  }));
  return {
    cases,
    total: Number(result.rows[0]?.['total'] ?? 0),
    queryExecutionId: result.executionId,
    bytesScanned: result.statistics?.bytesScanned ?? 0,
  };
}
