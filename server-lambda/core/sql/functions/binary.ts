import type { FunctionEntry } from './function-entry.ts';

export const BINARY: readonly FunctionEntry[] = [];
