import type { FunctionEntry } from './function-entry.ts';

export const CONDITIONS: readonly FunctionEntry[] = [];
