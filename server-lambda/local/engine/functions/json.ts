import type { ScalarImplementation } from './implementation.ts';

export const JSON_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
