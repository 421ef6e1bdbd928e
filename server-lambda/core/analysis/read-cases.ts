import { byDimension, SEVERITIES } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { textOrNull, type QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { joinSql, limitSql, sql } from '../sql/sql.ts';
import { DIMENSION_COLUMNS, HAS_SUMMARY } from './count-dimensions.ts';

export interface ReadCases {
  /** Critical first, then newest. */
  readonly cases: readonly CaseBrief[];
  /** How many cases match, whether or not they are among these. */
  readonly total: number;
  readonly queryExecutionId: string;
  readonly bytesScanned: number;
}

const GRAVEST_FIRST = sql`CASE lower(severitycode) ${joinSql(
  SEVERITIES.map((severity, index) => sql`WHEN ${severity} THEN ${index + 1}`),
  ' ',
)} ELSE ${SEVERITIES.length + 1} END`;

/** The most important matching cases, at most `most`; only those with a summary unless `everyCase` is set. */
export async function readCases(
  source: CaseSource,
  filters: CaseFilters,
  most: number,
  { everyCase = false, ...options }: Omit<QueryOptions, 'maxRows'> & { readonly everyCase?: boolean },
): Promise<ReadCases> {
  // A summary longer than this is cut anyway; the rest of it need not travel.
  const result = await source.engine.query(
    sql`SELECT case_number, ${DIMENSION_COLUMNS}, ${CASE_DAY} AS day, subject, substr(rca_reason, 1, 1000) AS rca_reason, IF(${HAS_SUMMARY}, substr(trim(case_summary), 1, 1000)) AS summary,
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
    summary: cutSummary(textOrNull(row['summary']) ?? ''),
  }));
  return {
    cases,
    total: Number(result.rows[0]?.['total'] ?? 0),
    queryExecutionId: result.executionId,
    bytesScanned: result.statistics?.bytesScanned ?? 0,
  };
}

/** How many characters of a summary an analyst reads: about 175 tokens. */
export const SUMMARY_LENGTH = 700;

/**
 * A summary of at most 700 characters: cut after the last sentence that ends within them, or, where that would lose
 * more than half, after the last whole word.
 */
export function cutSummary(summary: string): string {
  const text = summary.trim();
  if (text.length <= SUMMARY_LENGTH) return text;
  const head = text.slice(0, SUMMARY_LENGTH);
  const sentence = Math.max(...['. ', '! ', '? ', '.\n'].map((end) => head.lastIndexOf(end)));
  if (sentence >= SUMMARY_LENGTH / 2) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(' ', SUMMARY_LENGTH - 2);
  return `${(word > 0 ? head.slice(0, word) : withoutHalfPair(head.slice(0, SUMMARY_LENGTH - 1))).trimEnd()}…`;
}

/** A cut in the middle of a surrogate pair would leave half a character. */
function withoutHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
