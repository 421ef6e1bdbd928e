import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { startSigningProxy, type SigningProxy } from '../support/signing-proxy.ts';

const CONFORMANCE = path.join(REPOSITORY, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');

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

describe("the protocol's conformance suite, through the signed gateway", { timeout: 60_000 }, () => {
  let gateway: RunningGateway;
  let proxy: SigningProxy;

  beforeAll(async () => {
    gateway = await startGatewayProgram();
    proxy = await startSigningProxy(gateway.url, gateway);
  });
  afterAll(() => {
    proxy.close();
    gateway.stop();
  });

  describe.each(Object.entries(SCENARIOS))('revision %s', (revision, scenarios) => {
    it.each(scenarios)('passes %s', async (scenario) => {
      const { said, exitCode } = await run(scenario, revision);
      expect(exitCode, said).toBe(0);
      expect(said).toMatch(/Passed: [1-9]\d*\/\d+, 0 failed/);
    });
  });

  it('passes server-stateless, but for the two checks that call a tool of the reference server', async () => {
    const { said } = await run('server-stateless', '2026-07-28');
    const failed = said.split('=== Failed Checks ===')[1]?.match(/^ {2}- \w+/gm) ?? [];
    expect(failed, said).toEqual(['  - ServerRejectsUndeclaredCapability', '  - MissingCapabilityHttp400']);
    expect(Number(/Passed: (\d+)\//.exec(said)?.[1])).toBeGreaterThan(20);
  });

  it('answers what it does not offer as an unknown method: logging', async () => {
    const { said } = await run('logging-set-level', '2025-11-25');
    expect(said).toContain('Failed: Method not found');
  });

  async function run(scenario: string, revision: string) {
    const url = `${proxy.url}/mcp`;
    const args = [CONFORMANCE, 'server', '--url', url, '--scenario', scenario, '--spec-version', revision];
    const program = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => program.once('close', resolve));
    return { said: await text(program.stdout), exitCode: await ended };
  }
});
