import { z } from 'zod';
import type { QueryResult } from '../ports/query-engine.ts';
import { mayWriteSql, type ToolContext } from './tool.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What every tool that answers with rows answers with. */
export const tableShape = {
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), cell)).meta({ short: true }).describe('One object a row, by column name'),
  row_count: z.int(),
  execution_id: z.string(),
  truncated: z.boolean().describe('True when there were more rows than returned'),
  note: z.string().optional().describe('Why the answer is empty or cut, and what to ask instead'),
};

/** The most that the rows of one answer make as JSON, in bytes: far beyond what a host reads, within what arrives soon. */
export const MAX_TABLE_BYTES = 8_000_000;

/**
 * The result as an answer, with a note where one is given. Rows beyond the most that an answer may have are left out,
 * and the note says how to get them instead, without SQL where the caller may not write any.
 */
export function tableOf(result: QueryResult, note?: string, context?: Pick<ToolContext, 'tables'>) {
  const fitting = countFitting(result.rows);
  const cut = fitting < result.rows.length;
  const rows = result.rows.slice(0, fitting);
  const said = cut ? cutNote(fitting, result.rows.length, context === undefined || mayWriteSql(context)) : note;
  return {
    columns: [...result.columns],
    rows,
    row_count: rows.length,
    execution_id: result.executionId,
    truncated: result.truncated || cut,
    ...(said !== undefined && { note: said }),
  };
}

const encoder = new TextEncoder();

/** How many rows from the first on fit into one answer. */
export function countFitting(rows: readonly object[]): number {
  let bytes = 0;
  const beyond = rows.findIndex((row) => {
    bytes += encoder.encode(JSON.stringify(row)).length + 1;
    return bytes > MAX_TABLE_BYTES;
  });
  return beyond === -1 ? rows.length : beyond;
}

function cutNote(fitting: number, all: number, withSql: boolean): string {
  const limit = `${MAX_TABLE_BYTES / 1_000_000} MB`;
  if (fitting === 0) {
    const remedy = withSql
      ? 'select fewer columns, or cut long text with substr()'
      : 'ask for another part of the data';
    return `The first row alone exceeds the ${limit} limit of an answer: ${remedy}.`;
  }
  const remedy = withSql
    ? `select fewer columns, or get the rest with query_athena, ORDER BY and OFFSET ${fitting}`
    : 'ask for less, with filters or fewer days';
  return `These are the first ${fitting} of ${all} rows, which fill the ${limit} limit of an answer: ${remedy}.`;
}

/** The same rows with only some of their columns, in the order given. */
export function pickColumns(result: QueryResult, columns: readonly string[]): QueryResult {
  return {
    ...result,
    columns,
    rows: result.rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))),
  };
}
