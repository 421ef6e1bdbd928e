import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiGatewayRequest } from '../../../server-lambda/aws/api-gateway-request.ts';
import type { WireRequest } from '../../../server-lambda/local/gateway/canonical-request.ts';
import { proxyEvent, type EventContext } from '../../../server-lambda/local/gateway/proxy-event.ts';

const context: EventContext = {
  stage: 'v1',
  requestId: '11111111-2222-3333-4444-555555555555',
  extendedRequestId: 'JKJaXmPLvHcESHA=',
  traceId: 'Root=1-5e66d96f-7491f09xmpl79d18acf3d050',
  accessKeyId: 'AKIDEXAMPLE0000000000',
  sourceIp: '127.0.0.1',
  port: 8080,
  receivedAt: new Date('2026-11-22T09:08:07Z'),
};

function wire(target: string, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', target, headers: [['Host', '127.0.0.1:8080']], body: Buffer.alloc(0), ...more };
}

describe('the event for a request', () => {
  it('is that of a REST API with a proxy resource', () => {
    const request = wire('/v1/tools/query_athena?a=1&b=x+y&a=2', {
      method: 'POST',
      headers: [
        ['Host', '127.0.0.1:8080'],
        ['User-Agent', 'curl/8'],
        ['X-Two', '1'],
        ['X-Two', '2'],
        ['Content-Length', '2'],
        ['Connection', 'keep-alive'],
      ],
      body: Buffer.from('{}'),
    });
    expect(proxyEvent(request, context)).toMatchObject({
      resource: '/{proxy+}',
      path: '/tools/query_athena',
      httpMethod: 'POST',
      headers: { Host: '127.0.0.1:8080', 'User-Agent': 'curl/8', 'X-Two': '2', 'X-Forwarded-For': '127.0.0.1' },
      multiValueHeaders: { 'X-Two': ['1', '2'] },
      queryStringParameters: { a: '2', b: 'x y' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y'] },
      pathParameters: { proxy: 'tools/query_athena' },
      stageVariables: null,
      requestContext: {
        path: '/v1/tools/query_athena',
        stage: 'v1',
        resourcePath: '/{proxy+}',
        requestId: context.requestId,
        requestTime: '22/Nov/2026:09:08:07 +0000',
        requestTimeEpoch: 1795338487000,
        identity: {
          accessKey: 'AKIDEXAMPLE0000000000',
          userArn: 'arn:aws:iam::123456789012:user/local-demo',
          userAgent: 'curl/8',
          sourceIp: '127.0.0.1',
        },
      },
      body: '{}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what API Gateway keeps to itself', () => {
    const request = wire('/v1/', {
      headers: [
        ['Content-Length', '0'],
        ['connection', 'close'],
        ['TE', 'trailers'],
      ],
    });
    expect(
      Object.keys(proxyEvent(request, context).multiValueHeaders).filter((name) => !name.startsWith('X-')),
    ).toEqual([]);
  });

  it.each(['/v1', '/v1/'])('on %s is that of the root resource', (target) => {
    expect(proxyEvent(wire(target), context)).toMatchObject({
      resource: '/',
      path: '/',
      pathParameters: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
    });
  });

  it('says who called only where a signature said it', () => {
    const open = proxyEvent(wire('/v1/mcp', { method: 'OPTIONS' }), { ...context, accessKeyId: null });
    expect(open.requestContext.identity).toMatchObject({ userArn: null, user: null, caller: null, accessKey: null });
  });

  it('carries a text as it is, a byte order mark in front of it included', () => {
    const event = proxyEvent(wire('/v1/mcp', { method: 'POST', body: Buffer.from('\uFEFF{}') }), context);
    expect(event).toMatchObject({ body: '\uFEFF{}', isBase64Encoded: false });
  });

  it('carries a body that is not text as base64', () => {
    const event = proxyEvent(wire('/v1/mcp', { method: 'POST', body: Buffer.from([0xff, 0x00, 0xfe]) }), context);
    expect(event).toMatchObject({ body: '/wD+', isBase64Encoded: true });
  });
});

describe('a request behind the gateway', () => {
  const behind = (request: WireRequest) => apiGatewayRequest(proxyEvent(request, context));

  it('is the one that came in, without the stage', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Segments that no URL would normalise away.
        fc.array(
          fc.string({ unit: 'grapheme', minLength: 1 }).filter((segment) => !/^\.{1,2}$/.test(segment)),
          {
            maxLength: 3,
          },
        ),
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
          maxLength: 4,
        }),
        fc.uint8Array({ maxLength: 40 }),
        async (segments, parameters, body) => {
          const query = new URLSearchParams(parameters);
          const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
          const target = `/v1${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
          const request = behind(wire(target, { method: 'POST', body }));
          const url = new URL(request.url);
          expect(decodeURIComponent(url.pathname)).toBe(decodeURIComponent(path === '' ? '/' : path));
          expect([...url.searchParams].sort()).toEqual([...query].sort());
          expect(Buffer.compare(Buffer.from(await request.arrayBuffer()), Buffer.from(body))).toBe(0);
        },
      ),
    );
  });

  it('keeps repeated headers and headers beyond Latin-1, but not the signature', () => {
    const request = behind(
      wire('/v1/mcp', {
        headers: [
          ['Host', '127.0.0.1:8080'],
          ['Accept', 'application/json'],
          ['Accept', 'text/event-stream'],
          ['X-Name', 'Ж'],
          ['Authorization', 'AWS4-HMAC-SHA256 Credential=...'],
          ['X-Amz-Security-Token', 'TOKEN'],
        ],
      }),
    );
    expect(request.headers.get('accept')).toBe('application/json, text/event-stream');
    expect(Buffer.from(request.headers.get('x-name') ?? '', 'latin1').toString('utf8')).toBe('Ж');
    expect(request.headers.has('authorization')).toBe(false);
    expect(request.headers.has('x-amz-security-token')).toBe(false);
  });

  it('has its address from the host header, or any where that is no host', () => {
    expect(behind(wire('/v1/tools?a=1')).url).toBe('http://127.0.0.1:8080/tools?a=1');
    for (const host of ['user:secret@evil.example/path?#', '', 'a b', 'host:port']) {
      expect(new URL(behind(wire('/v1/tools', { headers: [['Host', host]] })).url).pathname).toBe('/tools');
    }
  });

  it('has the path as it came in, with what was encoded twice and what would end a path', () => {
    expect(new URL(behind(wire('/v1/tools/a%2541%3Fb%23c')).url).pathname).toBe('/tools/a%2541%3Fb%23c');
  });

  it('came over TLS unless the gateway says that it did not', () => {
    const event = proxyEvent(wire('/v1/tools'), context);
    const url = (scheme: readonly string[]) =>
      new URL(
        apiGatewayRequest({ ...event, multiValueHeaders: { Host: ['a.example'], 'X-Forwarded-Proto': [...scheme] } })
          .url,
      );
    expect(url([]).protocol).toBe('https:');
    expect(url(['wss']).protocol).toBe('https:');
    expect(url(['http']).protocol).toBe('http:');
  });

  it('drops the body of a GET, which a web-standard request may not have', () => {
    expect(behind(wire('/v1/tools', { body: Buffer.from('{}') })).body).toBeNull();
  });

  it("leaves a custom domain's base path out", () => {
    const event = { ...proxyEvent(wire('/v1/tools'), context), path: '/cases/tools' };
    expect(new URL(apiGatewayRequest(event).url).pathname).toBe('/tools');
  });
});
