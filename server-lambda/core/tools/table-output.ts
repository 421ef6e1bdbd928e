import { z } from 'zod';
import type { QueryResult } from '../ports/query-engine.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What every tool that answers with rows answers with. */
export const tableShape = {
  columns: z.array(z.string()).describe('Column names in order'),
  rows: z.array(z.record(z.string(), cell)).describe('One object a row, by column name'),
  row_count: z.int().describe('How many rows came back'),
  execution_id: z.string().describe("The query engine's id of this run"),
  truncated: z.boolean().describe('True when there were more rows than came back'),
  note: z.string().optional().describe('Why the answer is empty or cut, and what to ask instead'),
};

export function tableOf(result: QueryResult) {
  return {
    columns: [...result.columns],
    rows: [...result.rows],
    row_count: result.rows.length,
    execution_id: result.executionId,
    truncated: result.truncated,
  };
}

/** The same rows with only some of their columns, in the order given. */
export function pickColumns(result: QueryResult, columns: readonly string[]): QueryResult {
  return {
    ...result,
    columns,
    rows: result.rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))),
  };
}
