import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CaseInsightsError } from '#core/errors.ts';
import { orAborted } from '#core/or-aborted.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { QueryEngine, QueryOptions, QueryResult, Statement } from '#core/ports/query-engine.ts';
import { parseStatement } from '#core/sql/syntax/parse.ts';
import { answerStatement, type StatementAnswer } from './analysis/answer-statement.ts';
import { cancelled, replyFailure, statementFailure, workerFailure } from './failures.ts';
import { createQueue } from './queue.ts';
import type { CaseSource, LoadReport, WorkerReply, WorkerRequest, WorkerRows } from './worker-messages.ts';
import { startWorker, WorkerStopped, type AskOptions, type WorkerSession } from './worker-session.ts';

export type { CaseSource, LoadReport, SkippedFile } from './worker-messages.ts';

/** DuckDB in a thread of this process, over cases on this machine, speaking Athena's SQL. */
export interface EmbeddedEngine extends QueryEngine {
  /** Starts the engine if need be. Rejects with INVALID_INPUT when the source holds no case. */
  loaded(): Promise<LoadReport>;
  /** Stops the engine; what still waits is rejected with CANCELLED. */
  close(): Promise<void>;
}

export interface EmbeddedEngineOptions {
  readonly source: CaseSource;
  /** The database's name; default `case_insights`. */
  readonly database?: string;
  /** What `current_date` and `now()` ask. */
  readonly clock: Clock;
  /** How long one statement may run; default 60 s. */
  readonly queryTimeoutMs?: number;
  /** How long an interrupted statement may take to end before the engine is restarted; default 2 s. */
  readonly graceMs?: number;
}

/**
 * An engine that starts at the first query or `loaded()`, runs one statement at a time in order, and starts again by
 * itself after a statement that could not be interrupted had to be stopped.
 */
export function createDuckDbEngine(options: EmbeddedEngineOptions): EmbeddedEngine {
  const { source, database = 'case_insights', clock, queryTimeoutMs = 60_000, graceMs = 2_000 } = options;
  const queue = createQueue();
  let current: { readonly session: WorkerSession; readonly loading: Promise<LoadReport> } | undefined;
  let closed = false;

  const start = () => {
    if (closed) throw workerFailure(new WorkerStopped('closed'), queryTimeoutMs);
    if (current?.session.alive) return current;
    const session = startWorker(findWorkerFile(), graceMs);
    const loading = load(session).catch(async (error: unknown) => {
      await session.close();
      throw error;
    });
    // Callers that await it get the failure; there may be none yet.
    loading.catch(() => undefined);
    current = { session, loading };
    return current;
  };

  const ask = (session: WorkerSession, request: WorkerRequest, askOptions: AskOptions): Promise<WorkerReply> =>
    session.ask(request, askOptions).catch((error: unknown) => {
      throw workerFailure(error, queryTimeoutMs);
    });

  const load = async (session: WorkerSession): Promise<LoadReport> => {
    const reply = await ask(session, { kind: 'load', source, database }, {});
    if (reply.kind === 'loaded') return reply.report;
    if (reply.kind === 'unusable') throw new CaseInsightsError('INVALID_INPUT', reply.message, reply.remedy);
    throw replyFailure(reply);
  };

  const answered = ({ text, values }: Statement, now: Date): StatementAnswer => {
    try {
      return answerStatement(parseStatement(text), { database, session: { now }, values });
    } catch (error) {
      throw statementFailure(error);
    }
  };

  const run = async (statement: Statement, { maxRows, signal }: QueryOptions): Promise<QueryResult> => {
    const now = clock.now();
    const answer = answered(statement, now);
    const { session, loading } = start();
    await orAborted(loading, signal, cancelled);
    if (answer.kind === 'rows') {
      const rows = answer.rows.slice(0, maxRows);
      return resultOf(answer.columns, { kind: 'rows', rows, truncated: rows.length < answer.rows.length });
    }
    const request: WorkerRequest = { kind: 'query', plan: answer.plan, nowMs: now.getTime(), maxRows };
    const reply = await ask(session, request, { timeoutMs: queryTimeoutMs, signal });
    if (reply.kind !== 'rows') throw replyFailure(reply);
    return resultOf(answer.names, reply);
  };

  return {
    query: (statement, queryOptions) => queue.run(() => run(statement, queryOptions), queryOptions.signal),
    loaded: async () => start().loading,
    async close() {
      closed = true;
      await current?.session.close();
    },
  };
}

function resultOf(columns: readonly string[], { rows, truncated }: WorkerRows): QueryResult {
  return {
    columns,
    rows: rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]))),
    executionId: randomUUID(),
    truncated,
  };
}

const WORKER = 'engine-worker.js';

/**
 * The worker's program: next to the running bundle, or in the `dist/` of the folder that the sources run from.
 * Throws when it was not built.
 */
function findWorkerFile(): string {
  // A bundle is CommonJS; sources run as modules, which have no __dirname.
  const start = typeof __dirname === 'string' ? __dirname : path.resolve(path.dirname(process.argv[1] ?? './program'));
  const beside = path.join(start, WORKER);
  if (existsSync(beside)) return beside;
  for (let folder = start; ; folder = path.dirname(folder)) {
    const built = path.join(folder, 'dist', WORKER);
    if (existsSync(built)) return built;
    if (folder === path.dirname(folder)) break;
  }
  throw new Error(`${WORKER} is missing beside ${start}: run "npm run build"`);
}
