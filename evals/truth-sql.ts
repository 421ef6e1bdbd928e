import { z } from 'zod';
import type { EvalServer } from './eval-data.ts';

/**
 * The cases as a careful reader counts them, apart from the code that is graded: values in lower case and without
 * blanks around them, days in UTC, both names of a reached limit as one. `cases` has all of them, `asked` those of the
 * period of the call.
 */
function prepared({ start_date: start, end_date: end }: AskedPeriod): string {
  return `WITH cases AS (
  SELECT case_number AS number, account_number AS account,
    CAST(at_timezone(from_iso8601_timestamp(timecreated), 'UTC') AS date) AS day,
    nullif(lower(trim(severitycode)), 'none') AS severity,
    lower(trim(servicecode)) AS service,
    nullif(replace(lower(trim(rca_category)), 'quota reached', 'limit reached'), 'none') AS cause,
    nullif(lower(trim(lifecycle_category)), 'none') AS lifecycle,
    lower(submittedby) AS submitter,
    case_summary AS summary,
    lower(concat_ws(' | ', subject, case_summary, rca_reason)) AS text
  FROM case_summary),
asked AS (SELECT * FROM cases WHERE day BETWEEN DATE '${start}' AND DATE '${end}')
`;
}

export interface AskedPeriod {
  readonly start_date: string;
  readonly end_date: string;
}

export type TruthRow = readonly (string | null)[];

const table = z.looseObject({
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

const MOST_ROWS = 10_000;

/** What SQL says, in the order of its columns. Throws where the statement fails. */
export async function truthRows(server: EvalServer, sql: string, period: AskedPeriod): Promise<readonly TruthRow[]> {
  const answer = await server.call('query_athena', { query: prepared(period) + sql, max_results: MOST_ROWS });
  const { columns, rows } = table.parse(answer);
  return rows.map((row) => columns.map((column) => text(row[column])));
}

function text(value: string | number | boolean | null | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}
