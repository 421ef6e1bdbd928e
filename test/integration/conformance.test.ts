import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridgeOverHttp, type BridgeOverHttp } from '../support/bridge-over-http.ts';
import { judgements, runConformance, type Findings } from '../support/conformance.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { startSigningProxy, type SigningProxy } from '../support/signing-proxy.ts';
import type { JsonRpc } from '../support/upstream.ts';

/**
 * The scenarios that ask something of any server. What is left out, and why:
 *
 * - tools-call-simple-text, -image, -audio, -embedded-resource, -mixed-content, -with-progress, -with-logging,
 *   json-schema-2020-12, resources-read-*, resources-templates-read, prompts-get-*, input-required-result-* but two:
 *   they call tools, prompts and resources of the suite's own reference server (test_simple_text, test://static-text).
 * - tools-call-sampling, tools-call-elicitation, elicitation-*: this server asks its client for nothing.
 * - resources-subscribe, -unsubscribe: cases change daily at most, and nothing lives between two requests.
 * - server-session-lifecycle, server-sse-polling: there are no sessions, so there is no stream to come back to.
 * - logging-set-level: this server sends no log messages, says so, and answers as the suite wants of an unknown method.
 * - http-custom-header-server-validation: no parameter of a tool travels in a header (x-mcp-header).
 * - tasks-*, sep-2640-skills-*: extensions that this server does not announce.
 */
const SCENARIOS = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'completion-complete',
    'tools-list',
    'tools-call-error',
    'resources-list',
    'prompts-list',
    'dns-rebinding-protection',
  ],
  '2026-07-28': [
    'completion-complete',
    'tools-list',
    'resources-list',
    'sep-2164-resource-not-found',
    'prompts-list',
    'caching',
    'server-sse-multiple-streams',
    'dns-rebinding-protection',
    'http-header-validation',
    'input-required-result-unsupported-methods',
    'input-required-result-ignore-extra-params',
  ],
};

/** What is about HTTP itself, which ends at the bridge's stdio. */
const ABOUT_HTTP: readonly (readonly [check: RegExp, why: string])[] = [
  [/^dns-rebinding-protection: localhost-host-rebinding-rejected /, 'Host and Origin are not in the message'],
  [
    /^http-header-validation: \S+ \(ServerRejects(Missing|Mismatched|Case)/,
    "the bridge writes the headers, and they're right",
  ],
  [/^server-stateless: sep-2575-http-server-header-mismatch-400 /, "the bridge writes the headers, and they're right"],
];

/** What a host that speaks the newest revision asks first. */
const DISCOVER = {
  id: 'opening',
  method: 'server/discover',
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
};

/** What the suite finds at the server, and what it finds where the bridge is in between. */
interface Comparison {
  readonly without: Findings;
  readonly through: Findings;
}

let gateway: RunningGateway;
let proxy: SigningProxy;
const bridges: BridgeOverHttp[] = [];
const found = new Map<string, Comparison>();

beforeAll(async () => {
  gateway = await startGatewayProgram();
  proxy = await startSigningProxy(gateway.url, gateway);
  const compare = async (revision: string, opening?: JsonRpc) => {
    const bridge = await startBridgeOverHttp(gateway, opening);
    bridges.push(bridge);
    const run = (url: string) => runConformance(['server', '--url', `${url}/mcp`], revision);
    const [without, through] = await Promise.all([run(proxy.url), run(bridge.url)]);
    found.set(revision, { without, through });
  };
  await Promise.all([compare('2025-11-25'), compare('2026-07-28', DISCOVER)]);
});
afterAll(async () => {
  await Promise.all(bridges.map((bridge) => bridge.close()));
  proxy.close();
  gateway.stop();
});

describe("the protocol's conformance suite, at the server behind the signed gateway", () => {
  describe.each(Object.entries(SCENARIOS))('revision %s', (revision, scenarios) => {
    it.each(scenarios)('passes %s', (scenario) => {
      expect(checksOf(revision, scenario, 'FAILURE')).toEqual([]);
      expect(checksOf(revision, scenario, 'SUCCESS')).not.toEqual([]);
    });
  });

  it('passes server-stateless, but for the two checks that call a tool of the reference server', () => {
    expect(checksOf('2026-07-28', 'server-stateless', 'FAILURE').map(({ name }) => name)).toEqual([
      expect.stringContaining('(ServerRejectsUndeclaredCapability)'),
      expect.stringContaining('(MissingCapabilityHttp400)'),
    ]);
    expect(checksOf('2026-07-28', 'server-stateless', 'SUCCESS').length).toBeGreaterThan(20);
  });

  it('answers what it does not offer as an unknown method: logging', () => {
    const [failure] = checksOf('2025-11-25', 'logging-set-level', 'FAILURE');
    expect(failure?.reason).toContain('Method not found');
  });

  function checksOf(revision: string, scenario: string, status: string) {
    return (found.get(revision)?.without.get(scenario) ?? []).filter((check) => check.status === status);
  }
});

describe("the protocol's conformance suite, with the bridge in between", () => {
  it.each(Object.keys(SCENARIOS))('finds the same in every scenario of revision %s', (revision) => {
    const { without, through } = found.get(revision) ?? { without: new Map(), through: new Map() };
    expect(comparable(without).length).toBeGreaterThan(50);
    expect(comparable(through)).toEqual(comparable(without));
  });

  function comparable(findings: Findings): string[] {
    return judgements(findings).filter((line) => !ABOUT_HTTP.some(([check]) => check.test(line)));
  }
});
