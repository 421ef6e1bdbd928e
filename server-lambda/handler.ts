import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { toCaseInsightsError } from '#core/errors.ts';
import { apiGatewayRequest } from './aws/api-gateway-request.ts';
import { writeResponse, type ResponseStream } from './aws/response-stream.ts';

/** A function for `awslambda.streamifyResponse`, behind a REST API's streaming Lambda proxy integration. */
export type StreamHandler = (
  event: APIGatewayProxyEvent,
  responseStream: ResponseStream,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
) => Promise<void>;

/**
 * Puts a server behind API Gateway: every event becomes a request, every response is streamed out.
 *
 * What the server throws is answered with status 500 and `{"error": {code, message, remedy}}`. What goes wrong once
 * the answer has begun rejects, so that Lambda ends the stream as failed and counts the error. Both are logged as one
 * line of JSON, with where it happened but without the error's own words, which may quote a case.
 */
export function createHandler(
  server: { fetch(request: Request): Promise<Response> },
  log: (line: string) => void = writeToStandardError,
): StreamHandler {
  return async (event, responseStream, context) => {
    const requestId = event.requestContext.requestId;
    const response = await answer(server, event).catch((thrown: unknown) => {
      log(failureLine(thrown, requestId, context));
      return Response.json({ error: toCaseInsightsError(thrown) }, { status: 500 });
    });
    const delivered = await writeResponse(response, responseStream).then(
      () => true,
      (thrown: unknown) => {
        log(failureLine(thrown, requestId, context));
        return false;
      },
    );
    // Lambda logs what it is thrown, so it gets a sentence of ours and not the error itself.
    if (!delivered) throw new Error('The answer broke off after it had begun.');
  };
}

async function answer(server: { fetch(request: Request): Promise<Response> }, event: APIGatewayProxyEvent) {
  return server.fetch(apiGatewayRequest(event).request);
}

function failureLine(thrown: unknown, requestId: string, context: Pick<Context, 'awsRequestId'>): string {
  return JSON.stringify({
    level: 'error',
    requestId,
    awsRequestId: context.awsRequestId,
    code: toCaseInsightsError(thrown).code,
    causes: causes(thrown),
  });
}

/** Names and stack frames from the error down to its root cause. */
export function causes(thrown: unknown): { readonly name: string; readonly at: readonly string[] }[] {
  const chain: { name: string; at: string[] }[] = [];
  for (let error = thrown; error instanceof Error && chain.length < 5; error = error.cause) {
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    chain.push({ name: error.name, at: frames.slice(0, 10).map((frame) => frame.trim()) });
  }
  return chain;
}

// Lambda puts both standard streams into the function's log; the gateway keeps standard output for its address.
function writeToStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
