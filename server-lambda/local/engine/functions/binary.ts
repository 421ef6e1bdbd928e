import type { ScalarImplementation } from './implementation.ts';

export const BINARY_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
