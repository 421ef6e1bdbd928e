import type { ScalarImplementation } from './implementation.ts';

export const MAPS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {};
