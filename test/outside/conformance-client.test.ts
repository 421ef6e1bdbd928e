import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLIENT_COMMAND, startConformanceClients, WAYS } from './conformance-clients.ts';
import { judgements, runConformance, type Findings } from './conformance.ts';

/** The suite's scenarios for clients, but for auth/*: OAuth, where this bridge signs. */
const SCENARIOS = {
  '2025-11-25': [
    'elicitation-sep1034-client-defaults',
    'initialize',
    'json-schema-2020-12-preservation',
    'sse-retry',
    'tools_call',
  ],
  '2026-07-28': [
    'http-custom-headers',
    'http-invalid-tool-headers',
    'http-standard-headers',
    'json-schema-2020-12-preservation',
    'json-schema-ref-no-deref',
    'request-metadata',
    'sep-2322-client-request-state',
    'tools_call',
  ],
};

describe("the protocol's conformance suite as the server of a client", () => {
  const found = new Map<string, Record<keyof typeof WAYS, Findings>>();

  beforeAll(async () => {
    // The client says which tools it leaves out.
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (const revision of Object.keys(SCENARIOS)) {
      found.set(revision, { direct: await run('direct', revision), bridge: await run('bridge', revision) });
    }
  }, 120_000);
  afterAll(() => {
    vi.restoreAllMocks();
  });

  async function run(way: keyof typeof WAYS, revision: string): Promise<Findings> {
    const clients = await startConformanceClients(WAYS[way], revision);
    try {
      return await runConformance(
        ['client', '--command', CLIENT_COMMAND, '--timeout', '60000'],
        revision,
        clients.environment,
      );
    } finally {
      clients.close();
    }
  }

  describe.each(Object.entries(SCENARIOS))('of revision %s', (revision, scenarios) => {
    it.each(scenarios)('passes one that comes through the bridge: %s', (scenario) => {
      const checks = found.get(revision)?.bridge.get(scenario) ?? [];
      expect(checks.filter(({ status }) => status !== 'SUCCESS' && status !== 'SKIPPED')).toEqual([]);
      expect(checks.some(({ status }) => status === 'SUCCESS')).toBe(true);
    });

    it('finds the same as without the bridge', () => {
      const { direct, bridge } = found.get(revision) ?? { direct: new Map(), bridge: new Map() };
      expect([...direct.keys()].sort()).toEqual(scenarios);
      expect(judgements(bridge)).toEqual(judgements(direct));
    });
  });
});
