import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CASE_TABLE, CATALOG, type CaseRecord } from '#core/contract/case-record.ts';
import type { QueryEngine, Statement } from '#core/ports/query-engine.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createCaseInsightsServer, type CaseInsightsServer } from '#core/server.ts';
import { createDuckDbEngine, type CaseSource } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';

/** The day on which these tests take place. */
export const TODAY = new Date('2026-07-01T12:00:00Z');

export interface CaseServer extends CaseInsightsServer {
  readonly engine: QueryEngine;
  /** Every statement that reached the engine, in order. */
  readonly statements: readonly Statement[];
  /** Calls a tool over REST and gives the status and the parsed body. */
  call(tool: string, input: unknown): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  /** Posts one JSON-RPC message to /mcp as the old guide's client does and gives the parsed answer. */
  post(message: unknown): Promise<z.output<typeof jsonRpcAnswer>>;
  close(): Promise<void>;
}

const anyObject = z.record(z.string(), z.unknown());

export const jsonRpcAnswer = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]),
  result: anyObject.optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});

/** The real server on the real embedded engine, over the given cases, on a day that stands still. */
export function startCaseServer(cases: readonly CaseRecord[] | CaseSource): CaseServer {
  const source: CaseSource = 'kind' in cases ? cases : { kind: 'records', records: cases };
  const clock = { now: () => TODAY };
  const duckdb = createDuckDbEngine({ source, clock });
  const statements: Statement[] = [];
  const engine: QueryEngine = {
    query: (statement, options) => {
      statements.push(statement);
      return duckdb.query(statement, options);
    },
  };
  const server = createCaseInsightsServer({
    engine,
    cases: nameSql(CASE_TABLE),
    analyst: createLocalDigest(),
    clock,
    timer: { every: () => () => undefined, turn: () => Promise.resolve() },
    tables: { catalog: CATALOG, database: 'case_insights', tables: [CASE_TABLE] },
    newMarker: randomUUID,
  });
  return {
    ...server,
    engine,
    statements,
    call: async (tool, input) => {
      const response = await server.fetch(jsonRequest(`http://localhost/tools/${tool}`, input));
      return { status: response.status, body: anyObject.parse(await response.json()) };
    },
    post: async (message) => {
      const response = await server.fetch(jsonRequest('http://localhost/mcp', message));
      return jsonRpcAnswer.parse(await response.json());
    },
    close: () => duckdb.close(),
  };
}

/** As Python's `requests` sends it: any answer will do, and no word of MCP. */
function jsonRequest(url: string, body: unknown): Request {
  const headers = { 'content-type': 'application/json', accept: '*/*' };
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
