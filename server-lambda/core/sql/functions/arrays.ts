import type { FunctionEntry } from './function-entry.ts';

export const ARRAYS: readonly FunctionEntry[] = [];
