import { createMcpHandler } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridgeOverHttp, type SignedServer } from '../support/bridge-over-http.ts';
import { judgements, runConformance, type Findings } from './conformance.ts';
import { referenceServer } from './reference-server.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { startSigningProxy } from '../support/signing-proxy.ts';
import { KEY, REGION, startFetchUpstream, type JsonRpc, type Upstream } from '../support/upstream.ts';

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

/** The scenarios that need the tools, prompts and resources of the suite's own reference server, and no session. */
const AT_REFERENCE = [
  'tools-call-simple-text',
  'tools-call-image',
  'tools-call-audio',
  'tools-call-embedded-resource',
  'tools-call-mixed-content',
  'tools-call-error',
  'tools-call-with-progress',
  'resources-read-text',
  'resources-read-binary',
  'resources-templates-read',
  'prompts-get-simple',
  'prompts-get-with-args',
  'prompts-get-embedded-resource',
  'prompts-get-with-image',
];
const LOGGING = ['tools-call-with-logging', 'logging-set-level'];

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

const NOTHING: Comparison = { without: new Map(), through: new Map() };

let gateway: RunningGateway;
let reference: Upstream;
const found = new Map<string, Comparison>();
const foundAtReference = new Map<string, Comparison>();

beforeAll(async () => {
  gateway = await startGatewayProgram();
  const handler = createMcpHandler(referenceServer);
  reference = await startFetchUpstream((request) => handler.fetch(request));
  const referenceTarget = { ...KEY, url: reference.url, region: REGION };
  for (const [revision, opening] of [
    ['2025-11-25', undefined],
    ['2026-07-28', DISCOVER],
  ] as const) {
    const [ours, references] = await Promise.all([
      compare(gateway, revision, opening),
      compare(referenceTarget, revision, opening),
    ]);
    found.set(revision, ours);
    foundAtReference.set(revision, references);
  }
}, 120_000);
afterAll(async () => {
  await reference.close();
  gateway.stop();
});

async function compare(server: SignedServer, revision: string, opening: JsonRpc | undefined): Promise<Comparison> {
  const proxy = await startSigningProxy(server.url, server);
  const bridge = await startBridgeOverHttp(server, opening);
  const run = (url: string) => runConformance(['server', '--url', `${url}/mcp`], revision);
  const [without, through] = await Promise.all([run(proxy.url), run(bridge.url)]);
  proxy.close();
  await bridge.close();
  return { without, through };
}

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
  describe.each(Object.keys(SCENARIOS))('revision %s', (revision) => {
    it('finds the same in every scenario', () => {
      const { without, through } = found.get(revision) ?? NOTHING;
      expect(comparable(without).length).toBeGreaterThan(50);
      expect(comparable(through)).toEqual(comparable(without));
    });

    it('finds the same at a server with content of every kind, progress and log messages', () => {
      const { without, through } = foundAtReference.get(revision) ?? NOTHING;
      const passed = [...through].filter(([, checks]) => checks.every(({ status }) => status === 'SUCCESS'));
      // Since 2026-07-28 the suite has no scenario for them.
      const wanted = revision === '2025-11-25' ? [...AT_REFERENCE, ...LOGGING] : AT_REFERENCE;
      expect(passed.map(([scenario]) => scenario)).toEqual(expect.arrayContaining(wanted));
      expect(comparable(through)).toEqual(comparable(without));
    });
  });

  function comparable(findings: Findings): string[] {
    return judgements(findings).filter((line) => !ABOUT_HTTP.some(([check]) => check.test(line)));
  }
});
