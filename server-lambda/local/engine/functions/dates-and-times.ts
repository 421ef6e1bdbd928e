import type { ScalarImplementation } from './implementation.ts';

export const DATES_AND_TIMES_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
