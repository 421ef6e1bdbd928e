import type { ScalarImplementation } from './implementation.ts';

export const ARRAYS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
