import type { ScalarImplementation } from './implementation.ts';

export const REGULAR_EXPRESSIONS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
