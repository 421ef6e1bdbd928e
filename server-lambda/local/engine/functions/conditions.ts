import type { ScalarImplementation } from './implementation.ts';

export const CONDITIONS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
