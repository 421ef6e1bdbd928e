import type { z } from 'zod';
import type { Partition } from '../contract/console-link.ts';
import type { ProgressReport } from '../contract/progress.ts';
import type { Analyst } from '../ports/analyst.ts';
import type { Clock } from '../ports/clock.ts';
import type { Pace } from '../ports/pace.ts';
import type { CaseSource } from '../sql/case-source.ts';
import type { AllowedTables } from '../sql/guard.ts';

/** What a tool may ask of the world, and the call it serves. */
export interface ToolContext extends CaseSource {
  readonly analyst: Analyst;
  readonly clock: Clock;
  /** The only tables that a statement written by the caller may read; none where the caller may not write any. */
  readonly tables: AllowedTables;
  /** A marker that cannot be guessed, new for each call. */
  newMarker(): string;
  /** Where the console has the cases; absent where it has none of them, as of a sample. */
  readonly partition?: Partition | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly pace: Pace;
  /** Reports the progress of a long call to the caller. */
  progress(report: ProgressReport): void;
}

/** One tool: what it is called, what goes in and out, and what it does. A value, so that a catalogue is a list. */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  /** True where a call reaches a model outside the data, whose answers differ from call to call. */
  readonly openWorld?: true;
  run(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>;
}

/** Whether the caller may write SQL. Where not, no text may send the caller to query_athena. */
export function mayWriteSql({ tables }: Pick<ToolContext, 'tables'>): boolean {
  return tables.tables.length > 0;
}

/** Returns its argument, so that the schemas give `run` its types. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool<Input, Output> {
  return tool;
}
