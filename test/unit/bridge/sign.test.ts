import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AwsCredentials } from '../../../extension/aws/aws-credentials.ts';
import { wirePath } from '../../../extension/aws/wire-path.ts';
import { clock } from '../../../extension/bridge/clock.ts';
import { readText, wholeBody, type HttpRequest, type HttpResponse } from '../../../extension/bridge/http.ts';
import { openLog } from '../../../extension/bridge/log.ts';
import { signed } from '../../../extension/bridge/sign.ts';
import { verifySignature } from '../../../server-lambda/local/gateway/verify-signature.ts';
import { anyCharacter } from '../../support/any-character.ts';

const key = { accessKeyId: 'AKIDEXAMPLE0000000000', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const region = 'eu-west-1';

/** What the bridge puts on the wire for a request, once it is signed. */
async function onTheWire(request: Omit<HttpRequest, 'signal'>) {
  const sent: HttpRequest[] = [];
  const send = signed({
    credentials: () => Promise.resolve(key),
    region: () => Promise.resolve(region),
    clock: clock(openLog('error')),
    log: openLog('error'),
  })((each) => {
    sent.push(each);
    return Promise.resolve({ status: 200, headers: {}, body: wholeBody('') });
  });
  await send({ ...request, signal: new AbortController().signal });
  return sent.map(({ method, url, headers, body }) => ({
    method,
    target: wirePath(url),
    headers: Object.entries(headers),
    body: Buffer.from(body),
  }));
}

/** Text that is odd in a URL more often than not. */
const odd = fc
  .array(
    fc.oneof(fc.constantFrom('%2F', '%2f', '%', '%zz', '+', '=', '&', ';', '~', '.', '..', '//', ' '), anyCharacter),
  )
  .map((parts) => parts.join(''))
  // Lost by the SDK's signer, and nobody's parameter.
  .filter((text) => !text.includes('__proto__'));

/** What HTTP can carry in a header. */
const value = fc.string({ unit: fc.constantFrom(' ', '  ', '\t', ',', ';', '=', '"', '~', 'a', 'B', '0') });

describe('what the bridge signs', () => {
  it('is accepted by a gateway that works from the specification, whatever path, query, port and headers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('https://a.example', 'https://a.example:8443', 'http://127.0.0.1:80', 'http://[::1]:8080'),
        odd,
        odd,
        value,
        odd,
        fc.constantFrom('POST', 'GET', 'DELETE'),
        async (origin, path, query, note, body, method) => {
          const url = new URL(`${origin}/v1/`);
          url.pathname += path;
          url.search = query;
          const headers = { 'content-type': 'application/json', 'x-note': note };
          const [wire, ...more] = await onTheWire({ method, url, headers, body });
          expect(more).toEqual([]);
          expect(
            wire && verifySignature(wire, { key, region, service: 'execute-api', now: new Date() }),
          ).toBeUndefined();
          expect(new Map(wire?.headers).get('host')).toBe(url.host);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is refused once a single part of it is another', async () => {
    const url = new URL('https://a.example/v1/mcp?a=1&b=2');
    const [wire] = await onTheWire({ method: 'POST', url, headers: { 'x-note': 'a  b' }, body: '{}' });
    const judge = (change: object) =>
      wire && verifySignature({ ...wire, ...change }, { key, region, service: 'execute-api', now: new Date() })?.type;
    const replaced = (name: string, text: string) =>
      wire?.headers.map((pair) => (pair[0] === name ? [name, text] : pair));
    expect(judge({})).toBeUndefined();
    // The order of a query and the number of spaces are not signed.
    expect(judge({ target: '/v1/mcp?b=2&a=1' })).toBeUndefined();
    expect(judge({ headers: replaced('x-note', ' a b ') })).toBeUndefined();
    for (const change of [
      { method: 'GET' },
      { target: '/v1/mcp/?a=1&b=2' },
      { target: '/v1/mcp?a=1' },
      { headers: replaced('host', 'a.example:8443') },
      { headers: replaced('x-note', 'ab') },
      { body: Buffer.from('{ }') },
    ]) {
      expect(judge(change)).toBe('InvalidSignatureException');
    }
  });
});

describe('a request that AWS refuses because of its credentials', () => {
  const expired = (): HttpResponse => ({
    status: 403,
    headers: { 'x-amzn-errortype': 'ExpiredTokenException' },
    body: wholeBody('{"message":"The security token included in the request is expired"}'),
  });

  /** Sends with `first`, which AWS refuses; what is there instead then is `second`. */
  async function renewed(first: AwsCredentials, second: AwsCredentials) {
    const used: string[] = [];
    const send = signed({
      credentials: (refused) => Promise.resolve(refused === undefined ? first : second),
      region: () => Promise.resolve(region),
      clock: clock(openLog('error')),
      log: openLog('error'),
    })(({ headers }) => {
      used.push(`${/Credential=(\w+)/.exec(headers['authorization'] ?? '')?.[1]} ${headers['x-amz-security-token']}`);
      return Promise.resolve(used.length === 1 ? expired() : { status: 200, headers: {}, body: wholeBody('') });
    });
    const url = new URL('https://a.example/v1/mcp');
    const response = await send({ method: 'POST', url, headers: {}, body: '', signal: new AbortController().signal });
    return { used, response };
  }

  it('is sent again with another key', async () => {
    const { used, response } = await renewed(key, { ...key, accessKeyId: 'AKIDOTHER000000000000' });
    expect(used).toEqual(['AKIDEXAMPLE0000000000 undefined', 'AKIDOTHER000000000000 undefined']);
    expect(response.status).toBe(200);
  });

  it('is sent again with another session of the same key', async () => {
    const { used } = await renewed({ ...key, sessionToken: 'old' }, { ...key, sessionToken: 'new' });
    expect(used).toEqual(['AKIDEXAMPLE0000000000 old', 'AKIDEXAMPLE0000000000 new']);
  });

  it('is not sent again with the credentials that were refused', async () => {
    const { used, response } = await renewed({ ...key, sessionToken: 'old' }, { ...key, sessionToken: 'old' });
    expect(used).toHaveLength(1);
    expect([response.status, await readText(response.body)]).toEqual([403, expect.stringContaining('is expired')]);
  });
});

it('a request that AWS finds too old is signed once more with the time of AWS, and only where that is another', async () => {
  const outdated = (date: number): HttpResponse => ({
    status: 403,
    headers: { date: new Date(date).toUTCString() },
    body: wholeBody('{"message":"Signature expired: ..."}'),
  });
  for (const [hours, tries] of [
    [2, 2],
    [0, 1],
  ] as const) {
    const signedAt: (string | undefined)[] = [];
    const send = signed({
      credentials: () => Promise.resolve(key),
      region: () => Promise.resolve(region),
      clock: clock(openLog('error')),
      log: openLog('error'),
    })(({ headers }) => {
      signedAt.push(headers['x-amz-date']);
      return Promise.resolve(outdated(Date.now() + hours * 3_600_000));
    });
    const url = new URL('https://a.example/v1/mcp');
    const response = await send({ method: 'POST', url, headers: {}, body: '', signal: new AbortController().signal });
    expect([response.status, signedAt.length, new Set(signedAt).size]).toEqual([403, tries, tries]);
  }
});

it('a request that is cancelled while it is signed is never sent', async () => {
  const cancelled = new AbortController();
  let sent = 0;
  const send = signed({
    credentials: () => Promise.resolve(key),
    region: () => {
      cancelled.abort(new Error('cancelled'));
      return Promise.resolve(region);
    },
    clock: clock(openLog('error')),
    log: openLog('error'),
  })(() => {
    sent += 1;
    return Promise.resolve({ status: 200, headers: {}, body: wholeBody('') });
  });
  const url = new URL('https://a.example/v1/mcp');
  const request: HttpRequest = { method: 'POST', url, headers: {}, body: '', signal: cancelled.signal };
  await expect(send(request)).rejects.toThrow('cancelled');
  expect(sent).toBe(0);
});
