import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../server-lambda/local/gateway/gateway.ts';
import { HEADER_VALUES, ODD, PLAIN } from '../support/addresses-to-sign.ts';
import { ECHO_KEY, readOutcome, startEchoGateway, type Outcome, type Seen } from '../support/echo-gateway.ts';
import { needs } from './needs.ts';

const BODY = '{"jsonrpc":"2.0","method":"é"}';

/** Never the synchronous form: the gateway answers in this very process. */
const run = promisify(execFile);

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startEchoGateway();
});
afterAll(() => gateway.close());

describe('what curl --aws-sigv4 signs', needs('curl'), () => {
  const user = `${ECHO_KEY.accessKeyId}:${ECHO_KEY.secretAccessKey}`;
  const signed = ['-sS', '--aws-sigv4', 'aws:amz:us-east-1:execute-api', '-u', user];

  async function curl(url: URL, ...more: string[]): Promise<Outcome> {
    const asWritten = ['--globoff', '--path-as-is', '-d', BODY, '-w', '\n%{http_code}'];
    const { stdout } = await run('curl', [...signed, ...asWritten, ...more, url.href]);
    const [, body = '', status = ''] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
    return readOutcome(Number(status), body);
  }

  it('reaches the server with its method, query and body', async () => {
    const body = '{"query":"SELECT \'é\'"}';
    const seen = async (...args: string[]) => {
      const { stdout } = await run('curl', [...signed, '--fail-with-body', ...args]);
      // The echo writes exactly this.
      return JSON.parse(stdout) as Seen;
    };
    expect(await seen(`${gateway.url}/`)).toMatchObject({ method: 'GET', path: '/' });
    expect(await seen(`${gateway.url}/tools?a=1&b=2`)).toMatchObject({
      path: '/tools',
      query: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
    const call = await seen('-H', 'content-type: application/json', '-d', body, `${gateway.url}/tools/query_athena`);
    expect(call).toMatchObject({ method: 'POST', path: '/tools/query_athena', body });
  });

  it('is let in with paths and queries that need no care', async () => {
    const outcomes = PLAIN.map(async ([target, path, query]) => {
      expect(await curl(new URL(gateway.url + target)), target).toEqual({
        status: 200,
        seen: { path, query, note: null },
      });
    });
    await Promise.all(outcomes);
  });

  it('is let in with odd ones, unless curl signs them as services do that do not normalise: that is refused', async () => {
    const outcomes = await Promise.all(ODD.map(([target]) => curl(new URL(gateway.url + target))));
    for (const [index, { status, seen }] of outcomes.entries()) {
      const [target = '', path, query] = ODD[index] ?? [];
      if (status === 200) expect(seen, target).toEqual({ path, query, note: null });
      else expect(status, target).toBe(403);
    }
  });

  it('is let in with any header value', async () => {
    const outcomes = HEADER_VALUES.map(async ([value, arrived]) => {
      expect(await curl(new URL(gateway.url), '-H', `x-note: ${value}`), value).toMatchObject({
        seen: { note: arrived },
      });
    });
    await Promise.all(outcomes);
  });

  it('is let in under a host name with a port', async () => {
    const { port } = new URL(gateway.url);
    expect(await curl(new URL(`http://localhost:${port}/v1/mcp`))).toMatchObject({ status: 200 });
  });

  it('is refused with a wrong key', async () => {
    expect(await curl(new URL(gateway.url), '-u', `${ECHO_KEY.accessKeyId}:wrong`)).toEqual({ status: 403 });
  });
});

describe('what Python signs', needs('python'), () => {
  it('is let in from botocore', async () => {
    const script = `
import sys, json, requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
url, key, secret = sys.argv[1:4]
answers = []
for method, target, body in [
    ("GET", "/", None),
    ("POST", "/mcp", '{"jsonrpc":"2.0","id":1}'),
    ("GET", "/tools/a%20b%2Fc?b=2&a=1&a=0&empty=", None),
]:
    request = AWSRequest(method=method, url=url + target, data=body, headers={"Content-Type": "application/json"})
    SigV4Auth(Credentials(key, secret), "execute-api", "us-east-1").add_auth(request)
    answers.append(requests.request(method, request.url, data=request.body, headers=dict(request.headers)).json())
print(json.dumps(answers))
`;
    const { stdout } = await run('python', ['-c', script, gateway.url, ECHO_KEY.accessKeyId, ECHO_KEY.secretAccessKey]);
    expect(JSON.parse(stdout)).toMatchObject([
      { method: 'GET', path: '/' },
      { method: 'POST', path: '/mcp', body: '{"jsonrpc":"2.0","id":1}' },
      {
        // The greedy parameter is decoded, an encoded slash with it.
        path: '/tools/a%20b/c',
        query: [
          ['b', '2'],
          ['a', '1'],
          ['a', '0'],
          ['empty', ''],
        ],
      },
    ]);
  });

  it('is let in from awscurl, given the region', async () => {
    const body = '{"jsonrpc":"2.0","id":1}';
    const key = ['--access_key', ECHO_KEY.accessKeyId, '--secret_key', ECHO_KEY.secretAccessKey];
    const args = ['--service', 'execute-api', '--region', 'us-east-1', '-X', 'POST', '-d', body];
    const { stdout } = await run('awscurl', [...key, ...args, `${gateway.url}/mcp`]);
    expect(JSON.parse(stdout)).toMatchObject({ method: 'POST', path: '/mcp', body });
  });
});
