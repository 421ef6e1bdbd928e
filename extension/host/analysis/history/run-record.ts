import * as z from 'zod/mini';
import { Result, Run } from '../../../protocol/analysis-runs.ts';

/** A run and its result. */
export const RunRecord = z.object({
  run: Run,
  result: z.nullable(z.omit(Result, { run: true })),
});
export type RunRecord = z.output<typeof RunRecord>;
export type StoredResult = NonNullable<RunRecord['result']>;
