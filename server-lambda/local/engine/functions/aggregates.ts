import type { AggregateImplementation } from './implementation.ts';

export const AGGREGATE_IMPLEMENTATIONS: Readonly<Record<string, AggregateImplementation>> = {};
