import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../server-lambda/handler.ts';
import { startGateway, type Gateway } from '../../server-lambda/local/gateway/gateway.ts';
import { installedChromium } from '../editor/workbench/find-chromium.ts';
import { signRequest } from '../support/sign-request.ts';
import { needs } from './needs.ts';

const KEY = { accessKeyId: 'AKIACORSTEST00000000', secretAccessKey: 'cors-secret', sessionToken: 'cors-session' };
const MESSAGE = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

/** An origin of its own: a port on this machine with an empty page. */
async function startPage(): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A page</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('the gateway with CORS', () => {
  let allowed: Awaited<ReturnType<typeof startPage>>;
  let other: Awaited<ReturnType<typeof startPage>>;
  let gateway: Gateway;
  const seen: string[] = [];

  beforeAll(async () => {
    [allowed, other] = await Promise.all([startPage(), startPage()]);
    const server = {
      fetch: (request: Request) => {
        seen.push(request.method);
        return Promise.resolve(Response.json({ ok: true }, { headers: { 'mcp-session-id': 'none' } }));
      },
    };
    gateway = await startGateway({
      handler: createHandler(server, { allowedOrigins: [allowed.origin], onFailure: () => undefined }),
      key: KEY,
      region: 'us-east-1',
      port: 0,
      throttle: null,
      openPreflight: true,
      log: () => undefined,
    });
  });
  afterAll(async () => {
    await gateway.close();
    for (const { server } of [allowed, other]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('lets a preflight through that nobody has signed, and nothing else', async () => {
    const headers = { origin: allowed.origin, 'access-control-request-method': 'POST' };
    const before = seen.length;
    const preflight = await fetch(`${gateway.url}/mcp`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed.origin);
    const unsigned = await fetch(`${gateway.url}/mcp`, { method: 'POST', headers, body: MESSAGE });
    expect(unsigned.status).toBe(403);
    expect(seen).toHaveLength(before);
  });

  describe('in Chromium', needs('chromium'), () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: installedChromium() ?? '', args: ['--no-sandbox'] });
    });
    afterAll(() => browser.close());

    /** What a page of the origin gets to see of a signed request of MCP. */
    async function callFrom(origin: string) {
      const url = `${gateway.url}/mcp`;
      const { host: _, ...headers } = await signRequest(
        {
          method: 'POST',
          url,
          body: MESSAGE,
          headers: {
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
            'mcp-protocol-version': '2026-07-28',
            'mcp-method': 'ping',
            'case-insights-call-id': 'call-1',
          },
        },
        KEY,
      );
      const page = await browser.newPage();
      try {
        await page.goto(origin);
        return await page.evaluate(
          async (request) => {
            try {
              const response = await fetch(request.url, {
                method: 'POST',
                headers: request.headers,
                body: request.body,
              });
              return {
                status: response.status,
                body: await response.json(),
                requestId: response.headers.get('x-amzn-requestid'),
                session: response.headers.get('mcp-session-id'),
              };
            } catch (error) {
              return { refused: String(error) };
            }
          },
          { url, headers, body: MESSAGE },
        );
      } finally {
        await page.close();
      }
    }

    it('a page of an allowed origin calls, and reads the answer with its ids', async () => {
      const before = seen.length;
      expect(await callFrom(allowed.origin)).toEqual({
        status: 200,
        body: { ok: true },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        session: 'none',
      });
      expect(seen.slice(before)).toEqual(['POST']);
    });

    it('a page of another origin is stopped at the preflight', async () => {
      const before = seen.length;
      expect(await callFrom(other.origin)).toEqual({ refused: expect.stringContaining('Failed to fetch') as string });
      expect(seen).toHaveLength(before);
    });
  });
});
