import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Caller } from '#core/contract/data-scopes.ts';
import { toCaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { apiGatewayRequest } from './aws/api-gateway-request.ts';
import type { Invocation } from './aws/call-log.ts';
import { withCors, type AllowedOrigins } from './aws/cors.ts';
import { errorCauses, type ErrorCause } from './aws/error-causes.ts';
import { writeResponse, type ResponseStream } from './aws/response-stream.ts';

/** A function for `awslambda.streamifyResponse`, behind a REST API's streaming Lambda proxy integration. */
export type StreamHandler = (
  event: APIGatewayProxyEvent,
  responseStream: ResponseStream,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
) => Promise<void>;

/** A request that got no answer of the server's, or not all of it; without the failure's words, which may quote a case. */
export interface InvocationFailure extends Invocation {
  readonly code: ErrorCode;
  readonly causes: readonly ErrorCause[];
}

export interface HandlerOptions {
  /** Hears of what goes wrong around the server; a tool's failures are the server's own to tell. */
  readonly onFailure: (failure: InvocationFailure) => void;
  /** None unless given. */
  readonly allowedOrigins?: AllowedOrigins;
}

/**
 * Puts a server behind API Gateway: every event becomes a request, every response is streamed out.
 *
 * What the server throws is answered with status 500 and `{"error": {code, message, remedy}}`. What goes wrong once
 * the answer has begun rejects, so that Lambda ends the stream as failed and counts the error.
 */
export function createHandler(
  server: { fetch(request: Request, caller: Caller): Promise<Response> },
  { onFailure, allowedOrigins = [] }: HandlerOptions,
): StreamHandler {
  return async (event, responseStream, context) => {
    const report = (thrown: unknown) => {
      const { code } = toCaseInsightsError(thrown);
      onFailure({ ...invocationOf(event, context), code, causes: errorCauses(thrown) });
    };
    const failed = (thrown: unknown) => {
      report(thrown);
      return Response.json({ error: toCaseInsightsError(thrown) }, { status: 500 });
    };
    const caller = callerOf(event);
    const answer = withCors((request) => server.fetch(request, caller).catch(failed), allowedOrigins);
    const response = await Promise.resolve(event).then(apiGatewayRequest).then(answer).catch(failed);
    const delivered = await writeResponse(response, responseStream).then(
      () => true,
      (thrown: unknown) => {
        report(thrown);
        return false;
      },
    );
    // Lambda logs what it is thrown, so it gets a sentence of ours and not the error itself.
    if (!delivered) throw new Error('The answer was interrupted after it had begun.');
  };
}

function callerOf({ requestContext }: APIGatewayProxyEvent): Caller {
  return { arn: requestContext.identity.userArn, apiAccount: requestContext.accountId };
}

/** Who called, and under which ids. */
export function invocationOf(event: APIGatewayProxyEvent, context: Pick<Context, 'awsRequestId'>): Invocation {
  const { requestId, identity } = event.requestContext;
  return { requestId, functionRequestId: context.awsRequestId, callerArn: identity.userArn };
}
