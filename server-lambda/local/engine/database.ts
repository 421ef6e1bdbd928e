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
  type PreparedStatement,
} from '@duckdb/duckdb-wasm/blocking';
import { RecordBatchReader, type Field } from 'apache-arrow';
import { CASE_COLUMNS, CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { SqlValue } from '#core/ports/query-engine.ts';
import { cellReader } from './cells.ts';
import { DIVISION, macrosFor } from './dialect/macros.ts';
import type { WorkerRows } from './worker-messages.ts';

/** The engine with the table `case_summary`, still empty, and Athena's functions. */
export interface CaseDatabase {
  /** Appends rows, as an Arrow IPC stream with the table's columns. */
  insert(ipcStream: Uint8Array): void;
  /** Forbids the engine everything but computing. Call once, after loading. */
  lock(): void;
  /**
   * Runs the first of several statements that binds. Rejects with the engine's own Error. One at a time; a statement
   * without values lets others have their turn while it runs.
   */
  query(candidates: readonly string[], values: readonly SqlValue[], maxRows: number): Promise<WorkerRows>;
  /** Ends the running statement at its next step, if it has no values: the engine runs prepared ones in one go. */
  interrupt(): void;
}

export async function openCaseDatabase(wasmFile: string, database: string): Promise<CaseDatabase> {
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

  const running = { interrupted: false };

  // A hundred macros take half a second to make; a statement needs few.
  const made = new Set<string>();
  const makeMacros = (sql: string) => {
    for (const [name, definition] of macrosFor(sql, made)) {
      run(definition);
      made.add(name);
    }
  };
  makeMacros(DIVISION);
  run(DIVISION);

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
    async query(candidates, values, maxRows) {
      running.interrupted = false;
      for (const sql of candidates) makeMacros(sql);
      const { statement, sql } = prepareFirst(connection, candidates);
      try {
        const batches =
          values.length === 0
            ? await opened(runInSteps(engine, connection, sql, running))
            : statement.send(...values).open();
        const fields: readonly Field[] = batches.schema.fields;
        const columns = fields.map((field) => field.name);
        const rows: WorkerRows['rows'][number][] = [];
        for await (const batch of batches) {
          const readers = fields.map((_field, index) => {
            const vector = batch.getChildAt(index);
            return vector === null ? () => null : cellReader(vector);
          });
          for (let at = 0; at < batch.numRows; at++) {
            if (rows.length === maxRows) return { kind: 'rows', columns, rows, truncated: true };
            rows.push(readers.map((read) => read(at)));
          }
        }
        return { kind: 'rows', columns, rows, truncated: false };
      } finally {
        statement.close();
      }
    },
    interrupt() {
      running.interrupted = true;
    },
  };
}

/**
 * The answer to a statement as an Arrow IPC stream, piece by piece. Between two steps of the engine, of a tenth of a
 * second or so, others have their turn.
 */
async function* runInSteps(
  engine: DuckDBBindings,
  connection: DuckDBConnection,
  sql: string,
  running: { readonly interrupted: boolean },
): AsyncGenerator<Uint8Array> {
  const id = connection.useUnsafe((_bindings, number) => number);
  let ended = false;
  const finished = async (step: () => Uint8Array | null): Promise<Uint8Array> => {
    for (;;) {
      const piece = step();
      if (piece !== null) return piece;
      await setImmediate();
      if (running.interrupted) throw new Error('interrupted');
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
      if (running.interrupted) throw new Error('interrupted');
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

/** The first statement that binds; when none does, the first one's error counts. */
function prepareFirst(
  connection: DuckDBConnection,
  candidates: readonly string[],
): { readonly statement: PreparedStatement; readonly sql: string } {
  let firstError: unknown;
  for (const sql of candidates) {
    try {
      return { statement: connection.prepare(sql), sql };
    } catch (error) {
      firstError ??= error;
    }
  }
  throw firstError;
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
