/** What the cases of a scenario are about, which decides in whose accounts they arise. */
export type ScenarioFamily =
  | 'ai'
  | 'analytics'
  | 'compute'
  | 'containers'
  | 'databases'
  | 'network'
  | 'operations'
  | 'security'
  | 'serverless'
  | 'storage';
