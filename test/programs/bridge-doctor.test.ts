import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startIdentityEndpoint } from '../support/aws-identity-endpoint.ts';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';
import { makeCertificate } from '../support/certificate.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { KEY, REGION, startUpstream, type Call, type Upstream, type UpstreamOptions } from '../support/upstream.ts';

const reportShape = z.strictObject({
  ok: z.boolean(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      state: z.enum(['passed', 'failed', 'skipped', 'warned']),
      ms: z.number(),
      detail: z.string().min(1),
      remedy: z.string(),
    }),
  ),
});
type Step = z.output<typeof reportShape>['steps'][number];

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], environment: Record<string, string | undefined> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [BRIDGE, '--doctor', ...args],
      { env: bridgeEnvironment(environment) },
      (_failure, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

/** What it finds with `--json`, each step by its id. */
async function examine(args: readonly string[], environment?: Record<string, string | undefined>) {
  const { code, stdout, stderr } = await run([...args, '--json'], environment);
  const { ok, steps } = reportShape.parse(JSON.parse(stdout));
  expect(code).toBe(ok ? 0 : 1);
  expect(ok).toBe(!steps.some(({ state }) => state === 'failed'));
  expect(stderr).not.toMatch(/error|Error/);
  for (const step of steps) if (step.state === 'failed' || step.state === 'warned') expect(step.remedy).not.toBe('');
  const by = new Map(steps.map((step) => [step.id, step]));
  return { ok, steps, step: (id: string): Step | undefined => by.get(id) };
}

const states = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));
const AFTER_CONNECTION = {
  signature: 'skipped',
  permission: 'skipped',
  server: 'skipped',
  query: 'skipped',
  model: 'skipped',
};

const servers: Upstream[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function upstream(onCall: (call: Call) => void, options?: UpstreamOptions): Promise<Upstream> {
  const server = await startUpstream(onCall, options);
  servers.push(server);
  return server;
}

/** An MCP server that answers all that is asked. */
const wellServer = (call: Call) => {
  if (call.message?.method === 'initialize') {
    call.result({ protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'old', version: '0.0.9' } });
  } else call.result({ content: [], structuredContent: { total_cases: 3, model_id: 'a-model' } });
};

describe('the whole way to the local gateway', () => {
  let gateway: RunningGateway;
  let environment: Record<string, string>;
  beforeAll(async () => {
    gateway = await startGatewayProgram();
    environment = {
      AWS_ACCESS_KEY_ID: gateway.accessKeyId,
      AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
      AWS_REGION: gateway.region,
    };
  });
  afterAll(() => {
    gateway.stop();
  });

  it('is well: every step, a query and a model call among them', async () => {
    const { ok, steps, step } = await examine(['--endpoint', gateway.url], environment);
    expect(ok).toBe(true);
    expect(states(steps)).toEqual({
      settings: 'passed',
      credentials: 'passed',
      dns: 'passed',
      connection: 'passed',
      clock: 'passed',
      identity: 'skipped',
      signature: 'passed',
      permission: 'passed',
      server: 'passed',
      query: 'passed',
      model: 'passed',
    });
    expect(step('query')?.detail).toMatch(/\d+ cases in the last 30 days/);
    expect(step('model')?.detail).toContain('none (statistical digest)');
  });

  it('is told to a person step by step, without secrets', async () => {
    const { code, stdout, stderr } = await run(['--endpoint', gateway.url], environment);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Case Insights bridge [\d.]+: checking each step from here to an answer\.\n\n/);
    expect(stdout).toMatch(/\nok {6}Query +\d+ ms {2}get_case_summary answers/);
    expect(stdout).toMatch(/\n\nAll checks passed\.\n$/);
    expect(stdout).not.toContain(gateway.secretAccessKey);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('ends at the signature with a wrong key', async () => {
    const { steps, step } = await examine(['--endpoint', gateway.url], {
      ...environment,
      AWS_SECRET_ACCESS_KEY: 'another',
    });
    expect(states(steps)).toMatchObject({ ...AFTER_CONNECTION, clock: 'passed', signature: 'failed' });
    expect(step('signature')?.detail).toContain('the secret key does not belong to the access key');
    expect(step('model')?.detail).toBe('Skipped because "Signature" failed.');
    const unknown = await examine(['--endpoint', gateway.url], { ...environment, AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN' });
    expect(unknown.step('signature')?.detail).toContain('AWS does not know the access key');
  });
});

describe('what is wrong is named where it is', () => {
  it('no server, and no such profile', async () => {
    const nothing = await examine([]);
    expect(nothing.step('settings')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('--endpoint') as unknown,
    });
    expect(nothing.steps.filter(({ state }) => state === 'skipped')).toHaveLength(10);
    const server = await upstream(wellServer);
    const { steps, step } = await examine(['--endpoint', server.url, '--profile', 'nope']);
    expect(states(steps)).toMatchObject({ ...AFTER_CONNECTION, credentials: 'failed', connection: 'passed' });
    expect(step('credentials')?.detail).toBe('There is no AWS profile "nope" on this machine.');
  });

  it('a closed port, and a name that nobody has', async () => {
    const server = await startUpstream(wellServer);
    await server.close();
    const closed = await examine(['--endpoint', server.url]);
    expect(closed.step('connection')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('refused the connection') as unknown,
    });
    expect(states(closed.steps)).toMatchObject({ ...AFTER_CONNECTION, dns: 'passed', clock: 'skipped' });
    const unknown = await examine(['--endpoint', 'https://api.invalid/v1']);
    expect(unknown.step('dns')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('api.invalid') as unknown,
    });
  });

  it('a certificate that nobody vouches for, until somebody does', async () => {
    const certificate = makeCertificate();
    const server = await upstream(wellServer, { certificate });
    const url = server.url.replace('127.0.0.1', 'localhost');
    const { step } = await examine(['--endpoint', url]);
    expect(step('connection')).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS') as unknown,
    });
    const folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
    folders.push(folder);
    const authority = path.join(folder, 'ca.pem');
    await writeFile(authority, certificate.cert);
    const trusted = await examine(['--endpoint', url], { NODE_EXTRA_CA_CERTS: authority });
    expect(trusted.step('connection')).toMatchObject({
      state: 'passed',
      detail: expect.stringMatching(/TLSv1\.\d, its certificate is by localhost/) as unknown,
    });
  });

  it("a clock that is off: it works with the server's time, and is warned of", async () => {
    const server = await upstream(wellServer, { now: () => new Date(Date.now() - 1_200_000) });
    const { ok, step } = await examine(['--endpoint', server.url]);
    expect(ok).toBe(true);
    expect(step('clock')).toMatchObject({
      state: 'warned',
      detail: expect.stringContaining('20 minutes fast') as unknown,
    });
    expect(step('signature')?.state).toBe('passed');
  });

  it('a login page in the place of the server', async () => {
    const server = await upstream(
      (call) => {
        call.answer(200, { 'content-type': 'text/html' }, '<html>Log in</html>');
      },
      { unsigned: true },
    );
    const { steps, step } = await examine(['--endpoint', server.url]);
    expect(states(steps)).toMatchObject({
      signature: 'skipped',
      permission: 'skipped',
      server: 'failed',
      query: 'skipped',
    });
    expect(step('server')?.detail).toContain('did not come from an MCP server');
  });

  it('a permission that is missing, after a signature that is right', async () => {
    const message = `User: arn:aws:iam::111122223333:user/ann is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:${REGION}:********3333:abc/v1/POST/mcp`;
    const server = await upstream((call) => {
      call.answer(403, { 'x-amzn-errortype': 'AccessDeniedException' }, JSON.stringify({ Message: message }));
    });
    const { step } = await examine(['--endpoint', server.url]);
    expect(step('signature')?.state).toBe('passed');
    expect(step('permission')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('user/ann may not call') as unknown,
    });
  });

  it('a tool that fails, and not the one beside it', async () => {
    const server = await upstream((call) => {
      if (call.message?.params?.['name'] !== 'analyze_with_bedrock') wellServer(call);
      else {
        const error = { code: 'MODEL_UNAVAILABLE', message: 'The model has ended.', remedy: 'Choose another.' };
        call.stream().send({
          jsonrpc: '2.0',
          id: call.message.id,
          result: { isError: true, content: [], structuredContent: { error } },
        });
      }
    });
    const { step } = await examine(['--endpoint', server.url]);
    expect(step('query')).toMatchObject({ state: 'passed', detail: expect.stringContaining('3 cases') as unknown });
    expect(step('model')).toMatchObject({ state: 'failed', detail: 'The model has ended.', remedy: 'Choose another.' });
    expect(step('server')).toMatchObject({ state: 'warned', remedy: expect.stringContaining('Deploy') as unknown });
  });

  it('who AWS says it is: by name, or that the key is none of its own', async () => {
    const aws = await startIdentityEndpoint();
    try {
      const server = await upstream(wellServer, { unsigned: true });
      const known = await examine(['--endpoint', server.url], aws.environment);
      expect(known.step('identity')?.detail).toBe(
        `arn:aws:iam::111122223333:user/ann, account 111122223333, in ${REGION}.`,
      );
      expect(aws.calls).toMatchObject([{ action: 'GetCallerIdentity', signedBy: KEY.accessKeyId }]);
      const unknown = await examine(['--endpoint', server.url], {
        ...aws.environment,
        AWS_ACCESS_KEY_ID: 'AKIDUNKNOWN',
      });
      expect(unknown.step('identity')?.detail).toContain('rejected this key');
      expect(unknown.step('signature')?.state).toBe('skipped');
      const deaf = await examine(['--endpoint', server.url], { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
      expect(deaf.step('identity')?.state).toBe('warned');
      expect(deaf.ok).toBe(true);
    } finally {
      await aws.close();
    }
  });
});
