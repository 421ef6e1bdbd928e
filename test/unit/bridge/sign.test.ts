import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wirePath } from '../../../extension/aws/wire-path.ts';
import { clock } from '../../../extension/bridge/clock.ts';
import { wholeBody, type HttpRequest } from '../../../extension/bridge/http.ts';
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
