import { byArgument, CASE_FILTER } from '../contract/dimensions.ts';
import type { ServerPorts } from '../server-ports.ts';
import { CASE_MONTH } from '../sql/case-filters.ts';
import { limitSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';

/** The most that a host shows (MCP, completion/complete). */
const MOST = 100;

/** What can be completed, and which column's values it is completed from. */
const COLUMNS = {
  ...byArgument(({ column }) => nameSql(column)),
  [CASE_FILTER.argument]: sql`case_number`,
  case_number: sql`case_number`,
  month: CASE_MONTH,
} as const satisfies Record<string, SqlFragment>;

export type CompletedFilter = keyof typeof COLUMNS;

export interface Completion {
  readonly values: string[];
  readonly hasMore: boolean;
}

/**
 * The values that exist in the data for a filter and contain what has been typed, the most frequent first. Nothing for
 * an argument that is no filter. `account` narrows the numbers of cases to one account.
 */
export async function complete(
  ports: ServerPorts,
  argument: string,
  typed: string,
  account: string | undefined,
  signal?: AbortSignal,
): Promise<Completion> {
  const column = isCompleted(argument) ? COLUMNS[argument] : undefined;
  if (column === undefined) return { values: [], hasMore: false };
  const inAccount = account === undefined ? sql`TRUE` : sql`account_number = ${account}`;
  const result = await ports.engine.query(
    sql`SELECT ${column} AS value, count(*) AS cases FROM ${ports.cases}
WHERE strpos(lower(${column}), lower(${typed.slice(0, 200)})) > 0 AND ${inAccount}
GROUP BY 1 ORDER BY 2 DESC, 1 DESC ${limitSql(MOST + 1)}`,
    { maxRows: MOST + 1, signal },
  );
  const values = result.rows.map((row) => String(row['value']));
  return { values: values.slice(0, MOST), hasMore: values.length > MOST };
}

function isCompleted(argument: string): argument is CompletedFilter {
  return Object.hasOwn(COLUMNS, argument);
}
