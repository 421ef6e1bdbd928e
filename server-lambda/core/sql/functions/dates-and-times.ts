import type { FunctionEntry } from './function-entry.ts';

export const DATES_AND_TIMES: readonly FunctionEntry[] = [];
