import type { FunctionEntry } from './function-entry.ts';

export const AGGREGATES: readonly FunctionEntry[] = [];
