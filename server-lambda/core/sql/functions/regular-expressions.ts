import type { FunctionEntry } from './function-entry.ts';

export const REGULAR_EXPRESSIONS: readonly FunctionEntry[] = [];
