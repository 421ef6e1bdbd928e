import type { APIGatewayProxyEvent } from 'aws-lambda';
import { proxyEvent } from '../../server-lambda/local/gateway/proxy-event.ts';

/** The event of a signed POST of JSON to a path of the API. */
export function postEvent(path: string, body: string): APIGatewayProxyEvent {
  return proxyEvent(
    {
      method: 'POST',
      target: `/v1${path}`,
      headers: [
        ['Host', 'bench.execute-api.eu-central-1.amazonaws.com'],
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json, text/event-stream'],
      ],
      body: Buffer.from(body),
    },
    {
      stage: 'v1',
      requestId: 'bench',
      extendedRequestId: 'bench=',
      traceId: 'Root=1',
      accessKeyId: 'AKIDEXAMPLE0000000000',
      sourceIp: '127.0.0.1',
      port: 443,
      receivedAt: new Date('2026-01-01T00:00:00Z'),
    },
  );
}
