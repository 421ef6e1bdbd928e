import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  HANDED_OUT_SECRET,
  MFA_CODE,
  startIdentityEndpoint,
  type IdentityEndpoint,
} from '../support/aws-identity-endpoint.ts';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { makeCertificate } from '../support/certificate.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';
import { KEY, REGION, startUpstream, type Call, type Upstream } from '../support/upstream.ts';

const MFA_DEVICE = 'arn:aws:iam::111122223333:mfa/ann';
const PROFILES = `
[profile base]
aws_access_key_id = AKIDBASE
aws_secret_access_key = base-secret-Qm17
[profile reader]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
mfa_serial = ${MFA_DEVICE}
[profile mfa-on-nothing]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = ended
mfa_serial = ${MFA_DEVICE}
[profile ended]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
`;

let folder: string;
let aws: IdentityEndpoint;
let server: Upstream;
const running: BridgeProcess[] = [];

const echo = (call: Call) => {
  if (call.message?.id === undefined) call.answer(202, {});
  else call.result({ method: call.message.method });
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bridge-credentials-'));
  aws = await startIdentityEndpoint();
  server = await startUpstream(echo, { unsigned: true });
  await writeFile(path.join(folder, 'config'), PROFILES);
});

afterEach(async () => {
  for (const bridge of running.splice(0)) {
    bridge.child.kill('SIGKILL');
    await bridge.exited;
    const output = `${bridge.log()}${bridge.lines.join('\n')}`;
    for (const secret of ['base-secret-Qm17', HANDED_OUT_SECRET, MFA_CODE, KEY.secretAccessKey]) {
      expect(output).not.toContain(secret);
    }
  }
  await Promise.all([aws.close(), server.close()]);
  await rm(folder, { recursive: true });
});

function start(profile: string, more: Record<string, string | undefined> = {}, endpoint = server.url): BridgeProcess {
  const environment = bridgeEnvironment({
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    HOME: folder,
    USERPROFILE: folder,
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    ...aws.environment,
    ...more,
  });
  const log = path.join(folder, 'bridge.log');
  const args = ['--endpoint', endpoint, '--profile', profile, '--log-level', 'debug', '--log-file', log];
  const bridge = startBridge(args, environment);
  running.push(bridge);
  return bridge;
}

const keyOf = (call: Call | undefined) => /Credential=([^/]+)/.exec(call?.headers.authorization ?? '')?.[1];
const initialize = (capabilities: unknown) => ({
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities },
});

describe('a role', () => {
  it('is assumed once for many calls at once', async () => {
    const bridge = start('reader');
    for (let id = 1; id <= 20; id++) bridge.send({ jsonrpc: '2.0', id, method: 'ping' });
    for (let n = 0; n < 20; n++) expect(await bridge.next()).toMatchObject({ result: { method: 'ping' } });
    expect(aws.calls).toMatchObject([{ action: 'AssumeRole', signedBy: 'AKIDBASE' }]);
    expect(new Set(server.calls.map(keyOf))).toEqual(new Set(['ASIAISSUED000001']));
    expect(await readFile(path.join(folder, 'bridge.log'), 'utf8')).not.toContain(HANDED_OUT_SECRET);
  });

  it('is assumed through the proxy that the environment names', async () => {
    const certificate = makeCertificate();
    const authority = path.join(folder, 'company.pem');
    await writeFile(authority, certificate.cert);
    const way = await startConnectProxy();
    const sts = createTlsServer(certificate, (socket) => {
      const onward = connect(Number(new URL(aws.url).port), '127.0.0.1');
      socket
        .on('error', () => onward.destroy())
        .pipe(onward)
        .pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(sts, 'listening');
    const host = `localhost:${(sts.address() as AddressInfo).port}`;
    try {
      const bridge = start('reader', {
        AWS_ENDPOINT_URL_STS: `https://${host}`,
        NODE_EXTRA_CA_CERTS: authority,
        HTTPS_PROXY: `http://${way.address}`,
      });
      expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: { method: 'ping' } });
      expect(way.tunnels).toEqual([host]);
      expect(aws.calls).toMatchObject([{ action: 'AssumeRole' }]);
    } finally {
      way.close();
      sts.close();
    }
  });
});

describe('an MFA code', () => {
  it('is asked for through the host, once, and never reaches the server', async () => {
    const bridge = start('mfa');
    bridge.send({ jsonrpc: '2.0', ...initialize({ elicitation: {} }) });
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const question = await bridge.next();
    expect(question).toMatchObject({
      method: 'elicitation/create',
      params: { message: expect.stringContaining(MFA_DEVICE) as unknown, requestedSchema: { required: ['code'] } },
    });
    bridge.send({ jsonrpc: '2.0', id: question.id, result: { action: 'accept', content: { code: MFA_CODE } } });
    const answers = [await bridge.next(), await bridge.next()];
    expect(answers.map(({ id }) => id).sort()).toEqual([0, 1]);
    expect(aws.calls).toMatchObject([{ values: { SerialNumber: MFA_DEVICE, TokenCode: MFA_CODE } }]);
    expect(server.calls.filter(({ text }) => text.includes(MFA_CODE))).toEqual([]);
  });

  it('that is not given fails the call, and the next call asks again', async () => {
    const bridge = start('mfa');
    bridge.send({ jsonrpc: '2.0', ...initialize({ elicitation: { form: {} } }) });
    const first = await bridge.next();
    bridge.send({ jsonrpc: '2.0', id: first.id, result: { action: 'decline' } });
    expect(await bridge.next()).toMatchObject({ id: 0, result: {} });
    bridge.send({ jsonrpc: '2.0', id: 2, method: 'ping' });
    const second = await bridge.next();
    bridge.send({ jsonrpc: '2.0', id: second.id, result: { action: 'cancel' } });
    expect(await bridge.next()).toMatchObject({
      id: 2,
      error: { message: expect.stringContaining('No MFA code was entered') as unknown },
    });
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const question = await bridge.next();
    bridge.send({ jsonrpc: '2.0', id: question.id, error: { code: -32601, message: 'no' } });
    expect(await bridge.next()).toMatchObject({ id: 1, error: { data: { error: { code: 'NO_CREDENTIALS' } } } });
  });

  it('is not asked for where the host cannot ask, which is said', async () => {
    for (const capabilities of [{}, { elicitation: { url: {} } }]) {
      const bridge = start('mfa');
      await bridge.ask(initialize(capabilities));
      const answer = await bridge.ask({ id: 1, method: 'ping' });
      expect(answer.error?.message).toMatch(/needs an MFA code.*"aws sts get-caller-identity --profile mfa"/);
    }
    expect(aws.calls).toEqual([]);
  });

  it('is not asked for when what the role builds on is missing, and the bridge goes on', async () => {
    const bridge = start('mfa-on-nothing');
    await bridge.ask(initialize({ elicitation: {} }));
    for (const id of [1, 2]) {
      const answer = await bridge.ask({ id, method: 'ping' });
      expect(answer.error?.message).toContain('"aws sso login --profile ended"');
    }
  });
});

describe('the clock of this machine', () => {
  it('may be wrong: many calls at once are signed again, each once', async () => {
    const late = await startUpstream(echo, { now: () => new Date(Date.now() - 1_200_000) });
    try {
      const keys = { AWS_ACCESS_KEY_ID: KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey };
      await writeFile(
        path.join(folder, 'config'),
        `[profile keys]\naws_access_key_id = ${KEY.accessKeyId}\naws_secret_access_key = ${KEY.secretAccessKey}\n`,
      );
      const bridge = start('keys', { ...keys, AWS_REGION: REGION }, late.url);
      for (let id = 1; id <= 20; id++) bridge.send({ jsonrpc: '2.0', id, method: 'ping' });
      for (let n = 0; n < 20; n++) expect(await bridge.next()).toMatchObject({ result: { method: 'ping' } });
      expect(bridge.log().match(/20 minutes fast/g)).toHaveLength(1);
    } finally {
      await late.close();
    }
  });
});

describe('a credential process', () => {
  it('ends with the bridge', async () => {
    // Its connection tells that it lives: nobody may be there to take note of its exit.
    const watch = createServer().listen(0, '127.0.0.1');
    await once(watch, 'listening');
    // A listening TCP server has this kind of address.
    const { port } = watch.address() as AddressInfo;
    const program = path.join(folder, 'process.cjs');
    await writeFile(program, `require('node:net').connect(${port}, '127.0.0.1');`);
    await writeFile(
      path.join(folder, 'config'),
      `[profile team]\ncredential_process = "${process.execPath}" "${program}"\n`,
    );
    const bridge = start('team');
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const [socket] = (await once(watch, 'connection')) as [Socket];
    const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    bridge.end();
    expect(await bridge.exited).toBe(0);
    await closed;
    watch.close();
  });
});
