import * as z from 'zod/mini';
import { Cost, Id, Line, Problem } from './analysis-values.ts';

export const SQL_LENGTH = 262_144;
export const SqlText = z.string().check(z.maxLength(SQL_LENGTH));

/** One cell. Text is cut at 10,000 characters; exports have all of it. */
export const Cell = z.union([z.string().check(z.maxLength(10_100)), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof Cell>;

export const SqlColumn = z.object({
  name: Line,
  /** What its values are, nulls aside. */
  type: z.enum(['text', 'number', 'boolean', 'mixed', 'empty']),
});
export type SqlColumn = z.output<typeof SqlColumn>;

export const SqlRun = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('running'), started: z.number(), message: Line, stopping: z.boolean() }),
  /** Not one read-only statement on the cases: nothing ran. */
  z.object({ state: z.literal('refused'), problem: Problem }),
  z.object({ state: z.literal('failed'), problem: Problem }),
  z.object({ state: z.literal('cancelled') }),
  z.object({
    state: z.literal('ready'),
    /** Names the result in the messages that bring its rows. */
    result: Id,
    columns: z.array(SqlColumn).check(z.maxLength(2_000)),
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
  /** What the box shows when `revision` changes; between, the box is the person's. */
  text: SqlText,
  revision: z.int(),
  predefined: z.array(SavedQuery).check(z.maxLength(50)),
  saved: z.array(SavedQuery).check(z.maxLength(100)),
  table: Line,
  /** For completion. */
  columns: z.array(z.object({ name: Line, meaning: Line })).check(z.maxLength(200)),
  run: SqlRun,
});
export type Sql = z.output<typeof Sql>;

export const MOST_ROWS = 10_000;
/** How many rows come in one message at the most; fewer where they are large. */
export const ROWS_AT_ONCE = 500;

/** Rows `offset` and after of a result, in the order of its columns. They come once, in order, after the state that names them. */
export const SqlRows = z.object({
  result: Id,
  offset: z.int(),
  rows: z.array(z.array(Cell).check(z.maxLength(2_000))).check(z.maxLength(ROWS_AT_ONCE)),
});
export type SqlRows = z.output<typeof SqlRows>;
