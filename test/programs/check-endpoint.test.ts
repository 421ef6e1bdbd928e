import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkEndpoint } from '../../extension/host/mcp/check-endpoint.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';

let gateway: RunningGateway;
let server: Server | undefined;

beforeAll(async () => {
  gateway = await startGatewayProgram();
});

afterAll(() => {
  gateway.stop();
});

afterEach(() => {
  server?.close();
  server = undefined;
});

describe("the check of a server's URL", () => {
  it('passes where a signature is asked for, without having one', async () => {
    expect(await checkEndpoint(new URL(`${gateway.url}/mcp`), fetch)).toBeUndefined();
  });

  it('says that the stage may be another one', async () => {
    const url = await serve((_, response) => {
      response.writeHead(403, { 'x-amzn-errortype': 'ForbiddenException' }).end('{"message":"Forbidden"}');
    });
    expect(await checkEndpoint(url, fetch)).toBe(
      `${url.host} refuses every call (ForbiddenException): check the stage in the URL (such as /v1), or the API's resource policy.`,
    );
  });

  it.each([
    [200, /answers without asking for a signature \(HTTP 200\)/],
    [301, /answers without asking for a signature \(HTTP 301\)/],
    [404, /has nothing at \/v1\/mcp: check the URL\.$/],
    [503, /answers with HTTP 503: try again later/],
  ])('says what HTTP %i means', async (status, sentence) => {
    const url = await serve((_, response) => {
      response.writeHead(status).end('<html>');
    });
    expect(await checkEndpoint(url, fetch)).toMatch(sentence);
  });

  it('says that nobody listens there', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await checkEndpoint(url, fetch)).toBe(`${url.host} refused the connection: check the URL.`);
  });

  it('says that there is no such host', async () => {
    const url = new URL('https://no-such-api.invalid/v1/mcp');
    expect(await checkEndpoint(url, fetch)).toMatch(/^Host not found: no-such-api\.invalid\. Check the URL, /);
  });

  it('follows no redirection, which could lead anywhere', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked++;
      response.writeHead(302, { location: `http://${request.headers.host ?? ''}/elsewhere` }).end();
    });
    expect(await checkEndpoint(url, fetch)).toMatch(/HTTP 302/);
    expect(asked).toBe(1);
  });
});

async function serve(listener: RequestListener): Promise<URL> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/v1/mcp`);
}
