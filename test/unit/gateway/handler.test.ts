import { describe, expect, it } from 'vitest';
import { CaseInsightsError } from '#core/errors.ts';
import { createHandler } from '../../../server-lambda/handler.ts';
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
  const logged: string[] = [];
  const invocation = invoke(
    createHandler({ fetch }, (line) => logged.push(line)),
    event,
    'invocation-1',
  );
  return { invocation, logged };
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

  it('answers what the server throws as INTERNAL, and keeps the words of the error out of answer and log', async () => {
    const { invocation, logged } = run(() => {
      const cause = new TypeError('the customer wrote: hunter2');
      return Promise.reject(new Error('could not parse "hunter2"', { cause }));
    });
    const { head, body } = await readIntegrationResponse(invocation);
    expect(head.statusCode).toBe(500);
    const answered = await text(body);
    expect(JSON.parse(answered)).toEqual({
      error: {
        code: 'INTERNAL',
        message: 'The server met an unexpected failure.',
        remedy: expect.stringContaining('log') as string,
      },
    });
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0]!)).toMatchObject({
      level: 'error',
      requestId: 'request-1',
      awsRequestId: 'invocation-1',
      code: 'INTERNAL',
      causes: [
        {
          name: 'Error',
          at: expect.arrayContaining([expect.stringContaining('handler.test.ts') as string]) as string[],
        },
        { name: 'TypeError' },
      ],
    });
    expect(answered + logged.join()).not.toContain('hunter2');
  });

  it('answers a failure of ours with its own code', async () => {
    const { invocation } = run(() => Promise.reject(new CaseInsightsError('THROTTLED', 'Too fast.', 'Wait.')));
    const { body } = await readIntegrationResponse(invocation);
    expect(JSON.parse(await text(body))).toEqual({
      error: { code: 'THROTTLED', message: 'Too fast.', remedy: 'Wait.' },
    });
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
    const { invocation, logged } = run(() => Promise.resolve(new Response(body)));
    const answer = await readIntegrationResponse(invocation);
    await expect(text(answer.body)).rejects.toThrow('The answer broke off after it had begun.');
    await expect(invocation.done).rejects.toThrow();
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('hunter2');
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
