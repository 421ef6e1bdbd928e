import type { ScalarImplementation } from './implementation.ts';

export const TEXT_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
