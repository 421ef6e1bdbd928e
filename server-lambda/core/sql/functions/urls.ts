import type { FunctionEntry } from './function-entry.ts';

export const URLS: readonly FunctionEntry[] = [];
