import type { ScalarImplementation } from './implementation.ts';

/** By the names that a typed `call` has for operators. */
export const OPERATOR_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
