import type { ScalarImplementation } from './implementation.ts';

export const URLS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
