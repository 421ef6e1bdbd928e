import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { startSigningProxy, type SigningProxy } from '../support/signing-proxy.ts';

const CONFORMANCE = path.join(REPOSITORY, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');

/**
 * The scenarios that ask something of any server. The others ask for tools, prompts and resources of the suite's own
 * reference server (test_simple_text, test://static-text, ...) or for what this server does not offer: log messages to
 * the client, subscriptions, sampling, elicitation.
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
  ],
  '2026-07-28': [
    'completion-complete',
    'tools-list',
    'resources-list',
    'sep-2164-resource-not-found',
    'prompts-list',
    'caching',
    'server-sse-multiple-streams',
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
      const url = `${proxy.url}/mcp`;
      const args = [CONFORMANCE, 'server', '--url', url, '--scenario', scenario, '--spec-version', revision];
      const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<number | null>((resolve) => run.once('close', resolve));
      const said = await text(run.stdout);
      expect(await ended, said).toBe(0);
      expect(said).toMatch(/Passed: [1-9]\d*\/\d+, 0 failed/);
    });
  });
});
