import type { FunctionEntry } from './function-entry.ts';

export const WINDOWS: readonly FunctionEntry[] = [];
