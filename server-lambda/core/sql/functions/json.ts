import type { FunctionEntry } from './function-entry.ts';

export const JSON: readonly FunctionEntry[] = [];
