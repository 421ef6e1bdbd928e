import type { FunctionEntry } from './function-entry.ts';

export const TEXT: readonly FunctionEntry[] = [];
