import { byDimension, SEVERITIES } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { textOrNull, type QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { CASE_DAY, matching, type CaseFilters } from '../sql/case-filters.ts';
import { joinSql, limitSql, sql } from '../sql/sql.ts';
import { DIMENSION_COLUMNS, HAS_SUMMARY } from './count-dimensions.ts';
import { cutSummary } from './summary-cut.ts';

export interface ReadCases {
  /** Critical first, then newest. */
  readonly cases: readonly CaseBrief[];
  readonly queryExecutionId: string;
  readonly bytesScanned: number;
}

const GRAVEST_FIRST = sql`CASE lower(severitycode) ${joinSql(
  SEVERITIES.map((severity, index) => sql`WHEN ${severity} THEN ${index + 1}`),
  ' ',
)} ELSE ${SEVERITIES.length + 1} END`;

/** The most important matching cases with a summary, at most `most`. */
export async function readCases(
  source: CaseSource,
  filters: CaseFilters,
  most: number,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<ReadCases> {
  // A summary longer than this is cut anyway; the rest of it need not travel.
  const result = await source.engine.query(
    sql`SELECT case_number, ${DIMENSION_COLUMNS}, ${CASE_DAY} AS day, subject, substr(trim(case_summary), 1, 1000) AS summary
FROM ${source.cases}
WHERE ${matching(filters)} AND ${HAS_SUMMARY}
ORDER BY ${GRAVEST_FIRST}, timecreated DESC, case_number, account_number
${limitSql(most)}`,
    { ...options, maxRows: most },
  );
  const cases = result.rows.map((row) => ({
    caseNumber: String(row['case_number']),
    ...byDimension(({ column }) => textOrNull(row[column])),
    date: String(row['day']),
    subject: textOrNull(row['subject']),
    summary: cutSummary(String(row['summary'])),
  }));
  return { cases, queryExecutionId: result.executionId, bytesScanned: result.statistics?.bytesScanned ?? 0 };
}
