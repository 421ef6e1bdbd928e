import { setTimeout } from 'node:timers/promises';
import type { AthenaClient, QueryExecution } from '@aws-sdk/client-athena';
import { CaseInsightsError } from '#core/errors.ts';
import type { QueryEngine, QueryOptions, QueryResult, Statement } from '#core/ports/query-engine.ts';
import type { LazyS3 } from '../lazy-s3.ts';
import { bindValues } from './bind-values.ts';
import { rowReader } from './cells.ts';
import { queryFailure, requestFailure } from './failures.ts';
import { readResults } from './read-results.ts';
import { runQuery, type Sleep } from './run-query.ts';

export interface AthenaEngineOptions {
  readonly athena: AthenaClient;
  /** Reads results of more than 2,000 rows from the workgroup's results bucket. */
  readonly s3: LazyS3;
  readonly workGroup: string;
  readonly catalog: string;
  readonly database: string;
  /** How old, in minutes, a result may be to be reused at no cost for the same statement; default 60, 0 for never. */
  readonly reuseMinutes?: number;
  /** How long a call may take, including the wait in Athena's queue; default 5 minutes. */
  readonly timeoutMs?: number;
  /** How many milliseconds the program has left, which limits every call; default unlimited. */
  readonly timeLeft?: () => number;
  /** Waits between polls; default is a real timer. */
  readonly sleep?: Sleep;
}

/** Asks Athena, in one workgroup, which also says where results are kept and how much a query may scan. */
export function createAthenaEngine(options: AthenaEngineOptions): QueryEngine {
  const { athena, s3, workGroup, catalog, database, reuseMinutes = 60, sleep = pause } = options;
  const { timeoutMs = 300_000, timeLeft = () => Infinity } = options;

  const run = async (
    statement: Statement,
    { maxRows, signal, reuse }: { readonly maxRows: number; readonly signal: AbortSignal; readonly reuse: number },
  ): Promise<QueryResult> => {
    const { queryString, executionParameters } = bindValues(statement);
    const execution = await runQuery(
      athena,
      {
        QueryString: queryString,
        // An empty list is refused.
        ...(executionParameters.length > 0 && { ExecutionParameters: [...executionParameters] }),
        QueryExecutionContext: { Catalog: catalog, Database: database },
        WorkGroup: workGroup,
        ResultReuseConfiguration: {
          ResultReuseByAgeConfiguration: reuse > 0 ? { Enabled: true, MaxAgeInMinutes: reuse } : { Enabled: false },
        },
      },
      { signal, sleep },
    );
    if (execution.Status?.State !== 'SUCCEEDED') throw queryFailure(execution);

    const results = await readResults({ athena, s3 }, execution, { maxRows, signal });
    // An empty answer may only be older than the crawler's last run.
    if (results.rows.length === 0 && isReused(execution)) return run(statement, { maxRows, signal, reuse: 0 });

    const columns = columnKeys(results.columns.map(({ Name }) => Name ?? ''));
    return {
      columns,
      rows: results.rows.map(rowReader(results.columns, columns)),
      executionId: execution.QueryExecutionId ?? '',
      truncated: results.truncated,
      statistics: {
        bytesScanned: isReused(execution) ? 0 : (execution.Statistics?.DataScannedInBytes ?? 0),
        elapsedMs:
          execution.Statistics?.TotalExecutionTimeInMillis ?? execution.Statistics?.EngineExecutionTimeInMillis ?? 0,
      },
    };
  };

  return {
    async query(statement: Statement, { maxRows, signal, fresh = false }: QueryOptions) {
      if (signal?.aborted) throw cancelled();
      const limitMs = Math.max(0, Math.floor(Math.min(timeoutMs, timeLeft())));
      const timeout = AbortSignal.timeout(limitMs);
      try {
        return await run(statement, {
          maxRows,
          signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
          reuse: fresh ? 0 : reuseMinutes,
        });
      } catch (error) {
        if (error instanceof CaseInsightsError) throw error;
        if (signal?.aborted) throw cancelled(error);
        if (timeout.aborted) throw timedOut(limitMs, error);
        throw requestFailure(error, workGroup) ?? error;
      }
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}

function isReused({ Statistics }: QueryExecution): boolean {
  return Statistics?.ResultReuseInformation?.ReusedPreviousResult === true;
}

/** The columns' names, each of them once: one that is taken gives way to `_col` and the column's place. */
function columnKeys(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    let key = name.toLowerCase();
    if (taken.has(key)) key = `_col${index}`;
    while (taken.has(key)) key += '_';
    taken.add(key);
    return key;
  });
}

function cancelled(cause?: unknown): CaseInsightsError {
  return new CaseInsightsError('CANCELLED', 'The query was cancelled.', 'Call again if you still want the answer.', {
    cause,
  });
}

function timedOut(limitMs: number, cause: unknown): CaseInsightsError {
  return new CaseInsightsError(
    'QUERY_TIMED_OUT',
    `The query ran longer than ${Math.round(limitMs / 10) / 100} s in Athena and was stopped.`,
    'Narrow it, for example to a shorter period or one account, and run it again.',
    { cause },
  );
}
