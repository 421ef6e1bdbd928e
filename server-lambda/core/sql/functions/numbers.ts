import type { FunctionEntry } from './function-entry.ts';

export const NUMBERS: readonly FunctionEntry[] = [];
