import { CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { Analysis, Analyst } from '#core/ports/analyst.ts';
import type { Cell, QueryOptions, QueryResult, Statement } from '#core/ports/query-engine.ts';
import type { ServerPorts } from '#core/server-ports.ts';
import { nameSql } from '#core/sql/sql.ts';

type Answer = Partial<QueryResult> | Promise<Partial<QueryResult>>;

export interface FakePorts extends ServerPorts {
  /** What reached the engine, in order. */
  readonly queries: readonly { readonly statement: Statement; readonly options: QueryOptions }[];
  /** What the timer is to call until it is told otherwise. */
  readonly acts: ReadonlySet<() => void>;
  /** Lets the timer's time come, once for all. */
  tick(): void;
}

/** An engine's answer with these rows, which have the same columns. */
export function rowsOf(...rows: readonly Readonly<Record<string, Cell>>[]): Partial<QueryResult> {
  return { columns: Object.keys(rows[0] ?? {}), rows };
}

/** What a server asks of its program, in a time that stands still: the engine and the model answer as they are told. */
export function fakePorts(
  answer: (statement: Statement, options: QueryOptions) => Answer = () => ({}),
  { analysis = { text: 'Said.' }, ...more }: Partial<ServerPorts> & { readonly analysis?: Analysis } = {},
): FakePorts {
  const queries: { readonly statement: Statement; readonly options: QueryOptions }[] = [];
  const acts = new Set<() => void>();
  const analyst: Analyst = {
    author: { kind: 'model', id: 'test.model' },
    readsEveryCase: false,
    estimateCases: () => Promise.resolve({ modelCalls: 1, inputTokens: 1, outputTokens: 1 }),
    analyzeCases: () => Promise.resolve(analysis),
    analyzeText: () => Promise.resolve(analysis),
  };
  return {
    engine: {
      async query(statement, options) {
        queries.push({ statement, options });
        return { columns: [], rows: [], executionId: 'run-1', truncated: false, ...(await answer(statement, options)) };
      },
    },
    cases: nameSql(CASE_TABLE),
    analyst,
    clock: { now: () => new Date('2026-07-01T12:00:00Z') },
    timer: {
      turn: () => Promise.resolve(),
      every(_milliseconds, act) {
        acts.add(act);
        return () => acts.delete(act);
      },
    },
    tables: { catalog: CATALOG, database: 'case_insights', tables: [CASE_TABLE] },
    newMarker: () => 'marker',
    ...more,
    queries,
    acts,
    tick() {
      for (const act of [...acts]) act();
    },
  };
}

/** Never comes; what a call under way waits for. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

export interface FakeCancellations {
  watch(callId: string, onCancelled: () => void): () => void;
  cancel(callId: string): Promise<void>;
  /** The ids of calls that are watched. */
  readonly watched: () => readonly string[];
  /** The ids of all that ever were. */
  readonly seen: readonly string[];
}

/** Word of cancellations within one process. */
export function fakeCancellations(): FakeCancellations {
  const watching = new Map<string, () => void>();
  const seen: string[] = [];
  return {
    watch(callId, onCancelled) {
      seen.push(callId);
      watching.set(callId, onCancelled);
      return () => watching.delete(callId);
    },
    cancel(callId) {
      watching.get(callId)?.();
      return Promise.resolve();
    },
    watched: () => [...watching.keys()],
    seen,
  };
}
