import { CaseInsightsError } from '#core/errors.ts';
import { existsSync } from 'node:fs';
import type { AwsCredentials } from '../../aws/aws-credentials.ts';
import { isLoopback } from '../../aws/endpoint.ts';
import { sharedFiles } from '../../aws/credential-files.ts';
import { readProfileChain, type ProfileSource } from '../../aws/shared-config.ts';
import { signRequest } from '../../aws/sign-request.ts';
import { pooledSend, readText } from '../http.ts';
import type { BridgeOptions } from '../options.ts';
import type { Finding } from './report.ts';

const SOURCES: Readonly<Record<ProfileSource, string>> = {
  role: 'a role',
  keys: 'an access key',
  'web-identity': 'a web identity',
  process: 'a credential_process',
  sso: 'an SSO sign-in',
  login: 'a sign-in with "aws login"',
  none: 'no credentials of its own',
};

/** What is set, and which of the AWS files say something about it. */
export async function checkSettings(options: BridgeOptions, region: () => Promise<string>): Promise<Finding> {
  const { endpoint, profile } = options;
  const files = (await sharedFiles()).filter((file) => existsSync(file));
  const [shared] = await readProfileChain(profile ?? 'default');
  const keyInEnvironment = profile === undefined && Boolean(process.env['AWS_ACCESS_KEY_ID']);
  const identity = keyInEnvironment
    ? 'the key in the environment (AWS_ACCESS_KEY_ID)'
    : shared === undefined
      ? profile === undefined
        ? 'the credentials that the environment provides'
        : `profile "${profile}"`
      : `profile "${shared.name}" (${SOURCES[shared.source]})`;
  const read = files.length === 0 ? 'no AWS files found' : `read: ${files.join(', ')}`;
  return { detail: `Server ${endpoint.url.href}, region ${await region()}, as ${identity}; ${read}.` };
}

/** Says which key will sign, without its secret parts. */
export function describeCredentials({ accessKeyId, sessionToken, expiration }: AwsCredentials): Finding {
  const kind = sessionToken === undefined ? 'A long-term access key' : 'A temporary access key';
  const until = expiration === undefined ? '' : `, valid until ${expiration.toISOString()}`;
  return { detail: `${kind} ending in ${accessKeyId.slice(-4)}${until}.` };
}

/** Asks AWS whose key it is. */
export async function checkIdentity(
  credentials: AwsCredentials,
  server: URL,
  region: string,
  now: () => number,
): Promise<Finding> {
  const given = process.env['AWS_ENDPOINT_URL_STS'];
  if (given === undefined && isLoopback(server.hostname)) {
    return {
      state: 'skipped',
      detail: 'Skipped: the server is on this machine, so the key may not be an AWS key.',
    };
  }
  const url = new URL(given ?? stsUrl(region));
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const request = { method: 'POST', url, body } as const;
  let status: number;
  let text: string;
  try {
    const plain = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const scope = { region, service: 'sts' };
    const headers = await signRequest({ ...request, headers: plain }, credentials, scope, new Date(now()));
    const response = await pooledSend(url)({ ...request, headers, signal: AbortSignal.timeout(15_000) });
    status = response.status;
    text = await readText(response.body);
  } catch {
    return {
      state: 'warned',
      detail: `The identity could not be checked: ${url.host} is unreachable.`,
      remedy: 'Case Insights itself does not need it; check the network if other AWS tools fail too.',
    };
  }
  const arn = /arn:[\w-]+:(?:iam|sts)::\d*:[\w+=,.@/-]+/.exec(text)?.[0];
  if (status === 200 && arn !== undefined) {
    return { detail: `${arn}, account ${arn.split(':')[4] ?? 'unknown'}, in ${region}.` };
  }
  if (text.includes('ExpiredToken')) {
    throw new CaseInsightsError(
      'CREDENTIALS_EXPIRED',
      'This AWS session has expired.',
      'Sign in again, or use the editor command "Case Insights: Choose AWS Credentials".',
    );
  }
  if (/InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId/.test(text)) {
    throw new CaseInsightsError(
      'NO_CREDENTIALS',
      `AWS in ${region} rejected this key: it was deleted, or the secret key does not match.`,
      'Renew the credentials, or use the editor command "Case Insights: Choose AWS Credentials".',
    );
  }
  return {
    state: 'warned',
    detail: `AWS did not return the identity of these credentials (${url.host}, HTTP ${status}).`,
    remedy: 'Case Insights itself does not need it.',
  };
}

function stsUrl(region: string): string {
  const domain = region.startsWith('cn-')
    ? 'amazonaws.com.cn'
    : region.startsWith('eusc-')
      ? 'amazonaws.eu'
      : 'amazonaws.com';
  return `https://sts.${region}.${domain}/`;
}
