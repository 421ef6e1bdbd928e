import type { ScalarImplementation } from './implementation.ts';

export const NUMBERS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
