import type { Scenario, ScenarioFamily } from '../scenario.ts';
import { AI_SCENARIOS } from './ai-scenarios.ts';
import { ANALYTICS_SCENARIOS } from './analytics-scenarios.ts';
import { COMPUTE_SCENARIOS } from './compute-scenarios.ts';
import { CONTAINER_SCENARIOS } from './container-scenarios.ts';
import { DATABASE_SCENARIOS } from './database-scenarios.ts';
import { NETWORK_SCENARIOS } from './network-scenarios.ts';
import { OPERATIONS_SCENARIOS } from './operations-scenarios.ts';
import { SECURITY_SCENARIOS } from './security-scenarios.ts';
import { SERVERLESS_SCENARIOS } from './serverless-scenarios.ts';
import { STORAGE_SCENARIOS } from './storage-scenarios.ts';

/** Everything that happens on ordinary days. */
export const SCENARIOS_BY_FAMILY: Readonly<Record<ScenarioFamily, readonly Scenario[]>> = {
  ai: AI_SCENARIOS,
  analytics: ANALYTICS_SCENARIOS,
  compute: COMPUTE_SCENARIOS,
  containers: CONTAINER_SCENARIOS,
  databases: DATABASE_SCENARIOS,
  network: NETWORK_SCENARIOS,
  operations: OPERATIONS_SCENARIOS,
  security: SECURITY_SCENARIOS,
  serverless: SERVERLESS_SCENARIOS,
  storage: STORAGE_SCENARIOS,
};
