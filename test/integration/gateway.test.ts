import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler, type StreamHandler } from '../../server-lambda/handler.ts';
import { startGateway, type Gateway, type GatewayOptions } from '../../server-lambda/local/gateway/gateway.ts';
import { echo, ECHO_KEY as key, type Seen } from '../support/echo-gateway.ts';
import { signRequest, type Signing } from '../support/sign-request.ts';

const gateways: Gateway[] = [];
const logged: string[] = [];

async function start(
  fetch: (request: Request) => Promise<Response>,
  more: Partial<GatewayOptions> = {},
): Promise<string> {
  const gateway = await startGateway({
    handler: createHandler({ fetch }, { onFailure: ({ code }) => logged.push(code) }),
    key,
    region: 'us-east-1',
    port: 0,
    throttle: null,
    log: (line) => logged.push(line),
    ...more,
  });
  gateways.push(gateway);
  return gateway.url;
}

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
});

/** Fetches as the product does: signed by the AWS SDK's signer, sent by Node's fetch. */
async function signedFetch(
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal } = {},
  signing: Signing = key,
): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal } = init;
  const { host: _host, ...signed } = await signRequest({ method, url, headers, body }, signing);
  return fetch(url, { method, headers: signed, body: body ?? null, signal: signal ?? null });
}

/** The body as the bytes that a fetched response always has. */
function parts(response: Response): ReadableStream<Uint8Array> {
  return response.body!;
}

async function seen(response: Response): Promise<Seen> {
  expect(response.status).toBe(200);
  // The echo above writes exactly this.
  return (await response.json()) as Seen;
}

describe('a signed request', () => {
  let url: string;
  beforeAll(async () => {
    url = await start(echo);
  });

  it('reaches the server without the stage and without its signature', async () => {
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    const { headers, ...rest } = await seen(
      await signedFetch(`${url}/mcp`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    );
    expect(rest).toEqual({ method: 'POST', path: '/mcp', query: [], body });
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(Object.keys(headers)).not.toContain('authorization');
  });

  it.each(['', '/', '/tools', '/mcp'])('reaches the path "%s"', async (path) => {
    expect((await seen(await signedFetch(url + path))).path).toBe(path === '' ? '/' : path);
  });

  it('may have any path, query and header', async () => {
    const target = '/tools/a%20b%2Fc/%C3%A9~ü?b=2&a=2&a=1&empty=&sp=x%20y&enc=%26%3D%2F&ж=я';
    const answer = await seen(await signedFetch(url + target, { headers: { 'x-note': '  two   inner    spaces  ' } }));
    expect(decodeURIComponent(answer.path)).toBe('/tools/a b/c/é~ü');
    expect(answer.query).toEqual([
      ['b', '2'],
      ['a', '2'],
      ['a', '1'],
      ['empty', ''],
      ['sp', 'x y'],
      ['enc', '&=/'],
      ['ж', 'я'],
    ]);
    expect(answer.headers['x-note']).toBe('two   inner    spaces');
  });

  it('is answered with the ids of API Gateway', async () => {
    const { headers } = await signedFetch(url);
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-amz-apigw-id')).toMatch(/^[A-Za-z0-9+/]{15}=$/);
    expect(headers.get('x-amzn-trace-id')).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('leaves one line in the log, without query, body or key', async () => {
    logged.length = 0;
    await seen(await signedFetch(`${url}/tools?question=secret`, { method: 'POST', body: 'also secret' }));
    await expect.poll(() => logged).toHaveLength(1);
    expect(logged[0]).toMatch(/^POST \/v1\/tools 200 \d+ ms$/);
  });
});

describe('a request that is not let in', () => {
  let url: string;
  let reached = 0;
  beforeAll(async () => {
    url = await start((request) => {
      reached += 1;
      return echo(request);
    });
  });

  async function refusal(response: Response) {
    const { headers } = response;
    expect(headers.get('x-amzn-requestid')).not.toBeNull();
    expect(headers.get('x-amz-apigw-id')).not.toBeNull();
    expect(headers.get('content-type')).toBe('application/json');
    // A refusal is this and nothing else.
    const { message, ...rest } = (await response.json()) as { message: string };
    expect(rest).toEqual({});
    expect(reached).toBe(0);
    return { status: response.status, type: headers.get('x-amzn-errortype'), message };
  }

  it.each<[string, Signing, string, string]>([
    [
      'an unknown key',
      { ...key, accessKeyId: 'AKIAQ3EXAMPLE0000000' },
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    [
      'a session token nobody gave out',
      { ...key, sessionToken: 'TOKEN' },
      'UnrecognizedClientException',
      'The security token included in the request is invalid',
    ],
    [
      'a wrong secret',
      { ...key, secretAccessKey: 'wrong' },
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ],
    [
      'another service',
      { ...key, service: 'lambda' },
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'execute-api'. ",
    ],
    [
      'another region',
      { ...key, region: 'eu-central-1' },
      'InvalidSignatureException',
      'Credential should be scoped to a valid region. ',
    ],
    [
      'an old signature',
      { ...key, date: new Date(Date.now() - 10 * 60_000) },
      'InvalidSignatureException',
      'Signature expired: ',
    ],
    [
      'a signature from the future',
      { ...key, date: new Date(Date.now() + 10 * 60_000) },
      'InvalidSignatureException',
      'Signature not yet current: ',
    ],
  ])('for %s gets 403', async (_fault, signing, type, message) => {
    const refused = await refusal(await signedFetch(`${url}/tools`, {}, signing));
    expect(refused).toEqual({ status: 403, type, message: expect.stringContaining(message) as string });
    expect(refused.message.startsWith(message)).toBe(true);
  });

  it.each([
    [{}, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [{ authorization: 'Bearer eyJhbGciOi' }, 'IncompleteSignatureException', 'Invalid key=value pair'],
  ])('with headers %o gets 403', async (headers, type, message) => {
    const refused = await refusal(await fetch(`${url}/tools`, { headers }));
    expect(refused).toEqual({ status: 403, type, message: expect.stringContaining(message) as string });
    expect(refused.message).not.toContain('eyJhbGciOi');
  });

  it('gets 403 once anything that was signed has changed', async () => {
    const sent = { method: 'POST', url: `${url}/tools?a=1`, headers: { 'x-note': 'one' }, body: '{}' };
    const { host: _host, ...headers } = await signRequest(sent, key);
    const post = (
      address: string,
      changed: { headers?: Record<string, string>; body?: string; method?: string } = {},
    ) => fetch(address, { method: 'POST', headers: { ...headers, ...changed.headers }, body: '{}', ...changed });
    const changes = [
      post(sent.url, { headers: { ...headers, 'x-note': 'two' } }),
      post(sent.url, { body: '{ }' }),
      post(sent.url, { method: 'PUT' }),
      post(`${url}/tools?a=2`),
      post(`${url}/mcp?a=1`),
    ];
    for (const response of await Promise.all(changes)) {
      expect(await refusal(response)).toMatchObject({ status: 403, type: 'InvalidSignatureException' });
    }
  });

  it('for another stage gets 403 whoever signed it', async () => {
    for (const path of ['/', '/v2/tools', '/v1x', '/tools']) {
      expect(await refusal(await signedFetch(new URL(path, url).href))).toEqual({
        status: 403,
        type: 'ForbiddenException',
        message: 'Forbidden',
      });
    }
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', 'localhost:80.evil.example'])(
    'for the host %s gets 403, as from a page whose name leads to this machine',
    async (host) => {
      const request = httpRequest(`${url}/tools`, { headers: { host } }).end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      expect([response.statusCode, response.headers['x-amzn-errortype']]).toEqual([403, 'ForbiddenException']);
      response.resume();
    },
  );

  it('as a preflight gets 403 unless preflights are open', async () => {
    const response = await fetch(`${url}/mcp`, { method: 'OPTIONS' });
    expect(await refusal(response)).toMatchObject({ status: 403, type: 'MissingAuthenticationTokenException' });
  });

  it('with a method that no resource has gets 403', async () => {
    const request = httpRequest(`${url}/tools`, { method: 'TRACE' }).end();
    // Node's own types of this event.
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(403);
    expect(response.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    response.resume();
  });

  it('for its length gets 413: in plain text beyond 10 MiB, as JSON beyond what a function takes', async () => {
    const post = (length: number) => signedFetch(`${url}/mcp`, { method: 'POST', body: 'x'.repeat(length) });
    const beyondGateway = await post(10 * 1024 * 1024 + 1);
    expect(beyondGateway.status).toBe(413);
    expect(await beyondGateway.text()).toBe('HTTP content length exceeded 10485760 bytes.');
    expect(await refusal(await post(7 * 1024 * 1024))).toEqual({
      status: 413,
      type: 'BadRequestException',
      message: 'Request Too Long',
    });
  });
});

it('a signature with a session token passes where the key has one', async () => {
  const temporary = { ...key, sessionToken: 'IQoJb3JpZ2luX2VjE//Example+Token==' };
  const url = await start(echo, { key: temporary });
  const { headers } = await seen(await signedFetch(url, {}, temporary));
  expect(Object.keys(headers)).not.toContain('x-amz-security-token');
});

describe('the throttle', () => {
  it('lets a burst through, then answers 429, and counts only what was signed', async () => {
    // So slow that nothing is gained while the test runs.
    const url = await start(echo, { throttle: { ratePerSecond: 1e-6, burst: 15 } });
    await Promise.all(Array.from({ length: 20 }, () => fetch(url)));
    const responses = await Promise.all(Array.from({ length: 20 }, () => signedFetch(url)));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(15);
    const throttled = responses.filter(({ status }) => status === 429);
    expect(throttled).toHaveLength(5);
    expect(throttled[0]?.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(await throttled[0]?.json()).toEqual({ message: 'Too Many Requests' });
  });
});

describe('a streamed answer', () => {
  /** A promise and what settles it. */
  function signal() {
    let give: () => void = () => undefined;
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    return { give, given };
  }

  const bytes = (text: string) => new TextEncoder().encode(text);

  it('arrives as it is written: the second part is written only once the client has the first', async () => {
    const clientHasFirst = signal();
    const url = await start(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            async start(controller) {
              controller.enqueue(bytes('event: progress\n\n'));
              await clientHasFirst.given;
              controller.enqueue(bytes('event: result\n\n'));
              controller.close();
            },
          }),
          { headers: { 'content-type': 'text/event-stream' } },
        ),
      ),
    );
    const response = await signedFetch(`${url}/mcp`, { method: 'POST', body: '{}' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = parts(response).getReader();
    const first = await reader.read();
    expect(Buffer.from(first.value!).toString()).toBe('event: progress\n\n');
    clientHasFirst.give();
    const second = await reader.read();
    expect(Buffer.from(second.value!).toString()).toBe('event: result\n\n');
    expect((await reader.read()).done).toBe(true);
  });

  it('has its headers out before its first byte', async () => {
    const clientHasHeaders = signal();
    const url = await start(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            async pull(controller) {
              await clientHasHeaders.given;
              controller.enqueue(bytes('at last'));
              controller.close();
            },
          }),
        ),
      ),
    );
    const response = await signedFetch(url);
    expect(response.status).toBe(200);
    clientHasHeaders.give();
    expect(await response.text()).toBe('at last');
  });

  it('of 50 MB comes whole, and waits in the function while the client does not read', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'case ');
    const chunks = 800;
    let produced = 0;
    const url = await start(() =>
      Promise.resolve(
        new Response(
          new ReadableStream<Uint8Array>({
            pull(controller) {
              if (produced === chunks) {
                controller.close();
                return;
              }
              produced += 1;
              controller.enqueue(chunk);
            },
          }),
        ),
      ),
    );
    const response = await signedFetch(url);
    const reader = parts(response).getReader();
    const first = await reader.read();
    // Wait until production has stood still for a good many turns of the event loop.
    for (let still = 0, last = -1; still < 50 && produced < chunks;) {
      await new Promise((resolve) => setImmediate(resolve));
      still = produced === last ? still + 1 : 0;
      last = produced;
    }
    expect(produced).toBeLessThan(chunks / 2);

    const hash = createHash('sha256').update(first.value!);
    let length = first.value!.length;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      hash.update(next.value);
      length += next.value.length;
    }
    expect(length).toBe(chunks * chunk.length);
    const expected = createHash('sha256');
    for (let i = 0; i < chunks; i += 1) expected.update(chunk);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
  });

  it('goes on to its end in the function when the client hangs up', async () => {
    const clientLeft = signal();
    const functionDone = signal();
    let written = 0;
    let cancelled = false;
    const url = await start(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            async start(controller) {
              controller.enqueue(bytes('first'));
              await clientLeft.given;
            },
            pull(controller) {
              controller.enqueue(new Uint8Array(64 * 1024));
              // More than any buffer on the way holds.
              if (++written < 200) return;
              controller.close();
              functionDone.give();
            },
            cancel() {
              cancelled = true;
              functionDone.give();
            },
          }),
        ),
      ),
    );
    logged.length = 0;
    const leaving = new AbortController();
    const response = await signedFetch(url, { signal: leaving.signal });
    await parts(response).getReader().read();
    leaving.abort();
    await expect.poll(() => logged).toEqual([expect.stringMatching(/^GET \/v1 200 \d+ ms \(not delivered in full\)$/)]);
    clientLeft.give();
    await functionDone.given;
    expect(cancelled).toBe(false);
  });

  it('that breaks off is cut off visibly, after what there was of it', async () => {
    const url = await start(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull(controller) {
              controller.enqueue(bytes('half of it'));
              controller.error(new Error('no more'));
            },
            start(controller) {
              controller.enqueue(bytes('the first '));
            },
          }),
        ),
      ),
    );
    const response = await signedFetch(url);
    expect(response.status).toBe(200);
    const received: Buffer[] = [];
    await expect(async () => {
      for await (const part of parts(response)) received.push(Buffer.from(part));
    }).rejects.toThrow('terminated');
    expect(Buffer.concat(received).toString()).toContain('the first');
  });

  it('may be empty, and may have no body at all', async () => {
    const url = await start((request) =>
      Promise.resolve(
        new URL(request.url).pathname === '/mcp'
          ? new Response(null, { status: 202 })
          : new Response(null, { status: 204 }),
      ),
    );
    for (const [path, status] of [
      ['/mcp', 202],
      ['/tools', 204],
    ] as const) {
      const response = await signedFetch(url + path, { method: 'POST', body: '{}' });
      expect(response.status).toBe(status);
      expect(await response.text()).toBe('');
    }
  });

  it('keeps every cookie, and has lengths and dates of its own', async () => {
    const headers = new Headers({ 'content-length': '2', date: 'yesterday', 'mcp-session-id': 'abc' });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const url = await start(() => Promise.resolve(new Response('ok', { headers })));
    const response = await signedFetch(url);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('mcp-session-id')).toBe('abc');
    expect(response.headers.get('x-amzn-remapped-date')).toBe('yesterday');
    expect(Date.parse(response.headers.get('date') ?? '')).not.toBeNaN();
    expect(response.headers.get('content-length')).toBeNull();
    expect(await response.text()).toBe('ok');
  });
});

describe('a function that fails', () => {
  const refusing: [string, StreamHandler][] = [
    ['throws', () => Promise.reject(new Error('broken'))],
    ['writes no metadata', (_event, stream) => Promise.resolve(void stream.end('hello'))],
    [
      'answers with an impossible status',
      (_event, stream) => {
        awslambda.HttpResponseStream.from(stream, { statusCode: 99_999 }).write('');
        return Promise.resolve(void stream.end());
      },
    ],
    [
      'answers with an impossible header',
      (_event, stream) => {
        awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { 'x-a': '1', 'x-b': 'a\nb' } }).write(
          '',
        );
        return Promise.resolve(void stream.end());
      },
    ],
  ];

  it.each(refusing)('because it %s is answered with 502', async (_how, handler) => {
    const url = await start(echo, { handler });
    const response = await signedFetch(url);
    expect(response.status).toBe(502);
    expect(response.headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
    expect(response.headers.get('x-a')).toBeNull();
    expect(await response.json()).toEqual({ message: 'Internal server error' });
  });

  it('is not kept waiting for a reader when its answer can not be read', async () => {
    let ended = false;
    const url = await start(echo, {
      handler: async (_event, stream) => {
        // No metadata, and more than anybody reads: the stream is full until it is closed.
        for (let part = 0; part < 10; part++) stream.write(Buffer.alloc(64 * 1024, 'x'));
        await new Promise((resolve) => stream.once('close', resolve));
        ended = true;
      },
    });
    expect((await signedFetch(url)).status).toBe(502);
    await expect.poll(() => ended).toBe(true);
  });

  it('because its server throws is answered with 500 and the failure', async () => {
    const url = await start(() => Promise.reject(new Error('broken')));
    const response = await signedFetch(url);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { code: 'INTERNAL' } });
  });
});

describe('the gateway', () => {
  // Other systems have one address of their own only.
  it.runIf(process.platform === 'linux')('is reached from this machine by its own name alone', async () => {
    const { port } = new URL(await start(echo));
    await expect(fetch(`http://127.0.0.2:${port}/v1`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('logs a request that was never answered as such', async () => {
    let begun = false;
    const url = await start(() => {
      begun = true;
      return new Promise(() => undefined);
    });
    logged.length = 0;
    const leaving = new AbortController();
    const response = signedFetch(url, { signal: leaving.signal });
    await expect.poll(() => begun).toBe(true);
    leaving.abort();
    await expect(response).rejects.toThrow();
    await expect.poll(() => logged).toEqual([expect.stringMatching(/^GET \/v1 - \d+ ms \(not delivered in full\)$/)]);
  });

  it('says that a port is taken', async () => {
    const url = await start(echo);
    await expect(start(echo, { port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('closes though an answer is still being streamed', async () => {
    const url = await start(() => Promise.resolve(new Response(new ReadableStream())));
    const response = await signedFetch(url);
    const reading = response.text();
    await gateways.pop()!.close();
    await expect(reading).rejects.toThrow('terminated');
    await expect(signedFetch(url)).rejects.toThrow('fetch failed');
  });
});
