import * as z from 'zod/mini';
import { Cost, Id, Line, Problem } from './analysis-values.ts';
import { list, text } from './bounds.ts';

export const SQL_LENGTH = 262_144;
export const SqlText = z.string().check(z.maxLength(SQL_LENGTH));

/** One cell. Text is cut at 10,000 characters; exports have all of it. */
export const Cell = z.union([text(10_000), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof Cell>;

export const SqlColumn = z.object({
  name: Line,
  /** Type of its values other than null. */
  type: z.enum(['text', 'number', 'boolean', 'mixed', 'empty']),
});
export type SqlColumn = z.output<typeof SqlColumn>;

export const SqlRun = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('running'), started: z.number(), message: Line, stopping: z.boolean() }),
  /** Rejected by the guard: nothing ran. */
  z.object({ state: z.literal('refused'), problem: Problem }),
  z.object({ state: z.literal('failed'), problem: Problem }),
  z.object({ state: z.literal('cancelled') }),
  z.object({
    state: z.literal('ready'),
    /** Identifies the result in the messages with its rows. */
    result: Id,
    columns: list(SqlColumn, 2_000),
    rowCount: z.int(),
    truncated: z.boolean(),
    elapsedMs: z.number(),
    cost: z.nullable(Cost),
    note: z.optional(Line),
  }),
]);
export type SqlRun = z.output<typeof SqlRun>;

export const SavedQuery = z.object({ id: Id, name: z.string().check(z.minLength(1), z.maxLength(100)), sql: SqlText });
export type SavedQuery = z.output<typeof SavedQuery>;

export const Sql = z.object({
  /** Replaces the text of the editor when `revision` changes. */
  text: SqlText,
  revision: z.int(),
  predefined: z.array(SavedQuery).check(z.maxLength(50)),
  saved: z.array(SavedQuery).check(z.maxLength(100)),
  table: Line,
  /** For completion. */
  columns: list(z.object({ name: Line, meaning: Line }), 200),
  run: SqlRun,
});
export type Sql = z.output<typeof Sql>;

export const MOST_ROWS = 10_000;
/** The most rows of one message; fewer if they are large. */
export const ROWS_AT_ONCE = 500;

/** Rows of a result from `offset` on, cells in the order of its columns. Posted once, in order, after the state with their id. */
export const SqlRows = z.object({
  result: Id,
  offset: z.int(),
  rows: z.array(z.array(Cell).check(z.maxLength(2_000))).check(z.maxLength(ROWS_AT_ONCE)),
});
export type SqlRows = z.output<typeof SqlRows>;
