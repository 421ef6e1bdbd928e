import { describe, expect, it } from 'vitest';
import type { Caller } from '#core/contract/data-scopes.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { createHandler, type InvocationFailure } from '../../../server-lambda/handler.ts';
import { readIntegrationResponse } from '../../../server-lambda/local/gateway/integration-response.ts';
import { installLambdaRuntime, invoke } from '../../../server-lambda/local/gateway/lambda-runtime.ts';
import { proxyEvent } from '../../../server-lambda/local/gateway/proxy-event.ts';

installLambdaRuntime();

const event = proxyEvent(
  { method: 'GET', target: '/v1/', headers: [['Host', 'localhost']], body: Buffer.alloc(0) },
  {
    stage: 'v1',
    requestId: 'request-1',
    extendedRequestId: 'x=',
    traceId: 'Root=1',
    accessKeyId: 'AKIDEXAMPLE0000000000',
    sourceIp: '127.0.0.1',
    port: 80,
    receivedAt: new Date(0),
  },
);

/** Runs the handler in Lambda's runtime in front of a server that answers like this. */
function run(fetch: (request: Request) => Promise<Response>) {
  const failures: InvocationFailure[] = [];
  const onFailure = (failure: InvocationFailure) => void failures.push(failure);
  return { invocation: invoke(createHandler({ fetch }, { onFailure }), event, 'invocation-1'), failures };
}

async function text(body: AsyncIterable<Buffer>): Promise<string> {
  let all = '';
  for await (const chunk of body) all += chunk.toString();
  return all;
}

describe('the handler', () => {
  it('sends status, headers, every cookie and the body', async () => {
    const headers = new Headers({ 'content-type': 'text/plain', 'content-length': '5' });
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT');
    headers.append('set-cookie', 'b=2');
    const { invocation } = run(() => Promise.resolve(new Response('hello', { status: 201, headers })));
    const { head, body } = await readIntegrationResponse(invocation);
    expect(head).toEqual({
      statusCode: 201,
      headers: [
        ['content-type', 'text/plain'],
        ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
        ['set-cookie', 'b=2'],
      ],
    });
    expect(await text(body)).toBe('hello');
    await invocation.done;
  });

  it('sends an answer without a body', async () => {
    const { invocation } = run(() => Promise.resolve(new Response(null, { status: 202 })));
    const { head, body } = await readIntegrationResponse(invocation);
    expect(head.statusCode).toBe(202);
    expect(await text(body)).toBe('');
    await invocation.done;
  });

  it('sends the status before the body has anything to say', async () => {
    const { invocation } = run(() => Promise.resolve(new Response(new ReadableStream())));
    expect((await readIntegrationResponse(invocation)).head.statusCode).toBe(200);
    invocation.wire.destroy();
  });

  it('takes from the body no faster than it is read', async () => {
    let pulled = 0;
    const chunk = new Uint8Array(10_000);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled <= 1000) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const { invocation } = run(() => Promise.resolve(new Response(body)));
    const answer = await readIntegrationResponse(invocation);
    await new Promise((resolve) => setImmediate(resolve));
    expect(pulled).toBeLessThan(100);
    let length = 0;
    for await (const part of answer.body) length += part.length;
    expect(length).toBe(10_000_000);
  });

  it('answers what the server throws as INTERNAL, and keeps the words of the error to itself', async () => {
    const { invocation, failures } = run(() => {
      const cause = new TypeError('the customer wrote: hunter2');
      return Promise.reject(new Error('could not parse "hunter2"', { cause }));
    });
    const { head, body } = await readIntegrationResponse(invocation);
    expect(head.statusCode).toBe(500);
    const answered = await text(body);
    expect(JSON.parse(answered)).toEqual({
      error: {
        code: 'INTERNAL',
        message: 'The server failed unexpectedly.',
        remedy: expect.stringContaining('log') as string,
      },
    });
    expect(failures).toMatchObject([
      {
        requestId: 'request-1',
        functionRequestId: 'invocation-1',
        callerArn: 'arn:aws:iam::123456789012:user/local-demo',
        code: 'INTERNAL',
        causes: [
          {
            name: 'Error',
            at: expect.arrayContaining([expect.stringContaining('handler.test.ts') as string]) as string[],
          },
          { name: 'TypeError' },
        ],
      },
    ]);
    expect(answered + JSON.stringify(failures)).not.toContain('hunter2');
  });

  it('answers a failure of ours with its own code', async () => {
    const { invocation } = run(() => Promise.reject(new CaseInsightsError('THROTTLED', 'Too fast.', 'Wait.')));
    const { body } = await readIntegrationResponse(invocation);
    expect(JSON.parse(await text(body))).toEqual({
      error: { code: 'THROTTLED', message: 'Too fast.', remedy: 'Wait.' },
    });
  });

  it('tells the server who calls, as API Gateway says it', async () => {
    const callers: Caller[] = [];
    const fetch = (_request: Request, caller: Caller) => {
      callers.push(caller);
      return Promise.resolve(new Response('ok'));
    };
    const { requestContext } = event;
    const called = {
      ...event,
      requestContext: {
        ...requestContext,
        accountId: '999988887777',
        identity: { ...requestContext.identity, accountId: '111122223333', userArn: 'arn:aws:sts::1:assumed-role/A/b' },
      },
    };
    const invocation = invoke(createHandler({ fetch }, { onFailure: () => undefined }), called, 'invocation-1');
    await text((await readIntegrationResponse(invocation)).body);
    expect(callers).toEqual([{ arn: 'arn:aws:sts::1:assumed-role/A/b', apiAccount: '999988887777' }]);
  });

  it('fails the invocation when the body breaks off, after what there was of it', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('part'));
      },
      pull() {
        throw new Error('hunter2');
      },
    });
    const { invocation, failures } = run(() => Promise.resolve(new Response(body)));
    const answer = await readIntegrationResponse(invocation);
    await expect(text(answer.body)).rejects.toThrow('The answer was interrupted after it had begun.');
    await expect(invocation.done).rejects.toThrow();
    expect(failures).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain('hunter2');
  });

  it.each([
    ['an answer', 'hello'],
    ['an answer without a body', null],
  ])('fails the invocation when the caller has gone before there is %s', async (_, body) => {
    const { invocation, failures } = run(async () => {
      invocation.wire.destroy();
      await new Promise((resolve) => setImmediate(resolve));
      return new Response(body);
    });
    await expect(invocation.done).rejects.toThrow('was interrupted');
    expect(failures).toHaveLength(1);
  });

  it('tells the server when nobody can read its body any more', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    const { invocation } = run(() => Promise.resolve(new Response(body)));
    await readIntegrationResponse(invocation);
    invocation.wire.destroy();
    await expect(invocation.done).rejects.toThrow();
    expect(cancelled).toBe(true);
  });
});

describe("the handler's CORS", () => {
  const ORIGIN = 'https://app.example.com';

  async function exchange(method: string, origin: string | undefined, allowedOrigins: readonly string[]) {
    const seen: string[] = [];
    const handler = createHandler(
      {
        fetch: (request) => {
          seen.push(request.method);
          return request.method === 'POST' ? Promise.reject(new Error('broken')) : Promise.resolve(Response.json({}));
        },
      },
      { onFailure: () => undefined, allowedOrigins },
    );
    const multiValueHeaders = {
      host: ['abc123.execute-api.eu-central-1.amazonaws.com'],
      ...(origin !== undefined && { origin: [origin] }),
    };
    const invocation = invoke(handler, { ...event, httpMethod: method, multiValueHeaders }, 'invocation-1');
    const { head, body } = await readIntegrationResponse(invocation);
    await text(body);
    return { status: head.statusCode, headers: Object.fromEntries(head.headers), seen };
  }

  it('answers a preflight itself, with all that a signed request of MCP needs', async () => {
    const { status, headers, seen } = await exchange('OPTIONS', ORIGIN, ['https://other.example', ORIGIN]);
    expect(status).toBe(204);
    expect(seen).toEqual([]);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
      'access-control-max-age': '7200',
      vary: 'origin',
    });
    expect(headers['access-control-allow-headers']?.split(', ')).toEqual(
      expect.arrayContaining([
        'authorization',
        'x-amz-date',
        'x-amz-security-token',
        'x-amz-content-sha256',
        'content-type',
        'accept',
        'mcp-protocol-version',
        'mcp-method',
        'mcp-name',
        'mcp-session-id',
        'case-insights-call-id',
      ]),
    );
  });

  it.each([
    ['an answer', 'GET', 200],
    ['a failure', 'POST', 500],
  ])('lets a page of an allowed origin read %s', async (_, method, status) => {
    const answer = await exchange(method, ORIGIN, [ORIGIN]);
    expect(answer).toMatchObject({ status, headers: { 'access-control-allow-origin': ORIGIN, vary: 'origin' } });
    expect(answer.headers['access-control-expose-headers']).toContain('x-amzn-requestid');
  });

  it('allows any origin where all are allowed', async () => {
    const { headers } = await exchange('GET', 'http://localhost:3000', ['*']);
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it.each([
    ['another origin', 'https://evil.example', [ORIGIN]],
    ['an origin that only begins like it', `${ORIGIN}.evil.example`, [ORIGIN]],
    ['a request without an origin', undefined, [ORIGIN]],
    ['a request without an origin, where all are allowed,', undefined, ['*']],
  ])('gives %s no CORS headers, and tells caches so', async (_, origin, allowed) => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await exchange(method, origin, allowed);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers['vary']).toBe('origin');
    }
  });

  it.each([
    ['another origin', 'https://evil.example', [ORIGIN]],
    ['any origin where none is allowed', ORIGIN, []],
    ["a page of the caller's own machine, which is not the server's", 'http://localhost:3000', []],
    ['a page without an origin of its own', 'null', [ORIGIN]],
  ])('keeps %s from the server', async (_, origin, allowed) => {
    for (const method of ['GET', 'POST', 'OPTIONS'])
      expect(await exchange(method, origin, allowed)).toMatchObject({ status: 403, seen: [] });
  });

  it('leaves everything to the server where no origin is allowed and none is told', async () => {
    const { status, headers, seen } = await exchange('OPTIONS', undefined, []);
    expect({ status, seen }).toEqual({ status: 200, seen: ['OPTIONS'] });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('vary');
  });
});

describe("Lambda's runtime", () => {
  it('gives the function its own copy of the event and the time that is left', async () => {
    const seen: unknown[] = [];
    const invocation = invoke(
      (given, stream, context) => {
        seen.push(given, context.getRemainingTimeInMillis());
        awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).write('');
        stream.end();
        return Promise.resolve();
      },
      event,
      'invocation-1',
    );
    await readIntegrationResponse(invocation);
    await invocation.done;
    expect(seen[0]).toEqual(event);
    expect(seen[0]).not.toBe(event);
    expect(seen[1]).toBeGreaterThan(14 * 60_000);
  });

  it('sends nothing for a stream that is ended without a write', async () => {
    const invocation = invoke(
      (_event, stream) => {
        awslambda.HttpResponseStream.from(stream, { statusCode: 202 }).end();
        return Promise.resolve();
      },
      event,
      'invocation-1',
    );
    await expect(readIntegrationResponse(invocation)).rejects.toThrow('before the metadata');
  });

  it('fails a function that returns without ending its stream', async () => {
    const invocation = invoke(() => Promise.resolve(), event, 'invocation-1');
    await expect(readIntegrationResponse(invocation)).rejects.toThrow('Response stream is not finished.');
  });
});
