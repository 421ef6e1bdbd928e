import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../extension/bridge/clock.ts';
import { pooledSend, readText, type Send } from '../../extension/bridge/http.ts';
import { openLog } from '../../extension/bridge/log.ts';
import { signed } from '../../extension/bridge/sign.ts';
import { createHandler } from '../../server-lambda/handler.ts';
import { startGateway, type Gateway } from '../../server-lambda/local/gateway/gateway.ts';

const key = { accessKeyId: 'AKIAQ3EXAMPLE3TRANSP', secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY' };
const BODY = '{"jsonrpc":"2.0","method":"é"}';

/** Paths and queries that any signer gets right, with what the function sees of them. */
const PLAIN: readonly (readonly [target: string, path: string, query: string[][]])[] = [
  ['', '/', []],
  ['/', '/', []],
  ['/mcp', '/mcp', []],
  ['/mcp/', '/mcp/', []],
  ['/~x/-_.', '/~x/-_.', []],
  ['/a/./b/../mcp', '/a/mcp', []],
  ['?a=', '/', [['a', '']]],
  [
    '?A=1&a=2',
    '/',
    [
      ['A', '1'],
      ['a', '2'],
    ],
  ],
  [
    '?a=1&a=2',
    '/',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['?a=~-_.', '/', [['a', '~-_.']]],
  ['?a=b%20c', '/', [['a', 'b c']]],
  ['?a=b%2Bc', '/', [['a', 'b+c']]],
  ['?a=%2F%3D%26', '/', [['a', '/=&']]],
  ['?é=ж', '/', [['é', 'ж']]],
];

/** What a signer has to encode again, sort or leave out. Not every release of curl does. */
const ODD: typeof PLAIN = [
  ['/a b', '/a%20b', []],
  ['/a%20b', '/a%20b', []],
  ['/a%25b', '/a%25b', []],
  ['/%7Ex', '/~x', []],
  ['/é/ж', '/%C3%A9/%D0%B6', []],
  // API Gateway hands the rest of the path on decoded.
  ['/a%2Fb', '/a/b', []],
  ['/a%2fb', '/a/b', []],
  ['//a', '//a', []],
  ['/a//b', '/a//b', []],
  ['/a;b=c', '/a%3Bb%3Dc', []],
  ['/a:b@c,d', '/a%3Ab%40c%2Cd', []],
  ["/a'b(c)!*", "/a'b(c)!*", []],
  ['/a+b', '/a%2Bb', []],
  ['/[x]$', '/%5Bx%5D%24', []],
  [
    '?b=2&a=1',
    '/',
    [
      ['b', '2'],
      ['a', '1'],
    ],
  ],
  [
    '?a=2&a=1',
    '/',
    [
      ['a', '2'],
      ['a', '1'],
    ],
  ],
  [
    '?a-b=1&a=2',
    '/',
    [
      ['a-b', '1'],
      ['a', '2'],
    ],
  ],
  ['?a', '/', [['a', '']]],
  ['?&&a=1', '/', [['a', '1']]],
  ['?%61=1', '/', [['a', '1']]],
  ['?a=b=c', '/', [['a', 'b=c']]],
  ['?a=b;c', '/', [['a', 'b;c']]],
  ['?a=/', '/', [['a', '/']]],
  ["?a='()*!", '/', [['a', "'()*!"]]],
  ['?a=%zz', '/', [['a', '%zz']]],
];

/** With what arrives of them. */
const HEADER_VALUES = [
  ['plain', 'plain'],
  ['two   inner    runs', 'two   inner    runs'],
  ['  around  ', 'around'],
  ['a\tb', 'a\tb'],
  ['\taround\t', 'around'],
  ['a, b;c=d', 'a, b;c=d'],
  ['"quoted   text"', '"quoted   text"'],
] as const;

interface Outcome {
  readonly status: number;
  /** What the function saw; undefined if the gateway refused. */
  readonly seen?: unknown;
}

const [, major = 0, minor = 0] = (
  /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout) ?? []
).map(Number);
const hasCurl = major > 7 || (major === 7 && minor >= 75);

describe('what the bridge signs and sends', () => {
  let gateway: Gateway;
  let send: Send;

  beforeAll(async () => {
    const fetch = (request: Request) => {
      const { pathname, searchParams } = new URL(request.url);
      return Promise.resolve(
        Response.json({ path: pathname, query: [...searchParams], note: request.headers.get('x-note') }),
      );
    };
    gateway = await startGateway({
      handler: createHandler({ fetch }, { onFailure: () => undefined }),
      key,
      region: 'us-east-1',
      port: 0,
      throttle: null,
      log: () => undefined,
    });
    const log = openLog('error');
    const sign = signed({
      credentials: () => Promise.resolve(key),
      region: () => Promise.resolve('us-east-1'),
      clock: clock(log),
      log,
    });
    send = sign(pooledSend(new URL(gateway.url)));
  });
  afterAll(() => gateway.close());

  async function bridge(url: URL, headers: Record<string, string> = {}): Promise<Outcome> {
    const { signal } = new AbortController();
    const answer = await send({ method: 'POST', url, headers, body: BODY, signal });
    const body = await readText(answer.body);
    return answer.status === 200 ? { status: 200, seen: JSON.parse(body) } : { status: answer.status };
  }

  async function curl(url: URL, ...more: string[]): Promise<Outcome> {
    const user = `${key.accessKeyId}:${key.secretAccessKey}`;
    const args = ['-sS', '--globoff', '--path-as-is', '--aws-sigv4', 'aws:amz:us-east-1:execute-api', '-u', user];
    const written = ['-d', BODY, '-w', '\n%{http_code}', ...more];
    const { stdout } = await promisify(execFile)('curl', [...args, ...written, url.href]);
    const [, body = '', status = ''] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
    return status === '200' ? { status: 200, seen: JSON.parse(body) } : { status: Number(status) };
  }

  it.each([...PLAIN, ...ODD])('reaches the server: %s', async (target, path, query) => {
    expect(await bridge(new URL(gateway.url + target))).toEqual({ status: 200, seen: { path, query, note: null } });
  });

  it.each(HEADER_VALUES)('reaches the server with a header of %j', async (value, arrived) => {
    expect(await bridge(new URL(gateway.url), { 'x-note': value })).toMatchObject({ seen: { note: arrived } });
  });

  it('reaches the server under each of its names, with its port', async () => {
    const { port } = new URL(gateway.url);
    expect(await bridge(new URL(`http://localhost:${port}/v1/mcp`))).toMatchObject({ status: 200 });
  });

  describe.skipIf(!hasCurl)('curl --aws-sigv4 agrees (needs curl 7.75 or newer)', () => {
    it('on paths and queries that need no care', async () => {
      const outcomes = PLAIN.map(async ([target, path, query]) => {
        expect(await curl(new URL(gateway.url + target)), target).toEqual({
          status: 200,
          seen: { path, query, note: null },
        });
      });
      await Promise.all(outcomes);
    });

    it('on odd ones, unless it signs them as services do that do not normalise: that is refused', async () => {
      const outcomes = await Promise.all(ODD.map(([target]) => curl(new URL(gateway.url + target))));
      for (const [index, { status, seen }] of outcomes.entries()) {
        const [target = '', path, query] = ODD[index] ?? [];
        if (status === 200) expect(seen, target).toEqual({ path, query, note: null });
        else expect(status, target).toBe(403);
      }
    });

    it('on header values', async () => {
      const outcomes = HEADER_VALUES.map(async ([value, arrived]) => {
        expect(await curl(new URL(gateway.url), '-H', `x-note: ${value}`), value).toMatchObject({
          seen: { note: arrived },
        });
      });
      await Promise.all(outcomes);
    });

    it('on a name with a port', async () => {
      const { port } = new URL(gateway.url);
      expect(await curl(new URL(`http://localhost:${port}/v1/mcp`))).toMatchObject({ status: 200 });
    });

    it('that a wrong key is refused', async () => {
      expect(await curl(new URL(gateway.url), '-u', `${key.accessKeyId}:wrong`)).toEqual({ status: 403 });
    });
  });
});
