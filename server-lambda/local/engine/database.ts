import './no-network.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  createDuckDB,
  NODE_RUNTIME,
  VoidLogger,
  type DuckDBBindings,
  type DuckDBConnection,
} from '@duckdb/duckdb-wasm/blocking';
import { RecordBatchReader } from 'apache-arrow';
import { CASE_COLUMNS, CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import { usesOf } from './analysis/plan-walk.ts';
import type { Plan } from './analysis/typed-tree.ts';
import { cellOf } from './cells.ts';
import { aggregateDepth } from './emit/aggregate-depth.ts';
import { resultSql } from './emit/plan.ts';
import { SqlFailure } from './functions/implementation.ts';
import { storageOf, type RawArgument } from './storage/storage.ts';
import { createUserFunctions, FUNCTION_NAMES, RESULT_TYPES, type Heap, type UserFunctions } from './user-functions.ts';
import type { WorkerRows } from './worker-messages.ts';

/** The engine with the table `case_summary`, still empty. */
export interface CaseDatabase {
  /** Appends rows, as an Arrow IPC stream with the table's columns. */
  insert(ipcStream: Uint8Array): void;
  /** Forbids the engine everything but computing. Call once, after loading. */
  lock(): void;
  /**
   * Answers a query. Rejects with AnalysisFailure for a step that the engine does not do as Athena, with SqlFailure
   * where a value cannot be computed, and with the engine's own Error. One at a time; others have their turn while it
   * runs.
   */
  query(plan: Plan, now: Date, maxRows: number): Promise<WorkerRows>;
}

/** As many aggregates inside one another take the optimizer no time that one notices. */
const MOST_AGGREGATES = 6;

/** `interrupted` is asked while a query runs: once it says yes, the query is ended soon. */
export async function openCaseDatabase(
  wasmFile: string,
  database: string,
  interrupted: () => boolean,
): Promise<CaseDatabase> {
  const functions = createUserFunctions(interrupted);
  // The runtime's own writes wrong addresses of strings, and keeps them for ever. The module is Emscripten's, whose types
  // are not here.
  NODE_RUNTIME.callScalarUDF = (module, ...rest) => functions.callScalarUDF(module as unknown as Heap, ...rest);
  const bundle = { mainModule: wasmFile, mainWorker: '' };
  const engine: DuckDBBindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await engine.instantiate(() => undefined);
  engine.open({ path: ':memory:' });
  const connection = engine.connect();
  const run = (sql: string) => {
    connection.query(sql);
  };

  run(`ATTACH ':memory:' AS ${name(CATALOG)}`);
  run(`CREATE SCHEMA ${name(CATALOG)}.${name(database)}`);
  run(`USE ${name(CATALOG)}.${name(database)}`);
  run(`CREATE TABLE ${name(CASE_TABLE)} (${CASE_COLUMNS.map((column) => `${name(column)} VARCHAR`).join(', ')})`);
  run("SET default_null_order = 'nulls_last'");

  for (const [result, name] of Object.entries(FUNCTION_NAMES)) {
    connection.createScalarFunction(name, RESULT_TYPES[result as keyof typeof RESULT_TYPES], () => undefined);
  }

  // The optimizer takes twice as long with each aggregate inside another one. Deep statements go without it.
  const plain = engine.connect();
  plain.query(`USE ${name(CATALOG)}.${name(database)}`);
  plain.query('PRAGMA disable_optimizer');

  return {
    insert(ipcStream) {
      connection.insertArrowFromIPCStream(ipcStream, { name: CASE_TABLE, schema: database, create: false });
    },
    lock() {
      run('SET autoinstall_known_extensions = false');
      run('SET autoload_known_extensions = false');
      run('SET enable_external_access = false');
      run('SET lock_configuration = true');
    },
    async query(plan, now, maxRows) {
      functions.clear();
      const uses = usesOf(plan);
      const sql = resultSql(plan, { session: { now }, register: functions.register, interrupted, uses });
      const chosen = aggregateDepth(plan, uses) > MOST_AGGREGATES ? plain : connection;
      try {
        const batches = await opened(runInSteps(engine, chosen, sql, interrupted));
        return await rowsOf(batches, plan, maxRows);
      } catch (error) {
        throw failureOf(error, functions);
      } finally {
        functions.clear();
      }
    },
  };
}

/** What the engine's error is about, as far as it is for the user. */
function failureOf(error: unknown, functions: UserFunctions): unknown {
  const message = String(error);
  if (message.includes('More than one row returned by a subquery')) {
    return new SqlFailure('Scalar sub-query has returned multiple rows');
  }
  return functions.failureIn(message) ?? error;
}

type Batches = Awaited<ReturnType<typeof opened>>;

async function rowsOf(batches: Batches, plan: Plan, maxRows: number): Promise<WorkerRows> {
  const readers = plan.columns.map(({ type }) => {
    const { decode } = storageOf(type);
    const cell = cellOf(type);
    return (raw: RawArgument) => cell(decode(raw));
  });
  const rows: WorkerRows['rows'][number][] = [];
  for await (const batch of batches) {
    const vectors = readers.map((_reader, index) => batch.getChildAt(index));
    for (let at = 0; at < batch.numRows; at++) {
      if (rows.length === maxRows) return { kind: 'rows', rows, truncated: true };
      // The columns of a result are those that functions of ours take: whole numbers of 32 bits, doubles and text.
      rows.push(readers.map((read, index) => read((vectors[index]?.get(at) ?? null) as RawArgument)));
    }
  }
  return { kind: 'rows', rows, truncated: false };
}

/**
 * The answer to a statement as an Arrow IPC stream, piece by piece. Between two steps of the engine, of a tenth of a
 * second or so, others have their turn.
 */
async function* runInSteps(
  engine: DuckDBBindings,
  connection: DuckDBConnection,
  sql: string,
  interrupted: () => boolean,
): AsyncGenerator<Uint8Array> {
  const id = connection.useUnsafe((_bindings, number) => number);
  let ended = false;
  const finished = async (step: () => Uint8Array | null): Promise<Uint8Array> => {
    for (;;) {
      const piece = step();
      if (piece !== null) return piece;
      await setImmediate();
      if (interrupted()) throw new Error('interrupted');
    }
  };
  try {
    const first = engine.startPendingQuery(id, sql, true);
    yield first ?? (await finished(() => engine.pollPendingQuery(id)));
    for (;;) {
      const piece = await finished(() => engine.fetchQueryResults(id));
      if (piece.length === 0) break;
      yield piece;
      await setImmediate();
      if (interrupted()) throw new Error('interrupted');
    }
    ended = true;
  } finally {
    if (!ended) engine.cancelPendingQuery(id);
  }
}

/** Arrow's types take a source that comes piece by piece for one that is there; its reader and its schema are promises. */
async function opened(pieces: AsyncIterable<Uint8Array>) {
  const reader = await Promise.resolve(RecordBatchReader.from(pieces));
  return Promise.resolve(reader.open());
}

function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** The engine's program is next to the worker's or, when this runs from sources, in the package. */
export function findWasm(folder: string): string {
  const file = path.join(folder, 'duckdb-eh.wasm');
  if (!existsSync(file)) throw new Error(`${file} is missing: build dist/ again`);
  return file;
}
