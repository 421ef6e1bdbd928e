import {
  GetQueryResultsCommand,
  type AthenaClient,
  type ColumnInfo,
  type GetQueryResultsOutput,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import type { LazyS3 } from '../lazy-s3.ts';
import type { RowTexts } from './cells.ts';
import { readResultObject, resultObject } from './read-result-object.ts';
import { utilityRows } from './utility-rows.ts';

export interface Results {
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly RowTexts[];
  /** True when there were more rows than asked for. */
  readonly truncated: boolean;
}

/** The most that Athena gives at once. */
const PAGE = 1_000;
/** From this many rows on, one read of the result object beats paging. */
const LARGE = 2_000;

/** Reads at most `maxRows` rows of a run that has SUCCEEDED. Rejects with what the clients throw. */
export async function readResults(
  { athena, s3 }: { readonly athena: AthenaClient; readonly s3: LazyS3 },
  execution: QueryExecution,
  { maxRows, signal }: { readonly maxRows: number; readonly signal: AbortSignal },
): Promise<Results> {
  const page = (most: number, token?: string) =>
    athena.send(
      new GetQueryResultsCommand({
        QueryExecutionId: execution.QueryExecutionId,
        MaxResults: Math.min(most, PAGE),
        NextToken: token,
      }),
      { abortSignal: signal },
    );

  // One more row shows whether there are more, and the header counts as a row, too.
  const wanted = maxRows + 1;
  const first = await page(isQuery(execution) ? wanted + 1 : PAGE);
  const columns = first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  let rows = rowsOf(first);
  const object = resultObject(execution);
  if (first.NextToken !== undefined && wanted > LARGE && object !== undefined) {
    const all = await readResultObject(s3, object, { maxRows: wanted, signal });
    if (all !== undefined) return cut(columns, all, maxRows);
  }
  let token = first.NextToken;
  while (token !== undefined && rows.length <= wanted) {
    const next = await page(wanted + 1 - rows.length, token);
    rows = rows.concat(rowsOf(next));
    token = next.NextToken;
  }
  if (!isQuery(execution)) rows = utilityRows(rows, columns.length);
  return cut(columns, beginsWithHeader(execution, columns, rows[0]) ? rows.slice(1) : rows, maxRows);
}

function cut(columns: readonly ColumnInfo[], rows: readonly RowTexts[], maxRows: number): Results {
  return { columns, rows: rows.slice(0, maxRows), truncated: rows.length > maxRows };
}

function rowsOf(page: GetQueryResultsOutput): readonly RowTexts[] {
  return (page.ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue ?? null));
}

/** Whether Trino answered; Hive answers SHOW and DESCRIBE in a different format. */
function isQuery({ StatementType }: QueryExecution): boolean {
  return StatementType !== 'UTILITY' && StatementType !== 'DDL';
}

/** A query's first row has the names of the columns; the results of SHOW and DESCRIBE have no such row. */
function beginsWithHeader(
  execution: QueryExecution,
  columns: readonly ColumnInfo[],
  row: RowTexts | undefined,
): boolean {
  if (!isQuery(execution) && /^(SHOW|DESC)/.test(execution.SubstatementType ?? '')) return false;
  return row?.length === columns.length && columns.every((column, index) => column.Name === row[index]);
}
