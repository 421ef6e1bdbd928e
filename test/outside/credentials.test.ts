import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDeviceSignIn } from '../../extension/aws/sso/device-sign-in.ts';
import { startIdentityEndpoint } from '../support/aws-identity-endpoint.ts';
import { bridgeEnvironment, startBridge } from '../support/bridge-process.ts';
import { startUpstream } from '../support/upstream.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';

const START_URL = 'https://corp.awsapps.com/start';
const CONFIG = `
[profile base]
aws_access_key_id = AKIDBASE
aws_secret_access_key = base-secret-Qm17
[profile reader]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
[sso-session corp]
sso_start_url = ${START_URL}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile team]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
region = us-east-1
[profile older]
sso_start_url = ${START_URL}
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Reader
region = us-east-1
`;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'home-'));
  await mkdir(path.join(home, '.aws'));
  await writeFile(path.join(home, '.aws', 'config'), CONFIG);
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('a sign-in by device code', needs('python'), () => {
  const session = { startUrl: START_URL, region: 'us-east-1', scopes: [] };

  it.each([
    ['of a session', { ...session, name: 'corp' }, 'team'],
    ['in the older style', { ...session, name: undefined }, 'older'],
  ] as const)('%s serves the AWS CLI', async (_style, signedInTo, profile) => {
    const endpoint = await startIdentityEndpoint();
    try {
      for (const [name, value] of Object.entries(endpoint.environment)) vi.stubEnv(name, value);
      const { finish } = await startDeviceSignIn(signedInTo, { pause: () => Promise.resolve() });
      await finish(new AbortController().signal);
      const command = ['sts', 'get-caller-identity', '--profile', profile, '--query', 'Account', '--output', 'text'];
      // The endpoint lives in this process, which must not wait for the CLI.
      const { stdout } = await promisify(execFile)('aws', command, { timeout: 50_000 });
      expect(stdout.trim()).toBe('111122223333');
      expect(endpoint.calls.filter(({ action }) => action === 'GetRoleCredentials')).toHaveLength(1);
    } finally {
      await endpoint.close();
    }
  });
});

describe('the role of a profile', needs('python'), () => {
  it("is assumed at moto's STS", async () => {
    const server = await startUpstream(
      (call) => {
        if (call.message?.id === undefined) call.answer(202, {});
        else call.result({ method: call.message.method });
      },
      { unsigned: true },
    );
    const environment = bridgeEnvironment({
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      HOME: home,
      USERPROFILE: home,
      AWS_CONFIG_FILE: path.join(home, '.aws', 'config'),
      AWS_ENDPOINT_URL_STS: await emptyMoto(),
    });
    const bridge = startBridge(['--endpoint', server.url, '--profile', 'reader'], environment);
    try {
      expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: { method: 'ping' } });
      const { authorization, 'x-amz-security-token': token } = server.calls[0]?.headers ?? {};
      expect(authorization).toMatch(/Credential=ASIA/);
      expect(token).toBeDefined();
    } finally {
      bridge.child.kill('SIGKILL');
      await bridge.exited;
      await server.close();
    }
  });
});
