import type { FunctionEntry } from './function-entry.ts';

export const MAPS: readonly FunctionEntry[] = [];
